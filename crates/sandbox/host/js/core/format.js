// Money, dates and names as the pages show them.
define(['./boot'], function (boot) {
  'use strict';

  const locale = { en: 'en-US', es: 'es-ES', pt: 'pt-BR' }[boot.user.lang] || 'en-US';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });

  const dateOf = (unix) => new Date(unix * 1000);
  const sameDay = (a, b) => a.toDateString() === b.toDateString();

  function date(unix) {
    const then = dateOf(unix);
    const now = new Date();
    const offset = (days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
    if (sameDay(then, now)) return 'Today';
    if (sameDay(then, offset(-1))) return 'Yesterday';
    if (sameDay(then, offset(1))) return 'Tomorrow';
    return day.format(then);
  }

  return {
    money(amount) {
      if (amount === null || amount === undefined || amount === '') return '';
      return boot.account.currency_symbol + number.format(amount);
    },
    number: (value) => number.format(value),
    date,
    time: (unix) => time.format(dateOf(unix)),
    dateTime: (unix) => `${date(unix)} ${time.format(dateOf(unix))}`,
    isPast: (unix) => unix * 1000 < Date.now(),
    plural: (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`,
    /** A count with its word, of the forms a widget gives: `lead,leads`, or three of which the last is for many. */
    numeral(count, forms) {
      const words = String(forms || '').split(',');
      return `${count} ${Number(count) === 1 ? words[0] : words[words.length - 1]}`.trim();
    },
    initials: (name) =>
      String(name || '?')
        .split(/\s+/)
        .filter(Boolean)
        .slice(0, 2)
        .map((part) => part[0].toUpperCase())
        .join(''),
    /** A steady hue for a name, so that a person has one colour everywhere. */
    hue: (name) => [...String(name || '')].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7),
  };
});
