// The card's form as a Backbone model with live values (APP.data.current_card.model), and saving.
define(['require', 'jquery', 'backbone', './values', './complaints'], function (require, $, Backbone, values, complaints) {
  'use strict';

  const read = (form) => Object.fromEntries(new FormData(form).entries());

  /** Kommo's sale is a whole number; minor units are rounded. An emptied field is no sale. */
  function price(text) {
    return text.trim() ? Math.round(Number(values.decimal('Sale', text))) : 0;
  }

  /** What to send: of an element that exists only what differs from `shown`, so that others' changes stay. */
  function patch(form, entity, element, shown, changed) {
    const data = read(form);
    const prefix = values.prefix(entity);
    const differs = (name) => data[`${prefix}[${name}]`] !== undefined && (!element.id || data[`${prefix}[${name}]`] !== shown[`${prefix}[${name}]`]);
    const body = {};
    const put = (key, name, convert) => {
      if (differs(name)) body[key] = convert(data[`${prefix}[${name}]`]);
    };
    put('name', 'NAME', String);
    put('responsible_user_id', 'MAIN_USER', Number);
    if (entity === 'leads') {
      put('price', 'PRICE', price);
      // A stage means nothing without its pipeline: 142 and 143 are in each.
      if (differs('STATUS') || differs('PIPELINE_ID')) {
        body.status_id = Number(data['lead[STATUS]']);
        body.pipeline_id = Number(data['lead[PIPELINE_ID]']);
      }
    }
    const custom = values.collect(form, entity, changed);
    if (custom.length) body.custom_fields_values = custom;
    return body;
  }

  return {
    bind(form, entity, element, actions) {
      const model = new Backbone.Model(read(form));
      const shown = read(form);
      const changed = new Set();
      const bar = form.querySelector('.card-fields__save');
      const error = form.querySelector('.card-fields__error');
      const button = form.querySelector('.js-card-save');
      let pending = null;

      function touched(event) {
        const { target } = event;
        // What has no name is not of the card: a search, an input of a widget's own.
        if (target.matches('input, select, textarea') && !target.name) return;
        const field = target.name && /^CFV\[(\d+)\]/.exec(target.name);
        if (field) changed.add(field[1]);
        model.set(read(form));
        bar.classList.remove('h-hidden');
      }

      async function store() {
        error.textContent = '';
        let body = null;
        try {
          body = patch(form, entity, element, shown, changed);
          return await actions.save(body);
        } catch (problem) {
          error.textContent = complaints.words(problem, entity, body);
          bar.classList.remove('h-hidden');
          throw problem;
        }
      }

      /** Pressed twice, it is one save. */
      function save() {
        button.disabled = true;
        pending = pending || store().finally(() => {
          pending = null;
          button.disabled = false;
        });
        return pending;
      }

      // Widgets change inputs with jQuery's trigger, which native listeners do not hear.
      $(form).on('input change controls:change', touched);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        save().catch(() => {});
      });
      form.querySelector('.js-card-cancel').addEventListener('click', () => require('host/core/router').reload());

      return {
        model,
        save,
        /** Inputs that were drawn anew: what they show now is not the user's change. */
        redrawn(names) {
          const data = read(form);
          names.forEach((name) => (shown[name] = data[name]));
          model.set(data);
        },
      };
    },
  };
});
