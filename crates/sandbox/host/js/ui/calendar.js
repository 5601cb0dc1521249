// The calendar that opens at a date_field, of the Twig control and of cards. Inputs hold dates as the account writes them,
// dd.mm.yyyy, with a time behind them where there is one; a range has two hidden inputs beside the shown one.
define(['jquery', '../core/html', './icons'], function ($, html, icon) {
  'use strict';

  const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const DATE = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})/;
  const DATES = /\d{1,2}\.\d{1,2}\.\d{4}/g;
  let open = null;

  const pad = (number) => String(number).padStart(2, '0');
  const words = (date) => `${pad(date.getDate())}.${pad(date.getMonth() + 1)}.${date.getFullYear()}`;
  function read(text) {
    const found = DATE.exec(text || '');
    return found ? new Date(Number(found[3]), Number(found[2]) - 1, Number(found[1])) : null;
  }

  function chosen() {
    const { $wrapper, input, isRange, from } = open;
    if (!isRange) return [read(input.value)];
    return from ? [from] : [read($wrapper.find('.date_field__range_0').val()), read($wrapper.find('.date_field__range_1').val())];
  }

  function paint() {
    const { month, box } = open;
    const [first, last] = chosen();
    const start = new Date(month.getFullYear(), month.getMonth(), 1 - ((month.getDay() + 6) % 7));
    const today = words(new Date());
    const day = (offset) => {
      const date = new Date(start.getFullYear(), start.getMonth(), start.getDate() + offset);
      const isChosen = [first, last].some((one) => one && words(one) === words(date));
      const isBetween = first && last && date > first && date < last;
      const classes = [date.getMonth() === month.getMonth() ? '' : 'date-calendar__day_other', words(date) === today ? 'date-calendar__day_today' : '',
        isChosen ? 'date-calendar__day_chosen' : '', isBetween ? 'date-calendar__day_between' : ''];
      return html`<button class="date-calendar__day ${classes.join(' ')}" type="button" data-date="${words(date)}">${date.getDate()}</button>`;
    };
    html.into(box, html`<div class="date-calendar__head"><button class="date-calendar__turn" type="button" data-turn="-1" aria-label="Month before">${icon('back')}</button>
        <b>${MONTHS[month.getMonth()]} ${month.getFullYear()}</b><button class="date-calendar__turn date-calendar__turn_next" type="button" data-turn="1" aria-label="Month after">${icon('back')}</button></div>
      <div class="date-calendar__days">${['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'].map((name) => html`<span>${name}</span>`)}${[...Array(42).keys()].map(day)}</div>`);
  }

  function close() {
    if (!open) return;
    open.box.remove();
    open = null;
  }

  function told(input) {
    $(input).toggleClass('empty', !input.value).trigger('input').trigger('change');
  }

  /** A range that is written by hand: both ends, or none. */
  function typed($wrapper, text) {
    const [first, last] = text.match(DATES) || [];
    $wrapper.find('.date_field__range_0').val(last ? words(read(first)) : '');
    $wrapper.find('.date_field__range_1').val(last ? words(read(last)) : '');
  }

  function pick(date) {
    const { $wrapper, input, isRange, from } = open;
    if (!isRange) {
      input.value = words(date) + input.value.replace(DATE, '');
      close();
      told(input);
      return;
    }
    if (!from) {
      open.from = date;
      paint();
      return;
    }
    const [first, last] = [from, date].sort((a, b) => a - b).map(words);
    $wrapper.find('.date_field__range_0').val(first);
    $wrapper.find('.date_field__range_1').val(last);
    input.value = `${first} – ${last}`;
    close();
    told(input);
  }

  $(document)
    .on('focus.host-calendar click.host-calendar', '.date_field', function () {
      if (this.disabled || this.readOnly || (open && open.input === this)) return;
      close();
      const $wrapper = $(this).closest('.js-control-date');
      const isRange = $(this).hasClass('range');
      const box = document.createElement('div');
      box.className = 'date-calendar';
      ($wrapper.find('.date_field_wrapper--calendar')[0] || $wrapper[0] || this.parentNode).append(box);
      const at = read(isRange ? $wrapper.find('.date_field__range_0').val() : this.value) || new Date();
      open = { input: this, $wrapper, isRange, box, from: null, month: new Date(at.getFullYear(), at.getMonth(), 1) };
      paint();
    })
    // The input keeps the focus, so that leaving it closes the calendar.
    .on('mousedown.host-calendar', '.date-calendar', (event) => event.preventDefault())
    .on('click.host-calendar', '.date-calendar', (event) => {
      event.preventDefault();
      event.stopPropagation();
      const turn = event.target.closest('[data-turn]');
      const day = event.target.closest('[data-date]');
      if (turn) {
        open.month = new Date(open.month.getFullYear(), open.month.getMonth() + Number(turn.dataset.turn), 1);
        paint();
      } else if (day) {
        pick(read(day.dataset.date));
      }
    })
    .on('input.host-calendar', '.date_field', function () {
      if ($(this).hasClass('range')) typed($(this).closest('.js-control-date'), this.value);
      if (!open || open.input !== this) return;
      const date = read(this.value);
      if (date) open.month = new Date(date.getFullYear(), date.getMonth(), 1);
      open.from = null;
      paint();
    })
    // Answers nothing: `false` would keep the key from the input.
    .on('keydown.host-calendar', '.date_field', (event) => {
      if (['Escape', 'Tab', 'Enter'].includes(event.key)) close();
    })
    .on('blur.host-calendar', '.date_field', close);
  return { close };
});
