// The global APP (older name AMOCRM): what widgets may know of the page and its account.
define(['require', 'jquery', './core/boot', './core/place', './core/constants', './ui/notifications'], function (
  require, $,
  boot,
  place,
  constants,
  notifications,
) {
  'use strict';

  const AREA_OF_ENTITY = { leads: 2, contacts: 1, companies: 3, customers: 12 };
  let isCalling = false;

  const online = (user) => user.id === boot.user.id;

  const APP = {
    lang_id: boot.user.lang,
    environment: 'sandbox',
    element_types: { contacts: 1, leads: 2, companies: 3, tasks: 4, customers: 12 },
    note_types: { common: 4, call_in: 10, call_out: 11, system: 25, sms_in: 102, sms_out: 103 },
    cf_types: {
      text: 1, numeric: 2, checkbox: 3, select: 4, multiselect: 5, date: 6, url: 7, multitext: 8, textarea: 9,
      radiobutton: 10, streetaddress: 11, smart_address: 13, birthday: 14, legal_entity: 15, items: 16, date_time: 19,
      price: 20, category: 21, tracking_data: 22,
    },
    data: { current_card: false, current_entity: '', current_list: false, current_view: false, is_card: false },
    system: { format: { date: { date: 'DD.MM.YYYY', date_short: 'DD.MM', full: 'DD.MM.YYYY HH:mm' } } },
    router: {
      navigate: (url, options) => require('host/core/router').navigate(url, options),
    },
    widgets: {
      list: {},
      system: {},
      legal_handlers: [],
      clear_cache() {},
      notificationsPhone: (options) => notifications.onPhone(options),
    },
    sdk: {
      /** Without an argument all users, with 'online' the ids of those online, with an id one answer. */
      showUserStatus(which) {
        if (which === 'online') return boot.users.filter(online).map((user) => String(user.id));
        if (which !== undefined) return boot.users.some((user) => String(user.id) === String(which) && online(user));
        return Object.fromEntries(boot.users.map((user) => [user.id, { id: String(user.id), online: online(user) }]));
      },
      setCallingStatus(calling) {
        isCalling = Boolean(calling);
        $(document).trigger('sdk:calling', [isCalling]);
      },
      getCallingStatus: () => isCalling,
    },
    notifications: notifications.api,
    addNotificationCallback: (code, callback) => notifications.subscribe(code, callback),
    constant: (key, value) => constants.read(key, value),
    isCard: () => Boolean(place.current && place.current.isCard),
    getBaseEntity: () => (place.current && place.current.entity) || '',
    getWidgetsArea: () => (place.current && place.current.code) || '',
  };
  APP.getV3WidgetsArea = APP.getWidgetsArea;

  // Taken once: a widget may overwrite what hangs on APP, and the page must go on.
  const { data, widgets } = APP;
  place.onChange((current) => {
    data.current_card = current.card || false;
    data.current_entity = current.entity || '';
    data.current_list = current.list || false;
    data.is_card = Boolean(current.isCard);
    data.current_view = current.isCard ? false : { $el: $('#page_holder') };
    widgets.system = {
      area: current.area,
      amouser: boot.user.login,
      amouser_id: String(boot.user.id),
      amohash: boot.user.api_key,
      subdomain: boot.account.subdomain,
      domain: boot.account.domain,
    };
    if (current.card) current.card.element_type = AREA_OF_ENTITY[current.entity];
  });
  return APP;
});
