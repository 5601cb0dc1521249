// APP.notifications: pop-ups in the lower left corner and the notification centre behind the bell.
define(['jquery', '../core/html', './icons', '../core/format'], function ($, html, icon, format) {
  'use strict';

  const SHOWN_MS = 8000;
  const kept = [];
  const callbacks = {};
  const phoneHandlers = [];
  const ringing = [];
  let lastId = 0;

  function corner() {
    let box = document.querySelector('.toasts');
    if (!box) {
      box = document.createElement('div');
      box.className = 'toasts';
      box.setAttribute('role', 'status');
      document.body.append(box);
    }
    return box;
  }

  function popup(entry) {
    const { kind, header, text, date, from } = entry;
    const box = document.createElement('div');
    box.className = `toasts__item toasts__item_${kind} notification__item`;
    const name = { error: 'close', call: 'phone', message: 'robot' }[kind] || 'bell';
    box.innerHTML = html`<span class="toasts__icon">${icon(name)}</span>
      <div class="toasts__text">
        ${header ? html`<div class="toasts__header">${header}</div>` : ''}
        <div>${text}</div>
        <div class="toasts__foot">${date ? format.dateTime(date) : ''}
          ${link(entry)}
          ${kind === 'call' && phoneHandlers.length ? html`<button class="toasts__phone" type="button" aria-label="Call ${from || ''}">${icon('phone')}</button>` : ''}</div>
      </div>
      <button class="toasts__close" type="button" aria-label="Close">${icon('close')}</button>`;
    const close = () => box.remove();
    box.querySelector('.toasts__close').addEventListener('click', close);
    // What the handlers are given is not documented: the notification as it was added.
    const phone = box.querySelector('.toasts__phone');
    if (phone) phone.addEventListener('click', () => phoneHandlers.forEach((handler) => handler.click && handler.click(entry)));
    corner().append(box);
    if (kind !== 'call') setTimeout(close, SHOWN_MS);
    return box;
  }

  /** Only addresses of this page or http(s) ones: a link must not run a script. */
  function safeLink(link) {
    try {
      const url = new URL(link, location.href);
      return url.protocol === 'http:' || url.protocol === 'https:' ? link : '#';
    } catch {
      return '#';
    }
  }

  /** The way from a notification to what it is about, if it is about something. */
  function link({ element, link: given }) {
    const target = element ? `/${{ contact: 'contacts', lead: 'leads', company: 'companies' }[element.type] || 'leads'}/detail/${element.id}` : given;
    if (!target) return '';
    return html`<a class="${target.startsWith('/') ? 'js-navigate-link' : ''}" href="${safeLink(target)}">${target.startsWith('/contacts/add/') ? 'Add contact' : 'Open'}</a>`;
  }

  function keep(entry) {
    lastId += 1;
    const stored = { id: lastId, is_read: false, created_at: Math.floor(Date.now() / 1000), ...entry };
    kept.unshift(stored);
    Object.values(callbacks).forEach((callback) => callback(payload(stored)));
    $(document).trigger('notifications:changed');
    return stored;
  }

  function payload(entry) {
    const link = entry.element ? `/${entry.element.type}s/detail/${entry.element.id}` : entry.click_link || entry.link || '';
    return {
      id: entry.id,
      entity: entry.element || null,
      linked_entity: entry.element || null,
      created_at: entry.created_at,
      updated_at: entry.created_at,
      is_read: entry.is_read,
      silent: false,
      body: {
        title: entry.header || '',
        icon: { call: entry.kind, value: entry.kind },
        rows: [{ style: 'text', text: entry.text, class_height: '' }],
        actions: { click: { url: link }, buttons: [], read_on_show: false },
      },
      uuid: `sandbox-${entry.id}`,
      notification_id: entry.id,
      click: { type: 'url', value: link },
      web_link: link,
      absolute_link: link ? location.origin + link : '',
      buttons: [],
      notification: true,
    };
  }

  const api = {
    show_message: (params) => void popup({ kind: 'message', ...params }),
    show_message_error: (params) =>
      void popup({ kind: 'error', ...params, header: params.without_header ? '' : params.header }),
    show_notification: (params) =>
      void popup({ kind: params.type === 'call' ? 'call' : 'error', date: params.date, ...(params.text || {}) }),
    add_error(params, handlers) {
      const { done, fail, always } = handlers || {};
      // A text is required; what Kommo answers without one is not documented.
      const entry = params && params.text ? keep({ kind: 'error', ...params }) : undefined;
      if (entry) popup(entry);
      // Stored at once; the callbacks still come after this call returns, as after a request.
      setTimeout(() => {
        if (entry && done) done(entry);
        if (!entry && fail) fail(new Error('a notification needs a text'));
        if (always) always(entry);
      });
    },
    add_call(params) {
      const box = popup(keep({ kind: 'call', header: params.header || 'Incoming call', ...params, link: params.click_link }));
      ringing.push({ from: params.from, box });
    },
  };

  return {
    api,
    kept: () => kept,
    markRead: () => kept.forEach((entry) => (entry.is_read = true)),
    unread: () => kept.filter((entry) => !entry.is_read).length,
    subscribe: (code, callback) => (callbacks[code] = callback),
    unsubscribe: (code) => delete callbacks[code],
    onPhone: (options) => phoneHandlers.push(options),

    /** The caller has hung up: what still rings says so, offers no phone any more, and goes. */
    hungUp(phone) {
      ringing.splice(0).forEach((call) => {
        if (call.from !== phone) return void ringing.push(call);
        const header = call.box.querySelector('.toasts__header');
        if (header) header.textContent = 'The caller has hung up';
        call.box.querySelectorAll('.toasts__phone').forEach((button) => button.remove());
        setTimeout(() => call.box.remove(), SHOWN_MS);
      });
    },
    safeLink,
    link,
  };
});
