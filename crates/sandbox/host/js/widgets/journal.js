// The lifecycle journal: every call into a widget and what came of it. Kept in the page for the journal panel and sent
// to the sandbox for its control interface.
define(['jquery'], function ($) {
  'use strict';

  const KEPT = 500;
  const entries = [];
  let unsent = [];
  let timer = null;
  let sent = Promise.resolve();

  function short(value) {
    if (value === undefined) return 'undefined';
    try {
      const text = typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value, shorten);
      return text && text.length > 300 ? `${text.slice(0, 300)}…` : String(text);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }

  const shorten = (key, value) => (typeof value === 'function' ? '[function]' : value);

  function send() {
    timer = null;
    const batch = unsent;
    unsent = [];
    const posted = fetch('/ajax/sandbox/lifecycle', {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      body: JSON.stringify(batch),
    }).catch(() => {});
    // Nothing of the older promises is kept.
    sent = Promise.all([sent, posted]).then(() => {});
  }

  function keep(entry) {
    entries.push(entry);
    if (entries.length > KEPT) entries.shift();
    unsent.push(entry);
    if (!timer) timer = setTimeout(send, 50);
    $(document).trigger('sandbox:journal', [entry]);
  }

  const journal = {
    entries: () => entries,

    /** Sends what is still here; resolves when the sandbox has all of it. */
    flush() {
      clearTimeout(timer);
      if (unsent.length) send();
      return sent;
    },

    add(widget, area, event, outcome, details) {
      const { value, ms } = details || {};
      keep({
        at: Date.now(),
        code: widget.code,
        name: widget.name,
        area,
        event,
        outcome,
        value: outcome === 'returned' || outcome === 'resolved' ? short(value) : undefined,
        ms: ms === undefined ? undefined : Math.round(ms * 100) / 100,
      });
    },

    fault(widget, area, event, error, outcome) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : short(error);
      console.error(`[sandbox] widget “${widget.name}” (${widget.code}), ${event} in ${area}:`, error);
      keep({
        at: Date.now(),
        code: widget.code,
        name: widget.name,
        area,
        event,
        outcome: outcome || 'threw',
        value: message,
        stack: error instanceof Error ? String(error.stack).slice(0, 4000) : undefined,
      });
    },
  };

  // Calls to foreign hosts that nobody answered. Which widget made them cannot be told.
  const outside = window.sandboxOutside;
  const PAGE = { code: '', name: 'page' };
  function unanswered() {
    outside.taken().forEach(({ url, destination }) => journal.add(PAGE, '', `${destination || 'request'} ${url}`, 'offline'));
  }
  document.addEventListener('sandbox:offline', unanswered);
  unanswered();
  return journal;
});
