// What the server tells this page while it is open: calls, messages of socket channels, reload.
define(['jquery', '../app', '../ui/notifications', '../widgets/transport'], function ($, APP, notifications, transport) {
  'use strict';

  const { sdk } = APP;
  let refresh = null;

  const kinds = {
    call(message) {
      notifications.api.add_call({
        header: 'Incoming call',
        text: message.name ? `${message.name}, ${message.phone}` : message.phone,
        from: message.phone,
        date: Math.floor(Date.now() / 1000),
        element: message.element || undefined,
        click_link: message.element ? undefined : `/contacts/add/?phone=${encodeURIComponent(message.phone)}`,
      });
    },
    hangup: (message) => notifications.hungUp(message.phone),
    /** Something was written through the API, by a widget or another program: an open card shows it. */
    changed() {
      clearTimeout(refresh);
      refresh = setTimeout(() => $(document).trigger('feed:changed'), 150);
    },
    channel: (message) => transport.publish(message.channel, message.payload),
    // Held back during a call, as the real page's refresh is, and made up for when it is over.
    reload() {
      if (!sdk.getCallingStatus()) location.reload();
      else $(document).off('sdk:calling.reload').on('sdk:calling.reload', (event, isCalling) => isCalling || location.reload());
    },
  };

  return {
    open() {
      const source = new EventSource('/ajax/sandbox/stream');
      // What was said before the stream stood, or while it was cut, is made up for.
      source.onopen = kinds.changed;
      source.onmessage = (event) => {
        const message = JSON.parse(event.data);
        if (kinds[message.type]) kinds[message.type](message);
      };
      window.addEventListener('pagehide', () => source.close());
    },
  };
});
