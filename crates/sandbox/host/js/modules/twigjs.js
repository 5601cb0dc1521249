// The module `twigjs`: Twig.js' factory function, callable as Twig({ref|id|data}).render(params), with the host's own
// function include_control, filters i18n and numeral, and all of the host's templates registered under their paths.
define(['twig', 'host/core/boot', 'host/core/format', 'text!host-templates'], function (exported, boot, format, bundled) {
  'use strict';

  const templates = JSON.parse(bundled);
  const twig = exported.twig;
  const registered = new Set();

  function lookup(path) {
    if (registered.has(path)) return true;
    if (!Object.prototype.hasOwnProperty.call(templates, path)) return false;
    registered.add(path);
    twig({ id: path, data: templates[path], allowInlineIncludes: true });
    return true;
  }

  exported.extendFunction('include_control', (name, params) => {
    const path = `/tmpl/controls/${name}.twig`;
    return lookup(path) ? twig({ ref: path }).render(params || {}) : '';
  });
  exported.extendFilter('i18n', (value) => (boot.texts && boot.texts[value]) || value);
  exported.extendFilter('numeral', (value, forms) => format.numeral(value, Array.isArray(forms) ? forms[0] : forms));

  function callable(options) {
    if (options && options.ref) lookup(options.ref);
    return twig(options);
  }

  Object.assign(callable, exported, { twig: callable, lookup, paths: Object.keys(templates) });
  return callable;
});
