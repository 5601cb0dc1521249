// First module of the page: puts the globals widgets count on in place, then draws the frame and goes to the page.
define('main', ['jquery', 'underscore', 'backbone', 'moment', 'twigjs'], function ($, _, Backbone, moment, twigjs) {
  'use strict';

  window.$ = window.jQuery = $;
  window._ = _;
  window.moment = window.moment || moment;
  window.twig = twigjs;

  require(['host/app', 'host/shell', 'host/core/router', 'host/core/stream', 'host/ui/controls', 'host/ui/contact-actions'], function (APP, shell, router, stream) {
    window.APP = APP;
    // The older name of the same object.
    window.AMOCRM = APP;
    shell.draw();
    router.start();
    stream.open();
    document.documentElement.dataset.hostReady = 'true';
  });
});
require(['main']);
