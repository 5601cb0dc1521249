// The card's form as a Backbone model with live values (APP.data.current_card.model), and saving.
define(['require', 'jquery', 'backbone', './values'], function (require, $, Backbone, values) {
  'use strict';

  const read = (form) => Object.fromEntries(new FormData(form).entries());

  function patch(form, entity, element, changed) {
    const data = read(form);
    const prefix = values.prefix(entity);
    const body = {};
    const put = (key, name, convert) => {
      if (data[`${prefix}[${name}]`] !== undefined) body[key] = convert(data[`${prefix}[${name}]`]);
    };
    put('name', 'NAME', String);
    put('responsible_user_id', 'MAIN_USER', Number);
    if (entity === 'leads') {
      put('price', 'PRICE', (text) => Math.round(Number(String(text).replace(/[^\d.-]/g, '')) || 0));
      put('status_id', 'STATUS', Number);
      put('pipeline_id', 'PIPELINE_ID', Number);
    }
    const custom = values.collect(form, entity, changed);
    if (custom.length) body.custom_fields_values = custom;
    return body;
  }

  return {
    bind(form, entity, element, actions) {
      const model = new Backbone.Model(read(form));
      const changed = new Set();
      const bar = form.querySelector('.card-fields__save');
      const error = form.querySelector('.card-fields__error');

      function touched(event) {
        const field = event.target.name && /^CFV\[(\d+)\]/.exec(event.target.name);
        if (field) changed.add(field[1]);
        model.set(read(form));
        bar.classList.remove('h-hidden');
      }

      async function save() {
        error.textContent = '';
        try {
          return await actions.save(patch(form, entity, element, changed));
        } catch (problem) {
          error.textContent = problem.message;
          bar.classList.remove('h-hidden');
          throw problem;
        }
      }

      // Widgets change inputs with jQuery's trigger, which native listeners do not hear.
      $(form).on('input change controls:change', touched);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        save().catch(() => {});
      });
      form.querySelector('.js-card-cancel').addEventListener('click', () => require('host/core/router').reload());
      return { model, save };
    },
  };
});
