// Fields of a trigger's form, in the markup of the settings modal: widgets look for the same classes in both.
define(['../../core/html', '../integrations/settings-fields'], function (html, fields) {
  'use strict';

  return {
    draw(widget, block, values) {
      return Object.entries(block || {}).map(
        ([code, field]) => html`<div class="widget_settings_block__item_field" data-field="${code}">
          ${fields.title('', fields.text(widget, field.name), `${widget.code}_dp_${code}`, field.required)}
          <div class="widget_settings_block__input_field">${field.type === 'textarea'
            ? html`<textarea id="${widget.code}_dp_${code}" class="text-input widget_settings_block__controls__" name="${code}">${values[code] || ''}</textarea>`
            : html`<input id="${widget.code}_dp_${code}" class="text-input widget_settings_block__controls__" type="text" name="${code}" value="${values[code] || ''}">`}</div></div>`);
    },
    read(form, block) {
      return Object.fromEntries(Object.keys(block || {}).map((code) => {
        const input = form.querySelector(`[name="${CSS.escape(code)}"]`);
        return [code, input ? input.value : ''];
      }));
    },
    missing: (block, values) => Object.entries(block || {}).filter(([code, field]) => field.required && !String(values[code]).trim()).map(([code]) => code),
  };
});
