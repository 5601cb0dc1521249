// Written around the widget by `cargo kommo dev --kommo` only: with localStorage['<code>_is_dev'] = '<port>', Kommo's own
// convention, the page takes the widget from this computer; without, the widget that was uploaded runs.
(function () {
  var address = (document.currentScript || {}).src || '';
  var port = Object.keys(localStorage).filter(function (key) {
    var code = /^(.+)_is_dev$/.exec(key);
    return code && /^\d+$/.test(localStorage[key]) && address.indexOf('/' + code[1] + '/') >= 0;
  }).map(function (key) { return localStorage[key]; })[0];
  if (port) {
    define(['http://localhost:' + port + '/script.js'], function (CustomWidget) { return CustomWidget; });
    return;
  }
  KOMMO_UPLOADED
})();
