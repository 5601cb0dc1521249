// The simulated messenger of a card: the person at the screen writes as the contact, presses buttons, starts and stops bots.
define(['jquery', '../../core/html', '../../core/http', '../../core/format', '../../ui/icons'], function ($, html, http, format, icon) {
  'use strict';

  const STATES = { running: 'works', waiting: 'waits for an answer', paused: 'waits for its service', finished: 'has finished', stopped: 'was stopped' };

  const query = (entity, id) => `/ajax/sandbox/chat?entity_type=${entity}&entity_id=${id}`;

  /** Only addresses a messenger would open. */
  const safe = (url) => (/^https?:\/\//i.test(url) ? url : '#');

  function bubble(message) {
    const author = (message.author || {}).name || '';
    return html`<div class="chat__message chat__message_${message.type}" data-id="${message.id}">
        <div class="chat__bubble">${message.text}</div>
        ${message.buttons.length
          ? html`<div class="chat__buttons">${message.buttons.map((button) =>
              button.url
                ? html`<a class="chat__button" href="${safe(button.url)}" target="_blank" rel="noreferrer noopener">${button.text}${icon('link')}</a>`
                : html`<button class="chat__button js-chat-button" type="button" data-text="${button.text}">${button.text}</button>`)}</div>`
          : ''}
        <div class="chat__foot">${message.type === 'incoming' ? '' : `${author} · `}${format.time(message.created_at)}</div></div>`;
  }

  return {
    load: (entity, id) => http.request('GET', query(entity, id)),

    /** Opens the messenger, or closes it. */
    toggle(entity, id) {
      if (document.querySelector('.chat')) this.close();
      else this.open(entity, id);
    },

    open(entity, id) {
      if (document.querySelector('.chat')) return;
      const box = document.createElement('aside');
      box.className = 'chat';
      box.setAttribute('aria-label', 'Simulated messenger');
      document.body.append(box);
      let contact = null;
      let data = null;

      function frame() {
        box.innerHTML = html`<header class="chat__head"><span class="chat__avatar">${icon('user')}</span>
            <div class="chat__who"><select class="chat__contact" aria-label="Write as">${data.contacts.map((one) => html`<option value="${one.id}">${one.name}</option>`)}</select>
              <div class="chat__hint">Simulated messenger: you write as the contact</div></div>
            <button class="toasts__close js-chat-close" type="button" aria-label="Close the messenger">${icon('close')}</button></header>
          <div class="chat__bot"></div>
          <div class="chat__stream custom-scroll" aria-live="polite"></div>
          <form class="chat__form"><input class="text-input" name="text" placeholder="Message of the contact" aria-label="Message of the contact" autocomplete="off">
            <button class="button-input button-input_blue" type="submit" aria-label="Send as the contact"><span class="button-input-inner">${icon('up')}</span></button></form>`;
      }

      function paint() {
        const stream = box.querySelector('.chat__stream');
        const messages = data.messages[contact] || [];
        html.into(stream, messages.length
          ? html`${messages.map(bubble)}`
          : html`<div class="host-empty">${icon('mail')}<div>No messages yet</div></div>`);
        stream.scrollTop = stream.scrollHeight;
        const run = data.run;
        const isLive = run && ['running', 'waiting', 'paused'].includes(run.state);
        const bot = run && data.bots.find((one) => one.id === run.bot_id);
        const line = box.querySelector('.chat__bot');
        const chosen = line.querySelector('select') && line.querySelector('select').value;
        html.into(line, html`${run ? html`<div class="chat__run" title="${run.reason || ''}">${icon('robot')}<span><b>${bot ? bot.name : `Bot ${run.bot_id}`}</b> ${STATES[run.state]}</span></div>` : ''}
          ${isLive
            ? html`<button class="button-input js-bot-stop" type="button"><span class="button-input-inner">Stop</span></button>`
            : data.bots.length
              ? html`<select class="text-input" aria-label="Bot">${data.bots.map((one) => html`<option value="${one.id}">${one.name}</option>`)}</select>
                <button class="button-input js-bot-run" type="button"><span class="button-input-inner">Run</span></button>`
              : html`<span class="host-muted">No bots in this account</span>`}`);
        if (chosen && line.querySelector('select')) line.querySelector('select').value = chosen;
      }

      async function refresh() {
        data = await http.request('GET', query(entity, id));
        if (!box.isConnected) return;
        if (!data.contacts.some((one) => one.id === contact)) {
          contact = data.contacts.length ? data.contacts[0].id : null;
          frame();
        }
        if (!box.firstElementChild) frame();
        box.querySelectorAll('.chat__form input, .chat__form button').forEach((control) => (control.disabled = contact === null));
        paint();
      }

      async function say(text) {
        await http.request('POST', '/ajax/sandbox/chat', { contact_id: contact, text });
        await refresh();
      }

      box.addEventListener('submit', (event) => {
        event.preventDefault();
        const text = event.target.elements.text.value.trim();
        if (!text) return;
        event.target.reset();
        say(text);
      });
      box.addEventListener('change', (event) => {
        if (event.target.matches('.chat__contact')) {
          contact = Number(event.target.value);
          paint();
        }
      });
      box.addEventListener('click', async (event) => {
        const target = event.target.closest('button');
        if (!target) return;
        if (target.matches('.js-chat-close')) this.close();
        if (target.matches('.js-chat-button')) say(target.dataset.text);
        if (target.matches('.js-bot-stop')) {
          await http.request('POST', '/ajax/sandbox/bots/stop', { entity_type: entity, entity_id: id });
          refresh();
        }
        if (target.matches('.js-bot-run')) {
          const bot = Number(box.querySelector('.chat__bot select').value);
          await http.request('POST', '/ajax/sandbox/bots/run', { bot_id: bot, entity_type: entity, entity_id: id });
          refresh();
        }
      });
      $(document).on('feed:changed.chat', refresh);
      // The card draws itself again when something in it is saved.
      $(document).on('page:changed.chat', () => location.pathname === `/${entity}/detail/${id}` || this.close());
      refresh();
    },

    close() {
      document.querySelectorAll('.chat').forEach((box) => box.remove());
      $(document).off('feed:changed.chat page:changed.chat');
    },
  };
});
