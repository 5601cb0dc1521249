// What a bot, a widget or somebody else changes in the card that is open: only what really changed is drawn anew, and
// nothing of what the user is at.
define(['jquery', '../../core/boot', './fields', './header', './values'], function ($, boot, fields, header, values) {
  'use strict';

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  return {
    /** `load` gives the element as it is now, `model` the form's. */
    follow(form, entity, element, model, load, isCurrent) {
      let known = element;
      const set = (name, value) => {
        const input = form.elements[name];
        if (input && input !== document.activeElement) $(input).val(value);
      };

      async function refresh() {
        const isTouched = () => !form.querySelector('.card-fields__save').classList.contains('h-hidden');
        if (!known.id || isTouched()) return;
        const next = await load(known.id);
        if (!next || !isCurrent() || isTouched()) return;
        const prefix = values.prefix(entity);
        const before = known;
        known = next;
        const changed = (boot.fields[entity] || []).filter((field) => !same(values.of(before, field.id), values.of(next, field.id)));
        const table = form.querySelector('.card-cf-table-main-entity');
        changed.forEach((field) => fields.refresh(table, field, next));
        if (before.name !== next.name) set(`${prefix}[NAME]`, next.name || '');
        if (before.price !== next.price) set(`${prefix}[PRICE]`, next.price || 0);
        if (before.responsible_user_id !== next.responsible_user_id) set(`${prefix}[MAIN_USER]`, next.responsible_user_id);
        const top = (one) => [one.status_id, one.pipeline_id, (one._embedded || {}).tags];
        if (!same(top(before), top(next))) header.refresh(form.querySelector('.card-fields__top'), entity, next);
        model.set(Object.fromEntries(new FormData(form).entries()));
      }

      $(document).off('feed:changed.card').on('feed:changed.card', () => isCurrent() && refresh().catch(() => {}));
    },
  };
});
