// A widget's own page under Settings: it draws all of #work-area-<code>.
define(['../core/html', '../core/boot', '../core/place', './integrations/frame', '../widgets/lifecycle'], function (html, boot, place, frame, lifecycle) {
  'use strict';

  return {
    async show(context) {
      const widget = boot.widgetByCode(context.match[1]);
      if (!widget || !widget.is_installed || !(widget.manifest.locations || []).includes('advanced_settings')) {
        throw new Error('No installed widget has a page at this address');
      }
      context.holder.innerHTML = html`<div class="page-top list__body-right__top"><div class="page-top__title content__top__preset">${frame.title(widget)}</div><span class="page-top__space"></span><div class="list__body-right__top__buttons"></div></div>
        ${frame.body(widget.code, html`<div id="list_page_holder"><div class="work-area" id="work-area-${widget.code}"></div></div>`)}`;
      return place.set({ code: `advanced-settings:${widget.code}`, area: 'advanced-settings', entity: '', isCard: false, title: frame.title(widget),
        onWidget: (instance) => instance.widget.code === widget.code && lifecycle.call(instance, 'advancedSettings') });
    },
  };
});
