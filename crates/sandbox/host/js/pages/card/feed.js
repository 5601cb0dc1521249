// The feed: notes, finished tasks and changes in order of time, open tasks and the composer at the bottom.
define(['jquery', '../../core/html', '../../core/http', '../../core/boot', '../../core/format', '../../ui/icons', '../../ui/notifications', './entries', './compose', './chat'], function (
  $,
  html,
  http,
  boot,
  format,
  icon,
  notifications,
  entries,
  compose,
  chat,
) {
  'use strict';

  /** Pixels from the bottom at which somebody still reads the end. */
  const AT_BOTTOM = 30;

  async function load(entity, id) {
    const kind = { leads: 'lead', contacts: 'contact', companies: 'company' }[entity];
    const quiet = (promise) => promise.catch(() => null);
    const [notes, tasks, events, talk] = await Promise.all([
      http.get(`${entity}/${id}/notes?limit=100&order[id]=desc`),
      http.get(`tasks?filter[entity_type]=${entity}&filter[entity_id][]=${id}&limit=100`),
      quiet(http.get(`events?filter[entity]=${kind}&filter[entity_id][]=${id}&limit=50`)),
      quiet(chat.load(entity, id)),
    ]);
    return {
      notes: http.items(notes, 'notes'),
      tasks: http.items(tasks, 'tasks'),
      events: http.items(events, 'events'),
      messages: talk ? Object.values(talk.messages).flat() : [],
    };
  }

  function days(items) {
    let last = '';
    return items.map((item) => {
      const day = format.date(item.at);
      const head = day === last ? '' : html`<div class="feed__day"><span>${day}</span></div>`;
      last = day;
      return [head, item.markup];
    });
  }

  return {
    draw(container, entity, element, isCurrent) {
      const stream = { views: [] };
      container.innerHTML = html`<div class="feed__stream custom-scroll" aria-live="polite"></div><div class="feed__open"></div>
        <div class="feed-compose"></div>`;
      const box = container.querySelector('.feed__stream');
      if (!element.id) {
        box.innerHTML = html`<div class="host-empty">${icon('note')}<div class="host-empty__title">Nothing here yet</div>
          <div>Fill in the fields on the left and save; notes and tasks of the new card will gather here.</div></div>`;
        return stream;
      }

      /** `isOwn`: the user has just added something, and wants to see it; `force`: open tasks are drawn in any case. */
      async function refresh(isOwn, force) {
        const data = await load(entity, element.id);
        if (!isCurrent()) return;
        const { past, open } = entries.arrange(data, entity);
        stream.views = data.notes;
        const top = box.scrollTop;
        const isAtBottom = box.scrollHeight - top - box.clientHeight < AT_BOTTOM;
        html.into(box, past.length
          ? html`${days(past)}`
          : html`<div class="host-empty">${icon('note')}<div class="host-empty__title">No history yet</div><div>Write a note or plan a task below.</div></div>`);
        const list = container.querySelector('.feed__open');
        // What somebody is typing as a result of a task must not vanish under the hands.
        const isTyping = [...list.querySelectorAll('input')].some((input) => input.value || input === document.activeElement);
        if (!isTyping || force) html.into(list, html`${open.map((task) => task.markup)}`);
        box.scrollTop = isOwn || isAtBottom ? box.scrollHeight : top;
      }

      /** What cannot be loaded now is made up for by the next change. */
      const follow = (isOwn, force) => refresh(isOwn, force).catch(() => {});

      container.querySelector('.feed__open').addEventListener('click', async (event) => {
        const button = event.target.closest('.js-task-complete');
        if (!button) return;
        const row = button.closest('.feed-task');
        const result = row.querySelector('input').value.trim();
        button.disabled = true;
        try {
          await http.patch(`tasks/${row.dataset.id}`, { is_completed: true, ...(result ? { result: { text: result } } : {}) });
          follow(true, true);
        } catch (error) {
          button.disabled = false;
          notifications.api.show_message_error({ header: 'The task was not completed', text: error.message });
        }
      });
      compose.draw(container.querySelector('.feed-compose'), entity, element, () => follow(true));
      if (new URLSearchParams(location.search).has('chat')) chat.open(entity, element.id);
      $(document).off('feed:changed.feed').on('feed:changed.feed', () => isCurrent() && follow());
      refresh().catch((error) => {
        box.innerHTML = html`<div class="host-alert" style="margin: 24px">${error.message}</div>`;
      });
      return stream;
    },
  };
});
