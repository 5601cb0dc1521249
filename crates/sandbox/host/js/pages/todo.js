// Tasks by due time: late, today, later.
define(['backbone', '../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons', '../ui/avatar', './list/selection', './todo/calendars'], function (
  Backbone, html, http, boot, place, format, icon, avatar, selection, calendars,
) {
  'use strict';

  const endOfToday = () => new Date().setHours(23, 59, 59, 999) / 1000;

  function row(task) {
    const type = boot.task_types.find((one) => one.id === task.task_type_id) || { name: 'Task' };
    const user = boot.userById(task.responsible_user_id) || { name: '—' };
    return html`<tr class="list-row js-list-row js-item-id-${task.id}" data-id="${task.id}"><td class="list-row__cell list-row__check"><label class="control-checkbox"><div class="control-checkbox__body"><input type="checkbox" class="js-item-checkbox" value="${task.id}" aria-label="Select task"><span class="control-checkbox__helper"></span></div></label></td>
      <td class="list-row__cell">${format.dateTime(task.complete_till)}</td><td class="list-row__cell"><span class="host-badge">${type.name}</span></td>
      <td class="list-row__cell">${task.entity_id ? html`<a class="list-row__name js-navigate-link" href="/${task.entity_type}/detail/${task.entity_id}">${task.text}</a>` : task.text}</td>
      <td class="list-row__cell"><span class="list-row__person">${avatar(user.name, 'host-avatar_small')}${user.name}</span></td></tr>`;
  }

  return {
    async show(context) {
      const tasks = http.items(await http.get('tasks?filter[is_completed]=0&limit=250'), 'tasks').sort((a, b) => a.complete_till - b.complete_till);
      if (!context.isCurrent()) return {};
      const now = Date.now() / 1000;
      const groups = [
        ['Overdue', tasks.filter((task) => task.complete_till < now)],
        ['Today', tasks.filter((task) => task.complete_till >= now && task.complete_till <= endOfToday())],
        ['Later', tasks.filter((task) => task.complete_till > endOfToday())],
      ].filter(([, list]) => list.length);
      context.holder.innerHTML = html`<div class="page-top"><div class="page-top__title">Tasks</div><span class="host-muted">${format.plural(tasks.length, 'open task', 'open tasks')}</span>
        ${calendars.isOffered() ? html`<span class="page-top__space"></span><button class="button-input js-calendars" type="button"><span class="button-input-inner">${icon('tasks')}Calendars</span></button>` : ''}</div>
        <div class="list-page" id="list_page_holder"><div class="page-body custom-scroll">${groups.length
          ? groups.map(([title, list]) => html`<h2 class="list-group">${title} <span class="host-badge">${list.length}</span></h2><table class="list-table"><tbody>${list.map(row)}</tbody></table>`)
          : html`<div class="host-empty">${icon('tasks')}<div class="host-empty__title">Nothing to do</div></div>`}</div>
          <aside class="card-widgets card-widgets_empty custom-scroll" id="widgets_block" aria-label="Widgets"><div class="card-widgets__elements"></div></aside></div>`;
      const list = new Backbone.Collection(tasks.map((task) => ({ id: task.id, name: { text: task.text, url: '' }, checked: false, element_type: 4 })));
      const button = context.holder.querySelector('.js-calendars');
      if (button) button.addEventListener('click', () => calendars.open());
      const ticked = selection.bind(context.holder, 'todo', tasks, list);
      return place.set({ code: 'todo', area: 'tlist', alsoAreas: calendars.places, entity: 'todo', isCard: false, title: 'Tasks', list, selected: ticked.selected });
    },
  };
});
