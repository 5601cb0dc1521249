// Loading code in all the ways public widgets do. What came is put on window.modules for the test to read.
window.modules = { order: [] };
define([
  'jquery', 'underscore', 'moment', 'twigjs', 'lib/components/base/modal', 'backbone',
  './lib/inner/deep.js', './lib/wrapped.js?v=7', './lib/plain.js', 'text!./templates/row.twig', 'json!./manifest.json',
  './plugins/jquery.shout.js', './lib/classes.js',
], function ($, _, moment, Twig, Modal, Backbone, deep, wrapped, plain, row, manifest, shout, Classes) {
  return function CustomWidget() {
    var self = this;
    var got = window.modules;
    got.deep = deep;
    got.wrapped = wrapped;
    got.plain = { value: plain === undefined ? 'undefined' : plain, global: window.plainScript };
    got.row = row;
    got.manifest = manifest.widget.version;
    got.versions = { jquery: $.fn.jquery, underscore: _.VERSION, backbone: Backbone.VERSION, moment: moment.version };
    got.same = { jquery: $ === window.$ && $ === window.jQuery, underscore: _ === window._, twig: typeof window.twig === 'function' && !!window.Twig.Templates.registry };
    got.shout = $('<b>quiet</b>').shout().text();
    got.sync = window.require('jquery') === $;
    got.child = new Classes.Child().name();
    got.twig = Twig({ data: 'Hello {{ who }}' }).render({ who: 'there' });
    got.modal = typeof Modal === 'function' && typeof new Modal().showError;

    // Written before the first text! of a later module, as the official sample does.
    window.require(['text'], function (text) { text.useXhr = function () { return true; }; });

    this.callbacks = {
      render: function () { return true; },
      init: function () {
        // The second from the second origin.
        window.require([self.params.path + '/lib/late.js', self.params.cdn_path + '/lib/inner/deep.js'], function (late, again) {
          got.late = late;
          got.cdn = again;
          bundles();
        });
        return true;
      },
      bind_actions: function () { return true; },
      onSave: function () { return true; },
    };

    function bundles() {
        // A bundle of the UMD kind, by a script tag: RequireJS takes its anonymous define for nobody's.
        window.require.onError = function (error) { got.mismatch = error.requireType || String(error); };
        window.addEventListener('error', function (event) {
          if (/Mismatched anonymous define/.test(event.message)) got.mismatch = 'mismatch';
        });
        $.getScript(self.params.path + '/lib/umd.js').always(function () {
          // The complaint comes with the next module asked for.
          window.require(['./' + Date.now()], function () {}, function () {});
          setTimeout(function () {
            got.umd = typeof window.umdLibrary;
            // The way around it that is used live.
            $.get(self.params.path + '/lib/umd.js', null, null, 'text').done(function (code) {
              var exports = {};
              var module = { exports: exports };
              new Function('define', 'exports', 'module', code)(undefined, exports, module);
              got.around = module.exports.answer;
            });
          }, 50);
        });
    }
    return this;
  };
});
