// The simulated messenger of a card: the person at the screen writes as the contact or answers, presses buttons, starts and
// stops bots.
define(['jquery', '../../core/html', '../../core/http', '../../core/boot', '../../core/format', '../../ui/icons', '../../ui/notifications'], function ($, html, http, boot, format, icon, notifications) {
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
      let isSending = false;

      function frame() {
        box.innerHTML = html`<header class="chat__head"><span class="chat__avatar">${icon('user')}</span>
            <div class="chat__who"><select class="chat__contact" aria-label="Write as">${data.contacts.map((one) => html`<option value="${one.id}">${one.name}</option>`)}</select>
              <div class="chat__hint">Simulated messenger: write as the contact, or answer</div></div>
            <button class="toasts__close js-chat-close" type="button" aria-label="Close the messenger">${icon('close')}</button></header>
          <div class="chat__bot"></div>
          <div class="chat__stream custom-scroll" aria-live="polite"></div>
          <form class="chat__form"><input class="text-input" name="text" placeholder="Message" aria-label="Message of the contact" autocomplete="off">
            <button class="button-input js-chat-answer" type="button" aria-label="Answer as ${boot.user.name}"><span class="button-input-inner">Answer</span></button>
            <button class="button-input button-input_blue" type="submit" aria-label="Send as the contact"><span class="button-input-inner">${icon('up')}</span></button>
            <div class="chat__error" role="alert"></div></form>`;
      }

      /** The talk that is shown last: where an answer goes. */
      const talk = () => ((data.messages[contact] || []).at(-1) || {}).talk_id;

      /** Whether the user may answer, and if not, why. */
      function offer() {
        const answer = box.querySelector('.js-chat-answer');
        const one = data.contacts.find((person) => person.id === contact);
        answer.disabled = !talk();
        answer.title = !one ? 'This card has no contact' : talk() ? `Answer as ${boot.user.name}` : `${one.name} has no talk yet: write as the contact first`;
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
        offer();
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

      /** Does something of the user's and shows what came of it; gives whether it was done. */
      async function act(request) {
        const error = box.querySelector('.chat__error');
        error.textContent = '';
        try {
          await request();
        } catch (problem) {
          error.textContent = problem.message;
          return false;
        }
        follow();
        return true;
      }

      /** What cannot be loaded now is made up for by the next change. */
      const follow = () => refresh().catch(() => {});

      const say = (text) => http.request('POST', '/ajax/sandbox/chat', { contact_id: contact, text });

      /** Sends what is written; it stays until it is sent. */
      async function send(post) {
        const input = box.querySelector('.chat__form').elements.text;
        const written = input.value;
        if (!written.trim() || isSending) return;
        isSending = true;
        if ((await act(() => post(written.trim()))) && input.value === written) input.value = '';
        isSending = false;
      }

      box.addEventListener('submit', (event) => {
        event.preventDefault();
        send(say);
      });
      box.addEventListener('change', (event) => {
        if (event.target.matches('.chat__contact')) {
          contact = Number(event.target.value);
          paint();
        }
      });
      box.addEventListener('click', (event) => {
        const target = event.target.closest('button');
        if (!target) return;
        if (target.matches('.js-chat-close')) this.close();
        if (target.matches('.js-chat-button')) act(() => say(target.dataset.text));
        if (target.matches('.js-chat-answer')) send((text) => http.post(`talks/${talk()}/send_message`, { text }));
        if (target.matches('.js-bot-stop')) act(() => http.request('POST', '/ajax/sandbox/bots/stop', { entity_type: entity, entity_id: id }));
        if (target.matches('.js-bot-run')) {
          const bot = Number(box.querySelector('.chat__bot select').value);
          act(() => http.request('POST', '/ajax/sandbox/bots/run', { bot_id: bot, entity_type: entity, entity_id: id }));
        }
      });
      $(document).on('feed:changed.chat', follow);
      // The card draws itself again when something in it is saved.
      $(document).on('page:changed.chat', () => location.pathname === `/${entity}/detail/${id}` || this.close());
      refresh().catch((error) => {
        if (!box.isConnected) return;
        this.close();
        notifications.api.show_message_error({ header: 'The chat cannot be shown', text: error.message });
      });
    },

    close() {
      document.querySelectorAll('.chat').forEach((box) => box.remove());
      $(document).off('feed:changed.chat page:changed.chat');
    },
  };
});
