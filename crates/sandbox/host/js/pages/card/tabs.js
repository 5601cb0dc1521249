// Tabs of widgets in the card's left column (location card_sdk): the tab's container is #<widget_code>. Ids and classes of
// the tabs themselves are those widgets in use look for.
define(['jquery', '../../core/html', '../../core/boot', '../../ui/icons', '../../widgets/lifecycle'], function ($, html, boot, icon, lifecycle) {
  'use strict';

  const TYPE = { leads: { id: 2, type: 'leads' }, contacts: { id: 1, type: 'contacts' }, companies: { id: 3, type: 'companies' } };
  const AREA = { leads: 'lcard', contacts: 'ccard', companies: 'comcard' };
  const settled = (value) => Promise.resolve(value).catch(() => null);
  const list = (value) => (Array.isArray(value) ? value : []);

  const widgets = (entity) =>
    lifecycle.active().filter((widget) => (widget.manifest.locations || []).includes('card_sdk') && lifecycle.belongs(widget, AREA[entity]));

  function items(rows, isLinked) {
    return rows.map((row) => html`<div class="card-tab__item" data-id="${row.id}"><span class="card-tab__name">${row.name}</span><span class="host-muted">${row.sku || ''}</span>
      <span>${row.price === undefined ? '' : row.price}</span>${isLinked
        ? html`<input class="text-input card-tab__quantity" type="number" min="0" value="${row.quantity || 1}" aria-label="Quantity"><button class="toasts__close js-tab-unlink" type="button" aria-label="Remove">${icon('close')}</button>`
        : html`<button class="button-input js-tab-link" type="button"><span class="button-input-inner">Add</span></button>`}</div>`);
  }

  return {
    draw(form, entity, element) {
      const changes = new Map();
      const box = form.querySelector('.card-tabs');
      const body = form.querySelector('.card-fields__body');
      const tabs = widgets(entity);

      async function fill(widget, pane) {
        const instance = await lifecycle.whenMade(widget.code);
        if (!instance) return;
        if (instance.ready) await instance.ready;
        const state = { instance, linked: [], link: new Map(), unlink: new Map() };
        changes.set(widget.code, state);
        const [offered, linked] = await Promise.all([
          settled(lifecycle.call(instance, 'loadPreloadedData')),
          settled(lifecycle.call(instance, 'loadElements', [TYPE[entity], element.id])),
        ]);
        // A widget that answers with no list, or has put something in, draws the tab itself.
        if ((!Array.isArray(offered) && !Array.isArray(linked)) || pane.childElementCount) return;
        let known = list(offered);
        state.linked = list(linked);
        const paint = () => {
          pane.innerHTML = html`<div class="card-tab__search">${icon('search')}<input class="text-input" placeholder="Search" aria-label="Search"></div>
            <div class="card-tab__linked">${items(state.linked, true)}</div><div class="card-tab__offered">${items(known, false)}</div>`;
        };
        paint();
        $(pane).off('.tab').on('input.tab', '.card-tab__search input', async (event) => {
          const query = event.target.value;
          const found = list(await settled(lifecycle.call(instance, 'searchDataInCard', [query, TYPE[entity].id, element.id])));
          pane.querySelector('.card-tab__offered').innerHTML = html`${items((known = query ? found : list(offered)), false)}`;
        });
        const touched = () => form.dispatchEvent(new Event('change', { bubbles: true }));
        $(pane).on('click.tab', '.js-tab-link', (event) => {
          const id = $(event.target).closest('[data-id]').attr('data-id');
          const row = known.find((one) => String(one.id) === id);
          state.linked = [...state.linked.filter((one) => one.id !== row.id), { ...row, quantity: 1 }];
          state.link.set(row.id, 1);
          state.unlink.delete(row.id);
          paint();
          touched();
        });
        $(pane).on('click.tab', '.js-tab-unlink', (event) => {
          const id = $(event.target).closest('[data-id]').attr('data-id');
          const row = state.linked.find((one) => String(one.id) === id);
          state.linked = state.linked.filter((one) => one !== row);
          state.link.delete(row.id);
          state.unlink.set(row.id, row.quantity || 1);
          paint();
          touched();
        });
        // Enter there would save the card.
        $(pane).on('keydown.tab', '.card-tab__search input', (event) => event.key !== 'Enter' || event.preventDefault());
        $(pane).on('input.tab change.tab', '.card-tab__quantity', (event) => {
          const id = $(event.target).closest('[data-id]').attr('data-id');
          const row = state.linked.find((one) => String(one.id) === id);
          row.quantity = Number(event.target.value);
          state.link.set(row.id, row.quantity);
          touched();
        });
      }

      function show(code) {
        box.querySelectorAll('[data-tab]').forEach((tab) => {
          tab.classList.toggle('selected', tab.dataset.tab === code);
          tab.setAttribute('aria-selected', String(tab.dataset.tab === code));
        });
        body.classList.toggle('h-hidden', Boolean(code));
        form.querySelectorAll('.card-tab').forEach((pane) => pane.classList.toggle('h-hidden', pane.id !== code));
        if (code && !changes.has(code)) fill(boot.widgetByCode(code), document.getElementById(code));
      }

      if (tabs.length) {
        const tab = (code, title) => html`<div class="card-tabs__item js-card-tab ${code ? '' : 'selected'}" role="tab" tabindex="0" aria-selected="${code ? 'false' : 'true'}" data-id="${code || entity}" data-tab="${code}"><span class="card-tabs__item-inner" title="${title}">${title}</span></div>`;
        box.innerHTML = html`${tab('', 'Main')}${tabs.map((widget) => tab(widget.code, widget.name))}`;
        tabs.forEach((widget) => body.insertAdjacentHTML('afterend', html`<div class="card-tab linked-form-holder catalog_elements-in_card h-hidden" id="${widget.code}"></div>`));
        $(box).on('click keydown', '[data-tab]', (event) => {
          if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          show(event.currentTarget.dataset.tab);
        });
      }

      return {
        /** linkCard of every tab that was changed, for the card with this id. */
        async save(id) {
          const rows = (map, code) =>
            [...map].map(([item, quantity]) => ({ from: entity, from_id: id, quantity, to_id: item, to_widget_id: (boot.widgetByCode(code) || {}).id }));
          await Promise.all([...changes].filter(([, state]) => state.link.size || state.unlink.size).map(([code, state]) =>
            settled(lifecycle.call(state.instance, 'linkCard', [{ link: rows(state.link, code), unlink: rows(state.unlink, code) }]))));
        },
      };
    },
  };
});
