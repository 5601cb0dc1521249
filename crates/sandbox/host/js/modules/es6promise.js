// The module `es6promise`, which older widgets ask for: the browser's own promises, under the names of that library.
define([], function () {
  'use strict';

  class Es6Promise extends window.Promise {}
  return Object.assign(Es6Promise, { Promise: window.Promise, polyfill() {} });
});
