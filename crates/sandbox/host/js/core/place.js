// Where the user is. Pages set it, APP and the widgets read it.
//
// A place is {code, area, entity, isCard, id, card, list, title}: `code` is the page's own name (APP.getWidgetsArea),
// `area` the short one widgets compare with (system().area).
define([], function () {
  'use strict';

  const listeners = [];
  const state = {
    current: null,

    set(current) {
      state.current = current;
      listeners.forEach((listener) => listener(current));
      return current;
    },

    onChange: (listener) => listeners.push(listener),
  };
  return state;
});
