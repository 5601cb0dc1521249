// A page of a widget's own in the left menu, or below Settings and Statistics: it draws #work-area-<code>.
define(['../core/html', '../core/boot', '../core/place', '../widgets/lifecycle', '../widgets/menu'], function (html, boot, place, lifecycle, menu) {
  'use strict';

  return {
    async show(context) {
      const [, code, where, item, sub] = context.match;
      const widget = boot.widgetByCode(code);
      if (!widget || !widget.is_installed) throw new Error('No installed widget has a page at this address');
      const own = where === 'item';
      const params = own
        ? { location: 'widget_page', item_code: item, ...(sub ? { subitem_code: sub } : {}) }
        : { location: where, subitem_code: item };
      const title = menu.title(widget, own ? item : where, own ? sub : item);
      context.holder.innerHTML = html`<div class="page-top list__body-right__top"><div class="page-top__title content__top__preset">${title}</div>
          ${own ? menu.tabs(widget, item, sub) : ''}<span class="page-top__space"></span><div class="list__body-right__top__buttons"></div></div>
        <div class="page-body widget-page__content custom-scroll" id="list_page_holder"><div class="work-area" id="work-area-${code}"></div></div>`;
      return place.set({
        code: `widget-page:${code}`,
        area: 'widget_page',
        entity: '',
        isCard: false,
        title,
        onWidget: (instance) => instance.widget.code === code && lifecycle.call(instance, 'initMenuPage', [params]),
      });
    },
  };
});
