// What http://localhost:<port>/script.js answers: the widget, told that its files are here.
define(['KOMMO_BASE/widget.js'], function (Widget) {
  return function CustomWidget() {
    this.params = Object.assign({}, this.params, { path: 'KOMMO_BASE', cdn_path: 'KOMMO_BASE' });
    return Widget.call(this) || this;
  };
});
