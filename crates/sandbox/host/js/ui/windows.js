// The windows that are open, the topmost last: what the keyboard does in them, and what becomes of them.
define(['jquery'], function ($) {
  'use strict';

  const FOCUSABLE = 'a[href], button, input, select, textarea, iframe, [tabindex]';
  // These unfold over the window as soon as they have the focus.
  const UNFOLDING = '.date_field, .control--suggest--input';
  const stack = [];

  const isOnTop = (modal) => stack[stack.length - 1] === modal;
  const reachable = (modal) =>
    modal.$modal_body.find(FOCUSABLE).get().filter((one) => one.tabIndex >= 0 && !one.disabled && one.getClientRects().length > 0);

  function enter(modal) {
    const wanted = modal.$modal.find(modal.options.focus_element)[0];
    if (wanted) wanted.focus();
    if (wanted && wanted === document.activeElement) return;
    const input = reachable(modal).find((one) => one.matches('input, select, textarea'));
    (input && !input.matches(UNFOLDING) ? input : modal.$modal_body[0]).focus({ preventScroll: true });
  }

  function remove(modal) {
    modal.isOpen = false;
    clearTimeout(modal.timer);
    document.removeEventListener('keydown', modal.onKey);
    if (stack.includes(modal)) stack.splice(stack.indexOf(modal), 1);
    modal.$modal.remove();
    if (!stack.length) $('body').removeClass('page-overflow');
    if (modal.before && modal.before.isConnected) modal.before.focus();
  }

  return {
    isOnTop,
    remove,

    add(modal) {
      stack.push(modal);
      // Behind the last element and before the first one: Tab goes round.
      modal.$modal.on('focus', '.modal__edge', (event) => {
        const all = reachable(modal);
        const next = event.target === modal.$modal[0].firstElementChild ? all[all.length - 1] : all[0];
        (next || modal.$modal_body[0]).focus();
      });
    },

    /** Makes what the window was filled with reachable by keyboard, and takes the focus from the page behind. */
    settle(modal, isOpening) {
      modal.$modal.find('.modal-body__close').not('[tabindex], button, a').attr({ role: 'button', tabindex: 0, 'aria-label': 'Close' });
      const active = document.activeElement;
      const isLost = active === document.body || active === modal.$modal_body[0];
      if (isOnTop(modal) && (isLost || (isOpening && !modal.$modal[0].contains(active)))) enter(modal);
    },

    /**
     * The page is left: no window may lie over the next one. The owners are told by their destroy(), but what it answers
     * does not count, nor does a question it asks: the page they ask about is gone, and its widgets with it. Nobody can
     * tell the windows of a widget that lives on (init_once) from the others, and what Kommo does with them is not known;
     * one that closes can be opened again, one that stays may have nobody left who closes it.
     */
    leave() {
      [...stack].reverse().forEach((modal) => {
        modal.isOpen = false;
        try {
          if (typeof modal.options.destroy === 'function') modal.options.destroy.call(modal);
        } catch (error) {
          console.error(error);
        }
      });
      [...stack].reverse().forEach(remove);
    },
  };
});
