// The CommonJS wrapper: its require calls are found in the text.
define(function (require, exports, module) {
  var $ = require('jquery');
  var leaf = require('./inner/leaf.js');
  exports.leaf = leaf.name;
  exports.query = typeof $;
  exports.id = /wrapped\.js/.test(module.id);
});
