(function (factory) {
  if (typeof define === 'function' && define.amd) define(['jquery'], factory);
  else factory(window.jQuery);
})(function ($) {
  $.fn.shout = function () { return this.each(function () { $(this).text($(this).text().toUpperCase() + '!'); }); };
});
