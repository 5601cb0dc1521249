// Clicks on phone numbers and addresses: what widgets offer through add_action, then the host's own. A widget that comes
// while the list is open is offered there, too.
define(['jquery', './dropdown', '../widgets/actions', '../core/place'], function ($, dropdown, actions, place) {
  'use strict';

  $(document).on('click.contact', '.js-contact-action', (event) => {
    event.preventDefault();
    const anchor = event.currentTarget;
    const { type, value } = anchor.dataset;
    const card = anchor.closest('[data-entity]');
    const details = {
      value,
      type,
      element: { id: card ? Number(card.dataset.id) : (place.current || {}).id, type: card ? card.dataset.entity : (place.current || {}).entity },
    };
    const open = () => dropdown.open(anchor, [
      { heading: value },
      ...actions.of(type).map((item) => ({ label: item.label, icon: type === 'phone' ? 'phone' : 'mail', run: () => item.run(details) })),
      { label: 'Copy', icon: 'copy', run: () => navigator.clipboard && navigator.clipboard.writeText(value) },
    ]);
    open();
    $(document).off('widgets:actions.contact').on('widgets:actions.contact', () => dropdown.isOpenAt(anchor) && open());
  });
  return {};
});
