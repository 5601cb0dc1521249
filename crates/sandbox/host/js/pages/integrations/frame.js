// The settings pages' second column: links to the sections, advanced pages of widgets below them.
define(['../../core/html', '../../core/boot', '../../widgets/menu'], function (html, boot, menu) {
  'use strict';

  function title(widget) {
    const key = (widget.manifest.advanced || {}).title;
    const text = String(key || '').split('.').reduce((at, part) => (at && typeof at === 'object' ? at[part] : undefined), widget.langs);
    return typeof text === 'string' ? text : key || widget.name;
  }

  const isAdvanced = (widget) => widget.is_installed && (widget.manifest.locations || []).includes('advanced_settings');

  return {
    title,
    body(active, content) {
      const link = (id, href, text) =>
        html`<a class="settings-menu__item js-navigate-link ${active === id ? 'settings-menu__item_active' : ''}" href="${href}">${text}</a>`;
      return html`<div class="settings-page"><nav class="settings-menu" aria-label="Settings">
          ${link('widgets', '/settings/widgets/', 'Integrations')}
          ${link('communications', '/settings/communications/', 'Communications')}
          ${link('billing', '/settings/pay/', 'Billing')}
          ${link('bots', '/settings/salesbot/', 'Salesbots')}
          ${boot.widgets.filter(isAdvanced).map((widget) => link(widget.code, `/settings/widgets/${widget.code}/`, title(widget)))}
          ${menu.below('settings').map((item) => link(item.id, item.href, item.title))}
        </nav><div class="settings-page__body custom-scroll">${content}</div></div>`;
    },
  };
});
