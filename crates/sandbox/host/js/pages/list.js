// Lists of leads, contacts and companies.
define(['require', 'jquery', 'backbone', '../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons', '../ui/avatar', '../ui/dropdown', './list/columns', './list/selection'], function (
  require, $, Backbone, html, http, boot, place, format, icon, avatar, dropdown, columns, selection,
) {
  'use strict';

  const LIMIT = 50;
  const AREA = { leads: 'llist', contacts: 'clist', companies: 'clist' };
  const TITLE = { leads: 'Leads', contacts: 'Contacts', companies: 'Companies' };
  const WITH = { leads: 'contacts', contacts: 'leads', companies: 'contacts' };
  const TYPE = { leads: 2, contacts: 1, companies: 3 };

  function tabs(entity, pipeline) {
    const tab = (href, name, text, isActive) =>
      html`<a class="host-tabs__item js-navigate-link ${isActive ? 'host-tabs__item_active' : ''}" href="${href}">${icon(name)}${text}</a>`;
    if (entity === 'leads') {
      return html`<div class="host-tabs">${tab(`/leads/pipeline/${pipeline ? pipeline.id : ''}`, 'board', 'Board', false)}${tab(location.pathname, 'lists', 'List', true)}</div>`;
    }
    return html`<div class="host-tabs">${tab('/contacts/list/contacts/', 'contacts', 'Contacts', entity === 'contacts')}${tab('/contacts/list/companies/', 'company', 'Companies', entity === 'companies')}${tab('/catalogs/', 'lists', 'Lists', false)}</div>`;
  }

  /** Leads are listed by pipeline, as on the board, or all together. */
  function title(entity, pipeline) {
    return entity === 'leads'
      ? html`<button class="board__picker page-top__title content__top__preset" type="button" aria-haspopup="menu">${pipeline ? pipeline.name : TITLE.leads}${icon('down')}</button>`
      : html`<div class="page-top__title content__top__preset">${TITLE[entity]}</div>`;
  }

  function pickPipeline(event, chosen) {
    const item = (label, id, isSelected) => ({ label, isSelected, run: () => require('host/core/router').navigate(`/leads/list/${id ? `pipeline/${id}` : ''}`) });
    dropdown.open(event.currentTarget, [item('All pipelines', null, !chosen), ...boot.pipelines.map((one) => item(one.name, one.id, one === chosen))]);
  }

  function row(entity, item, cells) {
    return html`<tr class="list-row js-list-row js-item-id-${item.id}" data-id="${item.id}">
      <td class="list-row__cell list-row__check"><label class="control-checkbox"><div class="control-checkbox__body"><input type="checkbox" class="js-item-checkbox" value="${item.id}" aria-label="Select ${item.name || item.id}"><span class="control-checkbox__helper"></span></div></label></td>
      ${cells.map((column) => html`<td class="list-row__cell ${column.isNumber ? 'list-row__cell_number' : ''}">${column.cell(item)}</td>`)}</tr>`;
  }

  return {
    async show(context) {
      const entity = context.entity;
      const page = Math.max(1, Number(context.query.get('page')) || 1);
      const query = context.query.get('query') || '';
      const pipeline = entity === 'leads' ? boot.pipelineById(context.match[1]) : undefined;
      const params = new URLSearchParams({ limit: LIMIT, page, with: WITH[entity] });
      if (pipeline) params.set('filter[pipeline_id][]', pipeline.id);
      if (query) params.set('query', query);
      const answer = await http.get(`${entity}?${params}`);
      const items = http.items(answer, entity);
      const cells = columns(entity);
      if (!context.isCurrent()) return {};
      const link = (number) => `${location.pathname}?${new URLSearchParams({ ...(query ? { query } : {}), page: number })}`;
      context.holder.innerHTML = html`<div class="page-top list__body-right__top">
          ${title(entity, pipeline)}${tabs(entity, pipeline)}
          <form class="page-top__search" role="search">${icon('search')}<input name="query" value="${query}" placeholder="Search" aria-label="Search"></form>
          <span class="page-top__space"></span><div class="list__body-right__top__buttons"></div>
          <a class="button-input button-input_blue js-navigate-link" href="/${entity}/add/${pipeline ? `?pipeline_id=${pipeline.id}` : ''}"><span class="button-input-inner">${icon('plus')}New</span></a></div>
        <div class="list-page" id="list_page_holder"><div class="page-body custom-scroll">
          ${items.length
            ? html`<table class="list-table"><thead><tr><th class="list-row__check"><label class="control-checkbox"><div class="control-checkbox__body"><input type="checkbox" id="list_all_checker" aria-label="Select all"><span class="control-checkbox__helper"></span></div></label></th>
                ${cells.map((column) => html`<th class="${column.isNumber ? 'list-row__cell_number' : ''}">${column.title}</th>`)}</tr></thead>
                <tbody>${items.map((item) => row(entity, item, cells))}</tbody></table>
              <div class="list-pages">${page > 1 ? html`<a class="js-navigate-link" href="${link(page - 1)}">← Newer</a>` : ''}<span>Page ${page}</span>
                ${answer && answer._links && answer._links.next ? html`<a class="js-navigate-link" href="${link(page + 1)}">Older →</a>` : ''}</div>`
            : html`<div class="host-empty">${icon('inbox')}<div class="host-empty__title">${query ? `Nothing found for “${query}”` : `No ${TITLE[entity].toLowerCase()} yet`}</div></div>`}
          </div><aside class="card-widgets card-widgets_empty custom-scroll" id="widgets_block" aria-label="Widgets"><div class="card-widgets__elements"></div></aside></div>`;
      context.holder.querySelector('form').addEventListener('submit', (event) => {
        event.preventDefault();
        const text = event.target.elements.query.value.trim();
        require('host/core/router').navigate(location.pathname + (text ? `?${new URLSearchParams({ query: text })}` : ''));
      });
      if (entity === 'leads') context.holder.querySelector('.board__picker').addEventListener('click', (event) => pickPipeline(event, pipeline));
      const Model = Backbone.Model.extend({});
      const list = new Backbone.Collection(
        items.map((item) => new Model({
          id: item.id,
          name: { text: item.name, url: `/${entity}/detail/${item.id}` },
          checked: false,
          element_type: TYPE[entity],
          company_name: { name: '', url: '' },
        })),
      );
      const ticked = selection.bind(context.holder, entity, items, list);
      return place.set({
        code: entity === 'leads' ? 'leads' : entity,
        area: AREA[entity],
        entity,
        isCard: false,
        title: TITLE[entity],
        list,
        selected: ticked.selected,
      });
    },
  };
});
