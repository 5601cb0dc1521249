// Settings → Communications: who sends system SMS, and which integrations offer a button for the site's chat or a tile for
// the AI agent. Kommo's own pages for these are not known; what is sent is (system SMS: text, phone, token).
define(['../core/html', '../core/http', '../core/boot', '../core/place', '../ui/icons', './integrations/frame', './integrations/settings-fields'], function (
  html, http, boot, place, icon, frame, texts,
) {
  'use strict';

  const LONGEST = 100;
  const having = (location) => boot.widgets.filter((widget) => widget.is_installed && (widget.manifest.locations || []).includes(location));

  function sender(widget) {
    return html`<form class="dash-panel communications__sms" data-code="${widget.code}"><h2 class="dash-panel__title">${widget.name}</h2>
      <p class="host-muted">${(widget.manifest.sms || {}).endpoint}</p>
      <input class="text-input" name="phone" value="+1 555 010 0311" aria-label="Phone" required>
      <textarea class="text-input" name="text" rows="2" aria-label="Message" placeholder="Message" required></textarea>
      <button class="button-input button-input_blue" type="submit"><span class="button-input-inner">Send a system SMS</span></button>
      <span class="communications__answer" role="status"></span></form>`;
  }

  /** Longer texts are cut with an ellipsis, as documented. */
  function described(widget) {
    const text = texts.text(widget, 'widget.ai_agent_description');
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  }

  const tile = (widget, text) => html`<div class="dash-panel communications__tile" data-code="${widget.code}"><h2 class="dash-panel__title">${widget.name}</h2><p>${text}</p></div>`;

  function section(title, items, none) {
    return html`<h2 class="integrations__title">${title}</h2>${items.length ? html`<div class="communications__list">${items}</div>` : html`<p class="host-muted">${none}</p>`}`;
  }

  return {
    async show(context) {
      context.holder.innerHTML = html`<div class="page-top"><div class="page-top__title">Communications</div></div>
        ${frame.body('communications', html`<div id="list_page_holder">
          ${section('System SMS', having('sms').map(sender), 'No installed widget has the location sms.')}
          ${section('AI agent', having('ai_agent').map((widget) => tile(widget, described(widget))), 'No installed widget has the location ai_agent.')}
          ${section('Website chat button', having('website_chat_button').map((widget) => tile(widget, texts.text(widget, (widget.manifest.widget || {}).short_description))), 'No installed widget has the location website_chat_button.')}</div>`)}`;
      context.holder.addEventListener('submit', async (event) => {
        const form = event.target.closest('.communications__sms');
        if (!form || !context.isCurrent()) return;
        event.preventDefault();
        const widget = boot.widgetByCode(form.dataset.code);
        const answer = form.querySelector('.communications__answer');
        try {
          const done = await http.request('POST', `/ajax/sandbox/sms/${widget.uuid}`, {
            endpoint: (widget.manifest.sms || {}).endpoint, phone: form.elements.phone.value, text: form.elements.text.value,
          });
          answer.textContent = done.sent ? 'Sent' : `Not sent: the integration's server answered ${done.status}`;
        } catch (error) {
          answer.textContent = error.message;
        }
      });
      return place.set({ code: 'settings-communications', area: 'settings-communications', entity: '', isCard: false, title: 'Communications' });
    },
  };
});
