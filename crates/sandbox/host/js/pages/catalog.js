// Catalogs (lists) and their elements. Where a widget claimed a catalog with setSdkCatalogId, its own page opens instead
// of the stock card of an element.
define(['require', 'jquery', '../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons', '../ui/dropdown', 'lib/components/base/modal', '../widgets/lifecycle'], function (
  require, $, html, http, boot, place, format, icon, dropdown, Modal, lifecycle,
) {
  'use strict';

  const owner = (catalog) =>
    lifecycle.active().find((widget) => (widget.manifest.locations || []).includes('catalogs') && Number(widget.sdk_catalog_id) === catalog.id);

  function fieldsOf(element) {
    return (element.custom_fields_values || []).map((field) => html`<div class="linked-form__field" data-id="${field.field_id}"><div class="linked-form__field__label"><span>${field.field_name}</span></div>
      <div class="linked-form__field__value"><input class="field-control" readonly value="${field.values.map((value) => (typeof value.value === 'object' ? JSON.stringify(value.value) : value.value)).join(', ')}"></div></div>`);
  }

  function stock(element) {
    const modal = new Modal({
      class_name: 'modal-list',
      init($body) {
        $body.find('.modal-body__inner').html(html`<span class="modal-body__close" role="button" aria-label="Close"><span class="icon icon-modal-close"></span></span>
          <h2 class="modal-body__caption">${element.name}</h2>${fieldsOf(element)}`.toString());
        $body.trigger('modal:loaded').trigger('modal:centrify');
      },
    });
    return modal;
  }

  async function own(widget, element) {
    const instance = await lifecycle.whenMade(widget.code);
    const modal = new Modal({
      class_name: `modal-list ${widget.code}`,
      init($body) {
        $body.find('.modal-body__inner').html(html`<span class="modal-body__close" role="button" aria-label="Close"><span class="icon icon-modal-close"></span></span>
          <div class="work-area" id="work-area-${widget.code}"></div>`.toString());
        $body.trigger('modal:loaded').trigger('modal:centrify');
        if (instance) lifecycle.call(instance, 'loadCatalogElement', [{ ...element, name: { text: element.name } }]);
      },
    });
    return modal;
  }

  return {
    async show(context) {
      const catalogs = http.items(await http.get('catalogs?limit=250'), 'catalogs');
      const catalog = catalogs.find((one) => one.id === Number(context.match[1])) || catalogs[0];
      const elements = catalog ? http.items(await http.get(`catalogs/${catalog.id}/elements?limit=250`), 'elements') : [];
      if (!context.isCurrent()) return {};
      context.holder.innerHTML = html`<div class="page-top list__body-right__top"><button class="board__picker page-top__title content__top__preset" type="button">${catalog ? catalog.name : 'Lists'}${icon('down')}</button></div>
        <div class="list-page" id="list_page_holder"><div class="page-body custom-scroll">${elements.length
          ? html`<table class="list-table"><tbody>${elements.map((element) => html`<tr class="list-row js-element js-item-id-${element.id}" data-id="${element.id}"><td class="list-row__cell"><a class="list-row__name" href="#">${element.name}</a></td><td class="list-row__cell host-muted">${format.date(element.created_at)}</td></tr>`)}</tbody></table>`
          : html`<div class="host-empty">${icon('lists')}<div class="host-empty__title">${catalog ? 'This list is empty' : 'No lists yet'}</div></div>`}</div></div>`;
      context.holder.querySelector('.board__picker').addEventListener('click', (event) => {
        if (catalogs.length) dropdown.open(event.currentTarget, catalogs.map((one) => ({ label: one.name, isSelected: one === catalog, run: () => require('host/core/router').navigate(`/catalogs/${one.id}`) })));
      });
      context.holder.querySelector('.page-body').addEventListener('click', (event) => {
        const row = event.target.closest('.js-element');
        if (!row) return;
        event.preventDefault();
        const element = elements.find((one) => one.id === Number(row.dataset.id));
        const widget = owner(catalog);
        if (widget) own(widget, element);
        else stock(element);
      });
      return place.set({ code: 'catalogs', area: 'catalogs', entity: 'catalogs', isCard: false, title: catalog ? catalog.name : 'Lists' });
    },
  };
});
