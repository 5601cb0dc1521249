// Pages of the account that hold nothing a widget takes part in: they are there because widgets of `everywhere` and of
// init_once are met on them, and because the left menu leads there. No widget is started where the account is paid for.
define(['../core/html', '../core/place', '../ui/icons', './integrations/frame'], function (html, place, icon, frame) {
  'use strict';

  const NAMES = { billing: 'lists', mail: 'mail', stats: 'dashboard', events: 'bell' };

  return {
    async show(context) {
      const { code, title } = context;
      const isSettings = code === 'billing';
      const empty = html`<div class="host-empty" id="list_page_holder">${icon(NAMES[code])}<div class="host-empty__title">${title}</div>
        <div>${isSettings ? 'The simulated account is free. Widgets are not started on this page.' : 'The simulated account keeps nothing here.'}</div></div>`;
      context.holder.innerHTML = html`<div class="page-top list__body-right__top"><div class="page-top__title content__top__preset">${title}</div><span class="page-top__space"></span><div class="list__body-right__top__buttons"></div></div>
        ${isSettings ? frame.body(code, empty) : html`<div class="page-body">${empty}</div>`}`;
      return place.set({ code, area: code, entity: '', isCard: false, title, isWithoutWidgets: isSettings });
    },
  };
});
