// The protocol of the Save button: widgets steer it with events.
define(['jquery'], function ($) {
  'use strict';

  function setDisabled($button, isDisabled) {
    $button.toggleClass('button-input-disabled', isDisabled).prop('disabled', isDisabled);
  }

  return {
    bind($button, isInstalled) {
      $button.on('button:load:start', () => $button.addClass('button-input_loading'));
      $button.on('button:load:stop', () => $button.removeClass('button-input_loading'));
      $button.on('button:save:enable', () => setDisabled($button, false));
      $button.on('button:save:disable', () => setDisabled($button, true));
      $button.on('button:save:error', () => {
        $button.removeClass('button-input_loading').addClass('button-input_error');
        setDisabled($button, false);
        setTimeout(() => $button.removeClass('button-input_error'), 1500);
      });
      // Saving what has not changed makes no sense; installing always does.
      if (isInstalled) setDisabled($button, true);
    },
  };
});
