// The dashboard: what is in work, won, due.
define(['../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons', '../ui/avatar'], function (
  html, http, boot, place, format, icon, avatar,
) {
  'use strict';

  function tile(title, value, note, name) {
    return html`<div class="dash-tile"><div class="dash-tile__head">${icon(name)}${title}</div><div class="dash-tile__value">${value}</div><div class="dash-tile__note">${note}</div></div>`;
  }

  function funnel(pipeline, leads) {
    const shown = pipeline.statuses.filter((status) => status.type === 0 && status.id !== 143);
    const most = Math.max(1, ...shown.map((status) => leads.filter((lead) => lead.status_id === status.id).length));
    return html`<section class="dash-panel"><h2 class="dash-panel__title">${pipeline.name}</h2>${shown.map((status) => {
      const mine = leads.filter((lead) => lead.pipeline_id === pipeline.id && lead.status_id === status.id);
      const sum = mine.reduce((total, lead) => total + (lead.price || 0), 0);
      return html`<div class="dash-bar"><span class="dash-bar__name">${status.name}</span><span class="dash-bar__track"><i style="width: ${(100 * mine.length) / most}%; background: ${status.color}"></i></span>
        <span class="dash-bar__count">${mine.length}</span><span class="dash-bar__sum">${format.money(sum)}</span></div>`;
    })}</section>`;
  }

  return {
    async show(context) {
      const [leadAnswer, taskAnswer] = await Promise.all([http.get('leads?limit=250'), http.get('tasks?filter[is_completed]=0&limit=250')]);
      const leads = http.items(leadAnswer, 'leads');
      const tasks = http.items(taskAnswer, 'tasks').sort((a, b) => a.complete_till - b.complete_till);
      const open = leads.filter((lead) => lead.status_id !== 142 && lead.status_id !== 143);
      const won = leads.filter((lead) => lead.status_id === 142);
      const sum = (list) => list.reduce((total, lead) => total + (lead.price || 0), 0);
      const late = tasks.filter((task) => format.isPast(task.complete_till));
      if (!context.isCurrent()) return {};
      context.holder.innerHTML = html`<div class="page-top"><div class="page-top__title">${boot.account.name}</div><span class="page-top__space"></span><span class="host-muted">Signed in as ${boot.user.name}</span></div>
        <div class="page-body dash custom-scroll" id="list_page_holder">
          <div class="dash__tiles">
            ${tile('Open leads', open.length, format.money(sum(open)), 'leads')}
            ${tile('Won', won.length, format.money(sum(won)), 'check')}
            ${tile('Open tasks', tasks.length, `${late.length} overdue`, 'tasks')}
            ${tile('Integrations', boot.widgets.filter((widget) => widget.is_installed).length, `${boot.widgets.length} uploaded`, 'puzzle')}
          </div>
          <div class="dash__columns"><div>${boot.pipelines.map((pipeline) => funnel(pipeline, leads))}</div>
            <section class="dash-panel"><h2 class="dash-panel__title">Next tasks</h2>${tasks.length
              ? tasks.slice(0, 9).map((task) => html`<a class="dash-task js-navigate-link ${format.isPast(task.complete_till) ? 'dash-task_late' : ''}" href="${task.entity_id ? `/${task.entity_type}/detail/${task.entity_id}` : '/todo/'}">
                  ${avatar((boot.userById(task.responsible_user_id) || {}).name, 'host-avatar_small')}<span class="host-ellipsis">${task.text}</span><time>${format.dateTime(task.complete_till)}</time></a>`)
              : html`<div class="host-empty">${icon('tasks')}<div>No open tasks</div></div>`}</section></div></div>`;
      return place.set({ code: 'dashboard', area: 'dashboard', entity: '', isCard: false, title: 'Dashboard' });
    },
  };
});
