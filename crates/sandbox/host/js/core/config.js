// RequireJS configuration: the module names Kommo documents (JS SDK, "Modules and packages") and where they come from.
// This file is a plain script, loaded before everything else. Names npm has no package for in the documented version
// are listed in the coverage page of the sandbox's docs: colorpicker, steady, intl_tel_input, device, FileAPI.
(function () {
  'use strict';

  var tag = document.getElementById('host-config');
  var npm = tag.getAttribute('data-npm');
  var host = tag.getAttribute('data-host');

  window.require.config({
    baseUrl: host + '/js',
    waitSeconds: 30,
    paths: {
      host: host + '/js',
      jquery: npm + '/jquery/dist/jquery',
      underscore: npm + '/underscore/underscore',
      backbone: npm + '/backbone/backbone',
      twig: npm + '/twig/twig',
      moment: npm + '/moment/moment',
      'moment-timezone': npm + '/moment-timezone/builds/moment-timezone-with-data',
      'browser-detect': npm + '/browser-detect/dist/browser-detect.umd',
      chartjs: npm + '/chart.js/dist/Chart.bundle',
      clipboard: npm + '/clipboard/dist/clipboard',
      cocktail: npm + '/backbone.cocktail/Cocktail',
      accounting: npm + '/accounting/accounting',
      enquire: npm + '/enquire.js/dist/enquire',
      'google-libphonenumber': npm + '/google-libphonenumber/dist/libphonenumber',
      jplayer: npm + '/jplayer/dist/jplayer/jquery.jplayer',
      'js-uuid': npm + '/js-uuid/js-uuid',
      fullcalendar: npm + '/fullcalendar/dist/fullcalendar',
      pubsub: npm + '/pubsub-js/src/pubsub',
      store: npm + '/store/store',
      cropperjs: npm + '/cropperjs/dist/cropper',
      'virtualized-list': npm + '/virtualized-list/umd/virtualized-list',
      quill: npm + '/quill/dist/quill',
      rangeslider: npm + '/rangeslider.js/dist/rangeslider',
      text: npm + '/requirejs-text/text',
      json: host + '/js/plugins/json',
      'host-templates': host + '/templates.json',
      twigjs: host + '/js/modules/twigjs',
      es6promise: host + '/js/modules/es6promise',
      'lib/components/base/modal': host + '/js/modules/modal',
    },
    map: {
      // Backbone 1.1.2 and its kin ask for these by the usual names.
      '*': { 'backbone.cocktail': 'cocktail' },
    },
    config: {
      // Static files of a widget may lie on another origin that allows CORS, so templates always come by XHR.
      text: { useXhr: function () { return true; } },
    },
  });
})();
