// What a bot, a widget or somebody else changes in the card that is open: only what really changed is drawn anew, and
// nothing of what the user is at.
define(['jquery', '../../core/boot', './fields', './header', './values'], function ($, boot, fields, header, values) {
  'use strict';

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  return {
    /** `load` gives the element as it is now, `redrawn` is told which inputs show something else. */
    follow(form, entity, element, redrawn, load, isCurrent) {
      let known = element;

      async function refresh() {
        const isTouched = () => !form.querySelector('.card-fields__save').classList.contains('h-hidden');
        if (!known.id || isTouched()) return;
        const next = await load(known.id);
        if (!next || !isCurrent() || isTouched()) return;
        const before = known;
        known = next;
        const anew = [];
        const set = (key, name, value) => {
          const input = form.elements[`${values.prefix(entity)}[${name}]`];
          if (before[key] === next[key] || !input || input === document.activeElement) return;
          $(input).val(value);
          anew.push(input.name);
        };
        const changed = (boot.fields[entity] || []).filter((field) => !same(values.of(before, field.id), values.of(next, field.id)));
        const table = form.querySelector('.card-cf-table-main-entity');
        changed.forEach((field) => fields.refresh(table, field, next));
        set('name', 'NAME', next.name || '');
        set('price', 'PRICE', next.price || 0);
        set('responsible_user_id', 'MAIN_USER', next.responsible_user_id);
        const top = (one) => [one.status_id, one.pipeline_id, (one._embedded || {}).tags];
        if (!same(top(before), top(next))) {
          header.refresh(form.querySelector('.card-fields__top'), entity, next);
          anew.push('lead[STATUS]', 'lead[PIPELINE_ID]');
        }
        redrawn(anew);
      }

      $(document).off('feed:changed.card').on('feed:changed.card', () => isCurrent() && refresh().catch(() => {}));
    },
  };
});
