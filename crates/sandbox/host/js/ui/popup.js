// A pop-up beside the menu on the left. One at a time; Escape, a click elsewhere and leaving the page close it.
define([], function () {
  'use strict';

  let opened = null;

  function close() {
    if (!opened) return;
    opened.box.remove();
    opened.anchor.setAttribute('aria-expanded', 'false');
    document.removeEventListener('click', opened.outside, true);
    document.removeEventListener('keydown', opened.keys);
    opened = null;
  }

  return {
    close,

    /** Opens it at its button and gives it; where it is open, closes it and gives null. */
    toggle(anchor, className, markup) {
      const isHere = opened !== null && opened.anchor === anchor;
      close();
      if (isHere) return null;
      const box = document.createElement('div');
      box.className = `nav-popup ${className}`;
      box.tabIndex = -1;
      box.innerHTML = markup;
      document.body.append(box);
      anchor.setAttribute('aria-expanded', 'true');
      const outside = (event) => box.contains(event.target) || anchor.contains(event.target) || close();
      const keys = (event) => {
        if (event.key !== 'Escape') return;
        close();
        anchor.focus();
      };
      // Not at the press already: what stands beside it moves, and would slip away from under the pointer.
      document.addEventListener('click', outside, true);
      document.addEventListener('keydown', keys);
      opened = { anchor, box, outside, keys };
      (box.querySelector('button, a') || box).focus();
      return box;
    },
  };
});
