// Markup as text, escaped by default: html`<b>${name}</b>`. What is already markup is passed as Safe.
define([], function () {
  'use strict';

  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

  class Safe {
    constructor(text) {
      this.text = text;
    }

    toString() {
      return this.text;
    }
  }

  function escape(value) {
    return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
  }

  function piece(value) {
    if (value === null || value === undefined || value === false || value === true) return '';
    if (Array.isArray(value)) return value.map(piece).join('');
    return value instanceof Safe ? value.text : escape(value);
  }

  function html(strings, ...values) {
    return new Safe(strings.reduce((out, part, at) => out + piece(values[at - 1]) + part));
  }

  /** Marks a text as markup that must not be escaped again. */
  html.raw = (text) => new Safe(String(text));
  html.escape = escape;

  const drawn = new WeakMap();

  /** Draws markup into an element unless it was drawn there last: what somebody is about to click stays where it is. */
  html.into = (element, markup) => {
    const text = String(markup);
    if (drawn.get(element) === text) return;
    drawn.set(element, text);
    element.innerHTML = text;
  };
  return html;
});
