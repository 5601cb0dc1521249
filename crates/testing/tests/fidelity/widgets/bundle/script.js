// What webpack makes of a template project: one function around all, which calls window.define by itself, anonymously.
(() => {
  'use strict';
  var modules = {
    1: (module) => { module.exports = { default: class App { constructor(widget) { this.widget = widget; } title() { return this.widget.i18n('widget.name'); } } }; },
  };
  var cache = {};
  function load(id) {
    var known = cache[id];
    if (known) return known.exports;
    var module = (cache[id] = { exports: {} });
    modules[id](module);
    return module.exports;
  }
  var App = load(1);
  window.define(['jquery', 'underscore'], function ($) {
    return function () {
      const app = new App.default(this);
      const code = this.params.widget_code;
      // The official template looks here for a developer's server.
      window.bundleIsDev = localStorage.getItem(code + '_is_dev');
      this.callbacks = {
        render: () => {
          this.render_template({ caption: { class_name: 'bundle-caption', html: '' }, body: '<div class="bundle-root"></div>', render: '' });
          return true;
        },
        // Arrow functions: `this` is the widget.
        init: () => { $('.bundle-root').text(app.title() + ' / ' + this.system().area); return true; },
        bind_actions: () => true,
        settings: async () => {},
        onSave: async () => true,
        destroy: () => {},
      };
    };
  });
})();
