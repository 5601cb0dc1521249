// The widget object: host members are there before the constructor runs, on an object below the widget's own. A widget
// may overwrite any of them: the host keeps to its own references.
define([
  'require', 'jquery', '../core/boot', '../core/place', '../core/html', './render', './panel', './transport', './selection', './actions',
], function (require, $, boot, place, html, render, panel, transport, selection, actions) {
  'use strict';

  const AREA_COUNTS = ['leads_card', 'contacts_card', 'companies_card', 'contacts', 'leads', 'dashboard', 'todo',
    'widgetsSettings', 'info', 'card_sdk', 'leads-dp'];
  let serial = 0;

  /** Kommo serves files from a second origin too. Here that is this machine's other name. */
  const OTHER_NAME = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };
  function cdn() {
    const other = OTHER_NAME[location.hostname];
    return other ? location.origin.replace(location.hostname, other) : location.origin;
  }

  /** Everything params and get_settings() hold: system keys and the stored settings. */
  function params(widget) {
    const path = location.origin + widget.path;
    const manifest = widget.manifest.widget || {};
    return {
      ...JSON.parse(JSON.stringify(widget.settings || {})),
      active: widget.is_installed ? 'Y' : 'N',
      widget_active: widget.is_installed ? 'Y' : 'N',
      category_code: 'own_integrations',
      id: widget.id,
      widget_id: widget.id,
      images_path: `${path}/images`,
      oauth_client_uuid: widget.uuid,
      path,
      cdn_path: cdn() + widget.path,
      status: widget.status,
      support: manifest.support || {},
      version: widget.version,
      widget_code: widget.code,
      client_name: widget.name,
    };
  }

  function lookup(langs, key) {
    if (key === undefined) return langs;
    if (langs && Object.prototype.hasOwnProperty.call(langs, key)) return langs[key];
    const found = String(key)
      .split('.')
      .reduce((at, part) => (at && typeof at === 'object' ? at[part] : undefined), langs);
    return found === undefined ? false : found;
  }

  function accounts() {
    return {
      id: boot.account.id,
      name: boot.account.name,
      subdomain: boot.account.subdomain,
      currency: boot.account.currency,
      paid_from: 0,
      paid_till: 0,
      timezone: boot.account.timezone,
      date_pattern: 'd.m.Y H:i',
      date_format: 'd.m.Y',
      time_format: 'H:i:s',
      language: boot.account.language,
      country: boot.account.country,
      unsorted_on: 'Y',
      users: boot.users.map((user) => ({ id: user.id, name: user.name, login: user.login, is_admin: user.is_admin ? 'Y' : 'N' })),
    };
  }

  function members(instance) {
    const { widget, area } = instance;
    const own = params(widget);
    let langs = JSON.parse(JSON.stringify(widget.langs || {}));
    const system = () => ({
      area: instance.area || area,
      amouser_id: String(boot.user.id),
      user_id: String(boot.user.id),
      amouser: boot.user.login,
      amohash: boot.user.api_key,
      account_id: boot.account.id,
      domain: location.host,
      subdomain: boot.account.subdomain,
      server: location.origin,
      displayed_count: panel.count(),
      displayed_count_by_area: Object.fromEntries(AREA_COUNTS.map((name) => [name, panel.count()])),
    });

    const object = {
      params: own,
      langs,
      ns: `.widget-${widget.code.slice(0, 8)}-${(serial += 1)}`,
      init_once: (widget.manifest.widget || {}).init_once || false,
      template_element: panel.template(widget),
      get_settings: () => own,
      set_settings: (values) => void Object.assign(own, values),
      i18n: (key) => lookup(langs, key),
      set_lang(next) {
        langs = next;
        this.langs = next;
      },
      system,
      get_version: () => widget.version,
      get_install_status: () => widget.status,
      set_status(status) {
        widget.badge = status;
        $(document).trigger('widget:status', [widget.code, status]);
      },
      get_accounts_current: accounts,
      render: (data, values) => render.render(widget, data, values),
      render_template: (options, values) => panel.renderTemplate(instance, options || {}, values, render),
      list_selected: () => selection.summary(),
      widgetsOverlay: (isShown) => panel.overlay(isShown !== false),
      add_action: (type, handler) => actions.addAction(instance, type, handler),
      add_source: (type, handler, text) => actions.addSource(instance, type, handler, text),
      crm_post: (...args) => transport.crmPost(widget, ...args),
      $authorizedAjax: (options) => transport.authorizedAjax(widget, options),
      get_current_card_contacts_data: () => Promise.resolve(place.current && place.current.contacts ? place.current.contacts() : []),
      get_pipeline_id: () => transport.pipelineId(widget),
      setSdkCatalogId: (id) => void (widget.sdk_catalog_id = Number(id)),
      listenSocketChannel: (name, keys, callback) => transport.listen(instance, name, keys, callback),
      helpers: {
        get Modal() {
          return require('lib/components/base/modal');
        },
      },
      callbacks: {},
    };
    return object;
  }

  return {
    params,

    /** Makes an instance of the widget's constructor whose `this` has the host's members from the start. */
    build(Factory, instance) {
      if (typeof Factory !== 'function') {
        throw new TypeError(`script.js must give RequireJS a constructor, it gave ${Factory === null ? 'null' : typeof Factory}`);
      }
      const host = members(instance);
      instance.host = host;
      const prototype = Object.create(Factory.prototype || Object.prototype);
      Object.keys(host).forEach((name) => {
        const isWidgetsOwn = name in prototype && prototype[name] !== Object.prototype[name];
        if (!isWidgetsOwn) Object.defineProperty(prototype, name, { value: host[name], writable: true, enumerable: true, configurable: true });
      });
      const Target = function () {};
      Target.prototype = prototype;
      try {
        return Reflect.construct(Factory, [], Target);
      } catch (error) {
        if (error instanceof TypeError && !Factory.prototype) {
          throw new TypeError('script.js must give a constructor: an arrow function cannot be called with new');
        }
        throw error;
      }
    },

    /** Takes back what the host handed out to an instance. */
    release(instance) {
      actions.release(instance);
      transport.release(instance);
    },
  };
});
