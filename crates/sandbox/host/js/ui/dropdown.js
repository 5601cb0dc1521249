// A pop-up list below a button. Items: {label, color?, icon?, isSelected?, run} or {heading}.
define(['../core/html', './icons'], function (html, icon) {
  'use strict';

  let opened = null;

  function close() {
    if (!opened) return;
    opened.box.remove();
    document.removeEventListener('mousedown', opened.outside);
    document.removeEventListener('keydown', opened.keys);
    document.removeEventListener('scroll', opened.moved, true);
    window.removeEventListener('resize', close);
    opened = null;
  }

  return {
    close,
    isOpenAt: (anchor) => opened !== null && opened.anchor === anchor,
    open(anchor, items) {
      close();
      const box = document.createElement('div');
      box.className = 'host-dropdown custom-scroll';
      box.setAttribute('role', 'menu');
      box.innerHTML = html`${items.map((item, index) =>
        item.heading !== undefined
          ? html`<div class="host-dropdown__heading">${item.heading}</div>`
          : html`<button class="host-dropdown__item ${item.isSelected ? 'host-dropdown__item_selected' : ''}" type="button" role="menuitem" data-index="${index}">
              ${item.color ? html`<i class="host-dropdown__dot" style="background: ${item.color}"></i>` : ''}${item.icon ? icon(item.icon) : ''}${item.label}</button>`)}`;
      document.body.append(box);
      const place = anchor.getBoundingClientRect();
      const top = Math.min(place.bottom + 4, window.innerHeight - box.offsetHeight - 8);
      box.style.top = `${Math.max(8, top)}px`;
      box.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - box.offsetWidth - 8))}px`;
      box.style.minWidth = `${Math.min(place.width, 320)}px`;
      box.addEventListener('click', (event) => {
        const button = event.target.closest('[data-index]');
        if (!button) return;
        const item = items[Number(button.dataset.index)];
        close();
        item.run();
      });
      const outside = (event) => box.contains(event.target) || close();
      const keys = (event) => {
        if (event.key === 'Escape') {
          close();
          anchor.focus();
        }
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        const buttons = [...box.querySelectorAll('button')];
        const at = buttons.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
        (buttons[(at + buttons.length) % buttons.length] || box).focus();
      };
      document.addEventListener('mousedown', outside);
      document.addEventListener('keydown', keys);
      // The list stands in the window: it would stay behind when its button moves.
      const moved = (event) => event.target.contains(anchor) && close();
      document.addEventListener('scroll', moved, true);
      window.addEventListener('resize', close);
      opened = { anchor, box, outside, keys, moved };
      const selected = box.querySelector('.host-dropdown__item_selected') || box.querySelector('button');
      if (selected) selected.focus();
    },
  };
});
