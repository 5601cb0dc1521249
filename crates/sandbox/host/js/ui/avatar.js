// A person's initials on their colour.
define(['../core/html', '../core/format'], function (html, format) {
  'use strict';

  return function avatar(name, className) {
    return html`<span class="host-avatar ${className || ''}" style="--host-hue: ${format.hue(name)}" title="${name}" aria-hidden="true">${format.initials(name)}</span>`;
  };
});
