// Ticking rows. The bar that appears offers "More" with the widgets of this list; picking one draws the right column and
// calls the widget's `selected` callback.
define(['jquery', '../../core/html', '../../core/http', '../../core/boot', '../../ui/icons', '../../ui/dropdown', '../../widgets/lifecycle', '../../widgets/panel', '../card/values'], function (
  $, html, http, boot, icon, dropdown, lifecycle, panel, values,
) {
  'use strict';

  const CALLBACK = { leads: 'leads.selected', contacts: 'contacts.selected', companies: 'contacts.selected', todo: 'todo.selected' };
  const AREA = { leads: 'llist', contacts: 'clist', companies: 'clist', todo: 'tlist' };
  const ONE = { leads: 'lead', contacts: 'contact', companies: 'company', todo: 'task' };

  return {
    bind(holder, entity, items, list) {
      const boxes = () => [...holder.querySelectorAll('.js-item-checkbox')];
      const reach = new Map();

      async function learn(ids) {
        // Phones and addresses of leads are those of the linked contacts.
        const unknown = ids.filter((id) => !reach.has(id));
        await Promise.all(unknown.map(async (id) => {
          const item = items.find((one) => one.id === id);
          const links = entity === 'leads' ? ((item._embedded || {}).contacts || []).map((contact) => contact.id) : [];
          const contacts = entity === 'leads'
            ? await Promise.all(links.map((contact) => http.get(`contacts/${contact}`).catch(() => null)))
            : [item];
          const known = contacts.filter(Boolean);
          reach.set(id, {
            phones: known.flatMap((contact) => values.byCode(contact, 'PHONE')),
            emails: known.flatMap((contact) => values.byCode(contact, 'EMAIL')),
          });
        }));
      }

      const ids = () => boxes().filter((box) => box.checked).map((box) => Number(box.value));
      const selected = () => ids().map((id) => ({ id, type: ONE[entity], phones: [], emails: [], ...(reach.get(id) || {}) }));

      async function pick(widget) {
        await learn(ids());
        const instance = await lifecycle.whenMade(widget.code);
        if (!instance) return;
        const column = holder.querySelector('.card-widgets');
        column.dataset.picked = widget.code;
        if (lifecycle.usesColumn(widget, AREA[entity])) {
          panel.put(widget);
          column.classList.remove('card-widgets_empty');
        }
        const callbacks = (instance.object && instance.object.callbacks) || {};
        const older = entity === 'todo' && !(callbacks.todo && callbacks.todo.selected);
        lifecycle.call(instance, older ? 'tasks.selected' : CALLBACK[entity]);
      }

      function more(button) {
        const widgets = lifecycle.active().filter((widget) => lifecycle.belongs(widget, AREA[entity]));
        dropdown.open(button, widgets.length
          ? widgets.map((widget) => ({ label: widget.name, icon: 'puzzle', run: () => pick(widget) }))
          : [{ heading: 'No widget works with this list' }]);
      }

      function paint() {
        const chosen = ids();
        const all = holder.querySelector('#list_all_checker');
        if (all) {
          all.checked = chosen.length > 0 && chosen.length === boxes().length;
          all.indeterminate = chosen.length > 0 && !all.checked;
        }
        // The class is the controls' own, set by a person's `change` only.
        [all, ...boxes()].forEach((box) => box && box.closest('.control-checkbox').classList.toggle('is-checked', box.checked));
        list.each((model) => model.set('checked', chosen.includes(model.id)));
        holder.querySelectorAll('.js-list-row').forEach((row) => row.classList.toggle('list-row_selected', chosen.includes(Number(row.dataset.id))));
        let bar = holder.querySelector('.list-multiple');
        if (!chosen.length) {
          if (bar) bar.remove();
          return;
        }
        if (!bar) {
          bar = document.createElement('div');
          bar.className = 'list-multiple';
          holder.querySelector('.list-page').before(bar);
          bar.addEventListener('click', (event) => {
            if (event.target.closest('.js-list-more')) more(event.target.closest('.js-list-more'));
            if (event.target.closest('.js-list-clear')) {
              boxes().forEach((box) => (box.checked = false));
              paint();
            }
          });
        }
        bar.innerHTML = html`<b>${chosen.length} selected</b><button class="button-input js-list-more" type="button"><span class="button-input-inner">${icon('more')}More</span></button>
          <button class="button-input button-cancel js-list-clear" type="button"><span>Clear</span></button>`;
        learn(chosen);
      }

      $(holder).off('change.selection').on('change.selection', '.js-item-checkbox, #list_all_checker', (event) => {
        if (event.target.id === 'list_all_checker') boxes().forEach((box) => (box.checked = event.target.checked));
        paint();
      });
      return { selected };
    },
  };
});
