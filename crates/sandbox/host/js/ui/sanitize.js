// HTML that an admin or a widget's author wrote (descriptions): kept are plain text marks and links, nothing that acts.
define([], function () {
  'use strict';

  const TAGS = new Set(['A', 'B', 'BR', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'H4', 'HR', 'I', 'IMG', 'LI', 'OL', 'P', 'PRE',
    'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'U', 'UL']);
  const DROPPED = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'MATH']);

  function isSafe(name, value) {
    if (name === 'href') return /^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(value.trim());
    if (name === 'src') return /^(https?:|\/(?!\/)|data:image\/(png|jpe?g|gif);)/i.test(value.trim());
    return ['title', 'alt', 'target', 'class'].includes(name);
  }

  function clean(node) {
    [...node.children].forEach((child) => {
      if (DROPPED.has(child.tagName.toUpperCase())) {
        child.remove();
        return;
      }
      clean(child);
      if (!TAGS.has(child.tagName)) {
        child.replaceWith(...child.childNodes);
        return;
      }
      [...child.attributes].forEach((attribute) => {
        if (!isSafe(attribute.name, attribute.value)) child.removeAttribute(attribute.name);
      });
      if (child.tagName === 'A' && child.target === '_blank') child.rel = 'noopener';
    });
  }

  /** A fragment to be appended; parsing happens in an inert document, so that nothing runs or loads meanwhile. */
  return function sanitize(markup) {
    const parsed = new DOMParser().parseFromString(String(markup || ''), 'text/html');
    clean(parsed.body);
    const box = document.createElement('div');
    box.append(...parsed.body.childNodes);
    return box.innerHTML;
  };
});
