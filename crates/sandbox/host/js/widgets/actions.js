// add_action (a click on a phone number or an e-mail address) and add_source (a way to write from the card's feed).
define(['jquery', '../core/html'], function ($, html) {
  'use strict';

  let handlers = [];
  let sources = [];

  function label(instance) {
    const text = instance.host.i18n('widget.call_action');
    return typeof text === 'string' && text ? text : instance.widget.name;
  }

  return {
    addAction(instance, type, handler) {
      handlers.push({ instance, type: type === 'e-mail' ? 'email' : type, handler });
      $(document).trigger('widgets:actions');
    },

    addSource(instance, type, handler, text) {
      sources.push({ instance, type, handler, text: text || instance.widget.name });
      $(document).trigger('widgets:sources');
    },

    /** Items for the menu of a number or address: [{label, run}]. */
    of: (type) =>
      handlers
        .filter((entry) => entry.type === type)
        .map((entry) => ({ label: label(entry.instance), run: (details) => entry.handler(details), instance: entry.instance })),

    sources: (type) => sources.filter((source) => !type || source.type === type),

    release(instance) {
      handlers = handlers.filter((entry) => entry.instance !== instance);
      sources = sources.filter((entry) => entry.instance !== instance);
      $(document).trigger('widgets:actions').trigger('widgets:sources');
    },
  };
});
