// Items of widgets in the left menu (manifest `left_menu`).
define(['../core/html', '../core/boot', '../pages/integrations/settings-fields'], function (html, boot, texts) {
  'use strict';

  const SYSTEM = ['dashboard', 'leads', 'customers', 'tasks', 'catalogs', 'mail', 'stats', 'settings'];
  const blocks = () =>
    boot.widgets.filter((widget) => widget.is_installed && widget.manifest.left_menu && (widget.manifest.locations || []).includes('widget_page'));

  function iconOf(widget, item) {
    const path = item.icon || (item.icons || {}).light || '';
    return path ? `${widget.path}/${String(path).replace(/^\/+/, '')}` : '';
  }

  const href = (widget, item, sub) => `/widget/${widget.code}/item/${item}${sub ? `/${sub}` : ''}`;

  return {
    /** Own items: {id, title, image, href, after}. */
    items: () =>
      blocks().flatMap((widget) =>
        Object.entries(widget.manifest.left_menu)
          .filter(([code]) => !SYSTEM.includes(code))
          .map(([code, item]) => {
            const first = Object.keys(item.submenu || {})[0];
            return { id: `${widget.code}_${code}`, title: texts.text(widget, item.title), image: iconOf(widget, item), href: href(widget, code, first), after: (item.sort || {}).after };
          })),

    /** Links below a system item, such as settings. */
    below: (system) =>
      blocks().flatMap((widget) =>
        Object.entries(((widget.manifest.left_menu || {})[system] || {}).submenu || {}).map(([code, item]) => ({
          id: `${widget.code}_${code}`,
          title: texts.text(widget, item.title),
          href: `/widget/${widget.code}/${system}/${code}`,
        }))),

    hidden: () => new Set(blocks().flatMap((widget) => Object.entries(widget.manifest.left_menu).filter(([code, item]) => code !== 'settings' && item.is_hidden === true && SYSTEM.includes(code)).map(([code]) => code))),

    title(widget, item, sub) {
      const entry = ((widget.manifest.left_menu || {})[item] || {});
      const inner = sub && (entry.submenu || {})[sub];
      return texts.text(widget, (inner || entry).title) || widget.name;
    },

    tabs(widget, item, sub) {
      const submenu = ((widget.manifest.left_menu || {})[item] || {}).submenu || {};
      const entries = Object.entries(submenu).sort(([, a], [, b]) => (a.sort || 0) - (b.sort || 0));
      return entries.length
        ? html`<div class="host-tabs">${entries.map(([code, one]) => html`<a class="host-tabs__item js-navigate-link ${code === sub ? 'host-tabs__item_active' : ''}" href="${href(widget, item, code)}">${texts.text(widget, one.title)}</a>`)}</div>`
        : '';
    },
  };
});
