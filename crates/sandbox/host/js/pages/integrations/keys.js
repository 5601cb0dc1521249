// "Keys and scopes": Integration ID, secret key, authorization code (20 minutes, once), widget code.
define(['../../core/html', '../../core/http', '../../core/format', '../../ui/icons'], function (html, http, format, icon) {
  'use strict';

  function row(label, value, id, note) {
    return html`<div class="keys__row"><div class="keys__label">${label}</div><div class="keys__value"><code id="${id}">${value || '—'}</code>
      ${value ? html`<button class="keys__copy" type="button" data-copy="${value}" aria-label="Copy ${label}">${icon('copy')}</button>` : ''}</div>
      ${note ? html`<div class="integration-form__hint">${note}</div>` : ''}</div>`;
  }

  return {
    async draw(box, tile) {
      box.innerHTML = '<div class="host-spinner"></div>';
      try {
        const [client, code] = await Promise.all([
          http.request('GET', `/v3/clients/${tile.uuid}`),
          http.request('POST', `/v3/clients/${tile.uuid}/code`),
        ]);
        box.innerHTML = html`<div class="keys">
          ${row('Integration ID', client.uuid, 'key_integration_id')}
          ${row('Secret key', client.secret, 'key_secret', 'Keep it on your server; it never belongs into a widget.')}
          ${row('Authorization code', code.code, 'key_code', `Valid until ${format.time(code.expires_at)} (20 minutes), works once. Opening this tab issues a new one.`)}
          ${row('Widget code', client.code, 'key_widget_code', client.code ? '' : 'Given by the first upload.')}
          <div class="keys__row"><div class="keys__label">Scopes</div><div>${client.scopes.map((scope) => html`<span class="host-badge">${scope}</span> `)}</div></div></div>`;
      } catch (error) {
        box.innerHTML = html`<div class="host-alert">${error.message}</div>`;
      }
      box.addEventListener('click', (event) => {
        const button = event.target.closest('[data-copy]');
        if (button) navigator.clipboard.writeText(button.dataset.copy);
      });
    },
  };
});
