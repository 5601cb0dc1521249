// Settings → Integrations: tiles of what is installed and what could be, and the way to a new one.
define([
  'jquery', '../core/html', '../core/http', '../core/boot', '../core/place', '../ui/icons', './integrations/form', './integrations/settings', './integrations/frame', '../widgets/lifecycle',
], function ($, html, http, boot, place, icon, form, settings, frame, lifecycle) {
  'use strict';

  async function own() {
    const tiles = [];
    for (let page = 1; ; page += 1) {
      const answer = await http.request('GET', `/ajax/settings/widgets/category/own_integrations/${page}/`);
      tiles.push(...Object.values(answer.widgets));
      if (tiles.length >= answer.total || !Object.keys(answer.widgets).length) return tiles;
    }
  }

  function picture(tile) {
    if (tile.logo) return tile.logo;
    const widget = boot.widgetByCode(tile.code);
    const found = widget && (widget.images || []).find((path) => path.startsWith('images/logo_main.'));
    return found ? `${widget.path}/${found}` : '';
  }

  function badge(tile) {
    if (tile.badge === 'error') return html`<span class="host-badge host-badge_danger">Error</span>`;
    if (tile.status === 'installed') return html`<span class="host-badge host-badge_success">Installed</span>`;
    if (tile.status === 'not_configured') return html`<span class="host-badge">Not configured</span>`;
    return tile.code ? '' : html`<span class="host-badge">No archive yet</span>`;
  }

  function tileMarkup(tile) {
    const image = picture(tile);
    const action = tile.is_installed ? 'Settings' : tile.code ? 'Install' : 'Upload';
    return html`<article class="widget-tile widget_settings_tile" data-uuid="${tile.uuid}" data-code="${tile.code || ''}">
      <button class="widget-tile__open" type="button" aria-label="${tile.name}: ${action}">
        <span class="widget-tile__picture">${image ? html`<img src="${image}" alt="">` : icon('puzzle')}</span>
        <span class="widget-tile__name">${tile.name}</span>
      </button>
      <div class="widget-tile__foot">${badge(tile)}<span class="page-top__space"></span>
        ${boot.user.is_admin ? html`<button class="widget-tile__edit js-edit-integration" type="button">Edit</button>` : ''}
        <button class="button-input ${tile.is_installed ? '' : 'button-input_blue'} widget-tile__action" type="button"><span class="button-input-inner">${action}</span></button></div>
    </article>`;
  }

  function section(title, tiles) {
    return tiles.length ? html`<h2 class="integrations__title">${title}</h2><div class="integrations__grid">${tiles.map(tileMarkup)}</div>` : '';
  }

  return {
    async show(context) {
      const isAdmin = boot.user.is_admin;
      let tiles = [];
      context.holder.innerHTML = html`<div class="page-top"><div class="page-top__title">Settings</div><span class="page-top__space"></span>
          ${isAdmin ? html`<button class="button-input button-input_blue js-create-integration" type="button"><span class="button-input-inner">${icon('plus')}Create integration</span></button>` : ''}</div>
        ${frame.body('widgets', html`<div class="integrations" id="list_page_holder"></div>`)}`;
      const box = context.holder.querySelector('.integrations');

      async function refresh() {
        tiles = isAdmin
          ? await own()
          : boot.widgets.filter((widget) => widget.is_installed).map((widget) => ({ ...widget }));
        tiles.forEach((tile) => {
          const widget = boot.widgetByCode(tile.code);
          tile.badge = widget && widget.badge;
        });
        if (!context.isCurrent()) return;
        box.innerHTML = html`${section('Installed', tiles.filter((tile) => tile.is_installed))}
          ${section('My integrations', tiles.filter((tile) => !tile.is_installed))}
          ${tiles.length ? '' : html`<div class="host-empty">${icon('puzzle')}<div class="host-empty__title">No integrations yet</div>
            <div>${isAdmin ? 'Create one, upload its widget.zip, and install it.' : 'An administrator can create and install integrations.'}</div></div>`}`;
      }

      async function upToDate(uuid) {
        // The account's widgets as the server knows them now: a new upload has a new address. Objects that pages and
        // widgets hold stay the same ones.
        const known = (await http.request('GET', '/ajax/widgets/list')).widgets;
        const next = known.map(boot.readWidget).map((widget) => {
          const held = boot.widgetByCode(widget.code);
          return held ? Object.assign(held, widget) : widget;
        });
        boot.widgets.splice(0, boot.widgets.length, ...next);
        await refresh();
        return boot.widgets.find((widget) => widget.uuid === uuid);
      }

      const find = (node) => tiles.find((tile) => tile.uuid === node.closest('.widget-tile').dataset.uuid);
      const edit = (tile) => form.open(tile, upToDate);

      box.addEventListener('click', (event) => {
        if (event.target.closest('.js-edit-integration')) return void edit(find(event.target));
        if (!event.target.closest('.widget-tile__open, .widget-tile__action')) return undefined;
        const tile = find(event.target);
        if (!tile.code) return void edit(tile);
        return void settings.open(boot.widgetByCode(tile.code), { refresh: upToDate, isAdmin, scopes: tile.scopes });
      });
      const create = context.holder.querySelector('.js-create-integration');
      if (create) create.addEventListener('click', () => form.open(null, upToDate));
      $(document).off('widget:status').on('widget:status', () => context.isCurrent() && refresh());
      await refresh();
      return place.set({ code: 'widgetsSettings', area: 'settings', entity: '', isCard: false, title: 'Integrations' });
    },
  };
});
