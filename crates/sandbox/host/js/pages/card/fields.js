// The card's own fields: responsible user, budget, custom fields by type.
define(['jquery', 'twigjs', '../../core/html', '../../core/boot', './values'], function ($, twigjs, html, boot, values) {
  'use strict';

  /** Phones and addresses share a class; the others have their type's. */
  const KIND = { multitext: 'pei' };

  function row({ id, label, control, code, type }) {
    return html`<div class="linked-form__field ${type ? `linked-form__field-${KIND[type] || type}` : ''}" data-id="${id || ''}" ${code ? html`data-code="${code}"` : ''}>
      <div class="linked-form__field__label" title="${label}"><span>${label}</span></div>
      <div class="linked-form__field__value">${control}</div></div>`;
  }

  const option = (value, text, isSelected) =>
    html`<option value="${value}" ${isSelected ? html.raw('selected') : ''}>${text}</option>`;

  /** The host's own select control: widgets look for its list and button in a field. */
  const chooser = (name, items, selected) =>
    html.raw(twigjs({ ref: '/tmpl/controls/select.twig' }).render({ name, items, selected, need_escape: true, class_name: 'linked-form__select', button_class_name: 'field-control' }));

  const dated = (name, value, format, label) =>
    html`<span class="date_field_wrapper js-control-date linked-form__date"><input aria-label="${label}" class="date_field ${value ? '' : 'empty'} field-control" name="${name}" value="${value}" placeholder="…" title="${format}" autocomplete="off"></span>`;

  function responsible(entity, element) {
    return html`<select class="field-control" aria-label="Responsible user" name="${values.prefix(entity)}[MAIN_USER]">${boot.users
      .filter((user) => user.is_active || user.id === element.responsible_user_id)
      .map((user) => option(user.id, user.name, user.id === element.responsible_user_id))}</select>`;
  }

  /** What is ticked of several choices. */
  const summary = (chosen) => html`${chosen.join(', ') || html`<span class="host-muted">…</span>`}`;

  /** The lists of choices: the summary follows the ticks, Escape or a press elsewhere closes. */
  function choices(container) {
    const close = (except) => container.querySelectorAll('.field-choice[open]').forEach((list) => list === except || (list.open = false));
    $(container).on('change', '.field-choice input', (event) => {
      const list = event.target.closest('.field-choice');
      const chosen = [...list.querySelectorAll('input:checked')].map((input) => input.parentElement.textContent.trim());
      list.querySelector('summary').innerHTML = summary(chosen);
    });
    $(container).on('keydown', '.field-choice[open]', (event) => {
      if (event.key !== 'Escape') return;
      event.currentTarget.querySelector('summary').focus();
      close();
    });
    $(document).off('mousedown.card-choices').on('mousedown.card-choices', (event) => close($(event.target).closest('.field-choice')[0]));
  }

  function custom(field, element) {
    const name = `CFV[${field.id}]`;
    const label = field.name;
    const current = values.of(element, field.id);
    const first = current[0] || {};
    switch (field.type) {
      case 'select':
      case 'radiobutton':
      case 'category':
        return chooser(name, [{ id: '', option: '…' }, ...field.enums.map((one) => ({ id: one.id, option: one.value }))], first.enum_id || '');
      case 'multiselect':
        return html`<details class="field-choice"><summary class="field-control">${summary(current.map((value) => value.value))}</summary>
          <div class="field-checks">${field.enums.map(
            (one) => html`<label><input type="checkbox" name="${name}[]" value="${one.id}"
              ${current.some((value) => value.enum_id === one.id) ? html.raw('checked') : ''}> ${one.value}</label>`)}</div></details>`;
      case 'checkbox':
        return html`<label class="field-checks"><input aria-label="${label}" type="checkbox" name="${name}" value="1" ${first.value ? html.raw('checked') : ''}></label>`;
      case 'textarea':
        return html`<textarea class="field-control" aria-label="${label}" name="${name}" rows="1" placeholder="…">${first.value || ''}</textarea>`;
      case 'date':
      case 'birthday':
        return dated(name, values.day(first.value), 'dd.mm.yyyy', label);
      case 'date_time':
        return dated(name, values.minute(first.value), 'dd.mm.yyyy hh:mm', label);
      case 'numeric':
      case 'monetary':
      case 'price':
        return html`<input class="field-control" aria-label="${label}" inputmode="decimal" name="${name}" value="${first.value === undefined ? '' : first.value}" placeholder="…">`;
      case 'multitext':
        return multitext(field, current, name);
      default:
        return values.isEditable(field)
          ? html`<input class="field-control" aria-label="${label}" name="${name}" value="${first.value}" placeholder="…">`
          : html`<input class="field-control" aria-label="${label}" name="${name}" value="${values.words(field, current)}" placeholder="…" readonly>`;
    }
  }

  function multitext(field, current, name) {
    const kind = field.code === 'PHONE' ? 'phone' : field.code === 'EMAIL' ? 'email' : 'im';
    const shown = current.length ? current : [{ value: '', enum_code: 'WORK' }];
    return shown.map(
      (value, index) => html`<div class="${kind}_wrapper" data-index="${index}">
        <input class="field-control control-${kind}__formatted" aria-label="${field.name}" name="${name}[${index}][VALUE]" data-enum="${value.enum_code || 'WORK'}"
          value="${value.value || ''}" placeholder="…">
        ${value.value && kind !== 'im' ? html`<button class="field-action js-contact-action" type="button" data-type="${kind}" data-value="${value.value}"
          aria-label="Actions for ${value.value}">•••</button>` : ''}</div>`);
  }

  return {
    /** Fields of a linked card that have a value, to be read: they are changed in that card. */
    readOnly: (entity, element) =>
      (boot.fields[entity] || [])
        .filter((field) => field.type !== 'multitext' && values.of(element, field.id).length)
        .map((field) => row({
          id: field.id,
          label: field.name,
          code: field.code,
          type: field.type,
          control: html`<input class="field-control" name="CFV[${field.id}]" value="${values.words(field, values.of(element, field.id))}" readonly>`,
        })),

    /** One custom field anew, when its value changed elsewhere. */
    refresh(container, field, element) {
      const value = container.querySelector(`.linked-form__field[data-id="${field.id}"] .linked-form__field__value`);
      if (value) html.into(value, custom(field, element));
    },

    draw(container, entity, element) {
      const defined = boot.fields[entity] || [];
      container.innerHTML = html`
        ${row({ label: 'Responsible user', control: responsible(entity, element) })}
        ${entity === 'leads'
          ? row({
              label: 'Sale',
              control: html`<span class="field-money"><span>${boot.account.currency_symbol}</span><input class="field-control" aria-label="Sale" id="lead_card_budget"
                inputmode="numeric" name="lead[PRICE]" value="${element.price || 0}"></span>`,
            })
          : ''}
        ${defined.map((field) => row({ id: field.id, label: field.name, code: field.code, type: field.type, control: custom(field, element) }))}`;
      choices(container);
    },
  };
});
