// The composer at the bottom of the feed: a note, a task, or a source a widget added.
define(['jquery', '../../core/html', '../../core/http', '../../core/boot', '../../ui/icons', '../../widgets/actions', './chat'], function ($, html, http, boot, icon, actions, chat) {
  'use strict';

  const pad = (number) => String(number).padStart(2, '0');
  function tomorrow() {
    const day = new Date(Date.now() + 86400000);
    return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}T18:00`;
  }

  const option = (value, text, isSelected) => html`<option value="${value}" ${isSelected ? html.raw('selected') : ''}>${text}</option>`;

  function body(kind) {
    if (kind === 'task') {
      return html`<div class="feed-compose__line">
          <input class="text-input" type="datetime-local" name="till" value="${tomorrow()}" aria-label="Due" required>
          <select class="text-input" name="user" aria-label="Responsible user">${boot.users.filter((user) => user.is_active).map((user) => option(user.id, user.name, user.id === boot.user.id))}</select>
          <select class="text-input" name="type" aria-label="Task type">${boot.task_types.map((type) => option(type.id, type.name))}</select></div>
        <textarea class="text-input feed-compose__message" name="text" rows="2" placeholder="What is to be done?" aria-label="Task" required></textarea>`;
    }
    if (kind === 'sms') {
      return html`<input class="text-input" name="phone" placeholder="Phone" aria-label="Phone" required>
        <textarea class="text-input feed-compose__message" name="text" rows="2" placeholder="Message" aria-label="Message" required></textarea>`;
    }
    return html`<textarea class="text-input feed-compose__message" name="text" rows="2" placeholder="Write a note" aria-label="Note" required></textarea>`;
  }

  async function send(kind, form, entity, element, source) {
    const text = form.elements.text.value.trim();
    if (kind === 'task') {
      return http.post('tasks', [{
        text,
        complete_till: Math.floor(new Date(form.elements.till.value).getTime() / 1000),
        task_type_id: Number(form.elements.type.value),
        responsible_user_id: Number(form.elements.user.value),
        entity_id: element.id,
        entity_type: entity,
      }]);
    }
    if (kind === 'sms') {
      const phone = form.elements.phone.value.trim();
      await source.handler({ phone, message: text, contact_id: element.id });
      return http.post(`${entity}/${element.id}/notes`, [{ note_type: 'sms_out', params: { text, phone } }]);
    }
    return http.post(`${entity}/${element.id}/notes`, [{ note_type: 'common', params: { text } }]);
  }

  return {
    draw(container, entity, element, sent) {
      let kind = 'note';
      let source = null;
      /** What is half written, by kind. */
      const drafts = {};
      const fields = () => [...container.querySelectorAll('form [name]')];

      function tabs() {
        html.into(container.querySelector('.feed-compose__quick-actions-wrapper'), html`
            ${[['note', 'Note', 'note'], ['task', 'Task', 'tasks']].map(([id, title, name]) =>
              html`<button class="feed-compose__tab ${kind === id ? 'feed-compose__tab_active' : ''}" type="button" role="tab" aria-selected="${kind === id ? 'true' : 'false'}" data-kind="${id}">${icon(name)}${title}</button>`)}
            ${entity === 'companies' ? '' : html`<button class="feed-compose__tab js-chat" type="button">${icon('chat')}Chat</button>`}
            ${actions.sources().map((one, index) => html`<button class="feed-compose__tab ${source === one ? 'feed-compose__tab_active' : ''}" type="button" role="tab" data-source="${index}">${icon('mail')}${one.text}</button>`)}`);
      }

      function paint() {
        container.innerHTML = html`<div class="feed-compose__quick-actions-wrapper" role="tablist"></div>
          <form class="feed-compose__form">${body(kind)}
            <div class="feed-compose__actions"><button class="button-input button-input_blue feed-compose__send" type="submit"><span class="button-input-inner"><span class="button-input-inner__text">${kind === 'task' ? 'Set' : kind === 'sms' ? 'Send' : 'Add'}</span></span></button>
            <span class="feed-compose__error" role="alert"></span></div></form>`;
        tabs();
        fields().forEach((field) => (field.value = (drafts[kind] || {})[field.name] || field.value));
        container.querySelector('form').addEventListener('submit', submit);
      }

      function turn(next, chosen) {
        kind = next;
        source = chosen;
        paint();
      }

      async function submit(event) {
        event.preventDefault();
        const form = event.target;
        const button = form.querySelector('button[type="submit"]');
        const done = kind;
        button.disabled = true;
        try {
          await send(kind, form, entity, element, source);
          delete drafts[done];
          // Whoever has turned to another kind meanwhile stays there.
          if (kind === done) turn('note', null);
          await sent();
        } catch (error) {
          container.querySelector('.feed-compose__error').textContent = (error && error.message) || 'It could not be sent';
          button.disabled = false;
        }
      }

      container.addEventListener('click', (event) => {
        const tab = event.target.closest('.feed-compose__tab');
        if (!tab) return;
        if (tab.matches('.js-chat')) {
          chat.toggle(entity, element.id);
          return;
        }
        const chosen = tab.dataset.source === undefined ? null : actions.sources()[Number(tab.dataset.source)];
        if (chosen && chosen.type !== 'sms') {
          chosen.handler($(tab));
          return;
        }
        drafts[kind] = Object.fromEntries(fields().map((field) => [field.name, field.value]));
        turn(chosen ? 'sms' : tab.dataset.kind, chosen);
        const first = container.querySelector('textarea');
        if (first) first.focus();
      });
      $(document).off('widgets:sources').on('widgets:sources', () => document.contains(container) && tabs());
      paint();
    },
  };
});
