// The pictures of the manifest's tour in the settings modal, in the user's language, one at a time.
define(['jquery', '../../core/html', '../../core/boot', '../../ui/sanitize', './settings-fields'], function ($, html, boot, sanitize, texts) {
  'use strict';

  function pictures(widget) {
    const listed = (widget.manifest.tour || {}).tour_images || {};
    const known = listed[boot.user.lang] || listed.en || Object.values(listed)[0];
    return (Array.isArray(known) ? known : []).map((path) => `${widget.path}/${String(path).replace(/^\/+/, '')}`);
  }

  return {
    draw(widget) {
      const shown = pictures(widget);
      const key = (widget.manifest.tour || {}).tour_description;
      if (!shown.length) return '';
      return html`<div class="widget-settings__tour" data-at="0">
        <div class="widget-settings__tour-frame">${shown.map((url, index) => html`<img class="widget-settings__tour-picture ${index ? 'h-hidden' : ''}" src="${url}" alt="">`)}</div>
        ${shown.length > 1 ? html`<div class="widget-settings__tour-dots">${shown.map((url, index) => html`<button class="widget-settings__tour-dot ${index ? '' : 'widget-settings__tour-dot_active'}" type="button" data-picture="${index}" aria-label="Picture ${index + 1}"></button>`)}</div>` : ''}
        ${key ? html`<div class="widget-settings__tour-text">${html.raw(sanitize(texts.text(widget, key)))}</div>` : ''}</div>`;
    },

    bind($body) {
      $body.on('click', '[data-picture]', (event) => {
        const at = Number(event.currentTarget.dataset.picture);
        const $tour = $(event.currentTarget).closest('.widget-settings__tour');
        $tour.find('.widget-settings__tour-picture').each((index, picture) => picture.classList.toggle('h-hidden', index !== at));
        $tour.find('[data-picture]').each((index, dot) => dot.classList.toggle('widget-settings__tour-dot_active', index === at));
      });
    },
  };
});
