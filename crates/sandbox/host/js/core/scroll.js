// Where the board and lists are scrolled to, kept in the history's entry: Back finds the place again.
define([], function () {
  'use strict';

  const PLACES = '.board, .board__leads, .page-body';
  // When scrolling has come to rest: browsers allow only so many writes to the history.
  const REST_MS = 150;
  let timer = null;

  const places = () => [...document.querySelectorAll(`#page_holder :is(${PLACES})`)];

  function keep() {
    timer = null;
    history.replaceState({ ...history.state, scroll: places().map((one) => [one.scrollLeft, one.scrollTop]) }, '');
  }

  const scroll = {
    start() {
      document.addEventListener('scroll', (event) => {
        if (event.target === document || !event.target.matches(PLACES)) return;
        clearTimeout(timer);
        timer = setTimeout(keep, REST_MS);
      }, true);
    },

    /** The address is about to change: what was just scrolled belongs to the entry that is left. */
    flush() {
      if (timer === null) return;
      scroll.forget();
      keep();
    },

    /** The address has changed: nothing more may be written to it. */
    forget() {
      clearTimeout(timer);
      timer = null;
    },

    /** The page is drawn. A new entry has nothing to restore. */
    restore() {
      const kept = (history.state && history.state.scroll) || [];
      places().forEach((one, index) => kept[index] && one.scrollTo(...kept[index]));
    },
  };
  return scroll;
});
