// render() of the widget object in its four forms (JS SDK, "Mechanics"): {data}, {ref}, {href, load}, {href, promised}.
define(['twigjs', 'text', '../core/boot'], function (twigjs, text, boot) {
  'use strict';

  const { registry } = window.Twig.Templates;
  const compiled = new Map();

  /** Joins a base path and a template's path, whichever of them carries the slash. */
  function join(base, href) {
    if (/^(https?:)?\/\//.test(href)) return href;
    return `${String(base || '').replace(/\/+$/, '')}/${String(href).replace(/^\/+/, '')}`;
  }

  function load(widget, options) {
    const base = options.base_path === undefined ? location.origin + widget.path : options.base_path;
    const url = join(base, options.href) + (options.v === undefined ? '' : `?v=${encodeURIComponent(options.v)}`);
    if (!compiled.has(url)) {
      compiled.set(
        url,
        new Promise((done, fail) => text.get(url, done, fail)).then((source) =>
          twigjs({ data: source, allowInlineIncludes: true }),
        ),
      );
      compiled.get(url).catch(() => compiled.delete(url));
    }
    return compiled.get(url).then((template) => ({
      render: (values) => template.render({ ...(values || {}) }),
    }));
  }

  return {
    render(widget, options, values) {
      const asked = typeof options === 'string' ? { data: options } : options || {};
      if (asked.href !== undefined) {
        const loading = load(widget, asked);
        if (asked.promised) return loading;
        loading.then(
          (template) => {
            if (typeof asked.load === 'function') asked.load(template);
          },
          // The documented behaviour: load is called only if the file is there.
          (error) => console.warn(`[sandbox] template ${asked.href} of ${widget.name} cannot be loaded:`, error),
        );
        return undefined;
      }
      if (asked.ref !== undefined) {
        if (!twigjs.lookup(asked.ref) && !registry[asked.ref]) {
          console.warn(`[sandbox] the host has no template ${asked.ref}`);
          return '';
        }
        return twigjs({ ref: asked.ref }).render(values || {});
      }
      return twigjs({ data: String(asked.data === undefined ? '' : asked.data), allowInlineIncludes: true }).render(values || {});
    },
  };
});
