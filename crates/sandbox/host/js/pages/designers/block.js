// One block of a widget in the Salesbot designer.
define(['jquery', 'twigjs', '../../core/html', '../../core/boot', '../../ui/icons', '../../widgets/lifecycle', '../integrations/settings-fields'], function (
  $, twigjs, html, boot, icon, lifecycle, texts,
) {
  'use strict';

  /** A field's kinds of entity fields, when the user picks one instead of typing. */
  const KINDS = { numeric: ['text', 'numeric', 'monetary', 'price'], url: ['text', 'url'], text: null };

  function entityFields(type) {
    const kinds = KINDS[type];
    return [['leads', 'lead'], ['contacts', 'contact']].flatMap(([entity, one]) =>
      (boot.fields[entity] || [])
        .filter((field) => !kinds || kinds.includes(field.type))
        .map((field) => ({ value: `{{${one}.cf.${field.id}}}`, title: `${entity === 'leads' ? 'Lead' : 'Contact'}: ${field.name}` })));
  }

  function row(widget, code, field, value) {
    const shown = value === undefined || value === null ? (field.default_value === undefined ? '' : texts.text(widget, field.default_value)) : value;
    const control = field.manual
      ? html`<input class="text-input" name="value_manual" value="${shown}">`
      : html`<select class="text-input" name="value"><option value="">…</option>${entityFields(field.type).map((one) =>
          html`<option value="${one.value}" ${one.value === shown ? html.raw('selected') : ''}>${one.title}</option>`)}</select>`;
    return html`<div class="salesbot-designer__field" data-field-name="${code}"><label class="widget_settings_block__title_field">${field.name ? texts.text(widget, field.name) : code}</label>${control}</div>`;
  }

  const renderRow = (caption) => twigjs({ ref: '/tmpl/salesbot_designer/controls/widget_param.twig' }).render({ caption, is_widget: true });

  function read(element) {
    return Object.fromEntries([...element.querySelectorAll('[data-field-name]')].map((node) => {
      const input = node.querySelector('[name="value_manual"], [name="value"]');
      return [node.dataset.fieldName, input ? input.value : ''];
    }));
  }

  /** Where an exit leads: to the block that follows unless somebody chose otherwise. */
  function drawExits(element, exits, chosen) {
    const places = [...Array(12).keys()];
    element.querySelector('.salesbot-designer__exits').innerHTML = html`${exits.length
      ? exits.map((exit) => {
          const target = chosen[exit.code] === undefined || chosen[exit.code] === null ? '' : String(chosen[exit.code]);
          const option = (value, text) => html`<option value="${value}" ${String(value) === target ? html.raw('selected') : ''}>${text}</option>`;
          return html`<div class="salesbot-designer__exit"><span class="host-badge host-badge_accent" data-exit="${exit.code}">${exit.title || exit.code} →</span>
            <select class="text-input" data-target="${exit.code}" aria-label="After ${exit.title || exit.code}">${option('', 'next block')}${option('stop', 'stop the bot')}${places.map((place) => option(place, `block ${place + 1}`))}</select></div>`;
        })
      : html`<span class="host-muted">The widget names no exits</span>`}`;
  }

  const targets = (element) =>
    Object.fromEntries([...element.querySelectorAll('[data-target]')].filter((select) => select.value !== '').map((select) =>
      [select.dataset.target, select.value === 'stop' ? 'stop' : Number(select.value)]));

  return {
    /** A block of the bot's own code. */
    drawCode(element, saved, remove) {
      const program = saved ? saved.program : '[{"question": [{"handler": "show", "params": {"type": "text", "value": "Hello, {{contact.name}}"}}]}]';
      element.innerHTML = html`<header class="salesbot-designer__head">${icon('robot')}<b>Code</b><span class="page-top__space"></span>
          <button class="toasts__close js-remove-block" type="button" aria-label="Remove">${icon('close')}</button></header>
        <div class="salesbot-designer__body"><textarea class="text-input salesbot-designer__code" spellcheck="false" aria-label="Program">${program}</textarea></div>`;
      element.querySelector('.js-remove-block').addEventListener('click', remove);
      return {
        save: () => ({ code: '', handler: 'code', params: {}, exits: (saved && saved.exits) || [], targets: (saved && saved.targets) || {}, program: element.querySelector('textarea').value }),
      };
    },

    /** Stands for a block whose widget is not installed: a place to see and remove it. */
    drawMissing(element, saved, remove) {
      element.innerHTML = html`<header class="salesbot-designer__head">${icon('puzzle')}<b>${saved.handler}</b><span class="host-muted">${(boot.widgetByCode(saved.code) || {}).name || saved.code}</span><span class="page-top__space"></span>
          <button class="toasts__close js-remove-block" type="button" aria-label="Remove">${icon('close')}</button></header>
        <div class="salesbot-designer__body host-muted">The widget is not installed. The block is kept as it is.</div>`;
      element.querySelector('.js-remove-block').addEventListener('click', remove);
    },

    /** Draws the block and asks the widget for its settings; resolves to {save}. */
    async draw(element, { widget, code, handler, title }, saved, remove) {
      const instance = await lifecycle.whenMade(widget.code);
      const values = (saved && saved.params) || {};
      const settings = handler.settings || {};
      element.innerHTML = html`<header class="salesbot-designer__head">${icon('robot')}<b>${title}</b><span class="host-muted">${widget.name}</span><span class="page-top__space"></span>
          <button class="toasts__close js-remove-block" type="button" aria-label="Remove">${icon('close')}</button></header>
        <div class="salesbot-designer__body">${Object.entries(settings).map(([field, definition]) => row(widget, field, definition, values[field]))}</div>
        <footer class="salesbot-designer__exits"></footer>`;
      element.querySelector('.js-remove-block').addEventListener('click', remove);
      // Stored values were seen four levels deep; they are given there and on the surface. A new block has the same depth:
      // widgets in use go down it without looking.
      const params = { ...values, params: { params: { params: values } } };
      const asked = instance ? await Promise.resolve(lifecycle.call(instance, 'salesbotDesignerSettings', [$(element).find('.salesbot-designer__body'), renderRow, params])).catch(() => null) : null;
      const exits = (asked && Array.isArray(asked.exits) && asked.exits) || [];
      drawExits(element, exits, (saved && saved.targets) || {});

      return {
        save() {
          const fields = read(element);
          const program = instance ? lifecycle.call(instance, 'onSalesbotDesignerSave', [code, fields]) : undefined;
          return {
            code: widget.code,
            handler: code,
            params: fields,
            exits,
            targets: targets(element),
            // Only a text counts; what else a widget returns shows up in the server's answer.
            program: typeof program === 'string' ? program : String(program),
          };
        },
      };
    },
  };
});
