// One entry of the feed as markup.
define(['../../core/html', '../../core/boot', '../../core/format', '../../ui/icons', '../../ui/avatar'], function (html, boot, format, icon, avatar) {
  'use strict';

  const ICONS = { common: 'note', call_in: 'phone', call_out: 'phone', service_message: 'robot', extended_service_message: 'robot',
    message_cashier: 'robot', sms_in: 'mail', sms_out: 'mail', geolocation: 'note', attachment: 'link' };
  const CALL_STATUSES = { 1: 'Left a message', 2: 'Call back later', 3: 'Not available', 4: 'Talked', 5: 'Wrong number', 6: 'No answer', 7: 'Busy' };
  const ROBOTS = new Set(['service_message', 'extended_service_message', 'message_cashier']);

  const who = (id) => (boot.userById(id) || { name: 'Robot' }).name;
  const clock = (seconds) => `${Math.floor((seconds || 0) / 60)}:${String((seconds || 0) % 60).padStart(2, '0')}`;

  function noteText(note) {
    const params = note.params || {};
    if (/^call_/.test(note.note_type)) {
      const result = params.call_result || CALL_STATUSES[params.call_status];
      return html`${note.note_type === 'call_in' ? 'Incoming call from' : 'Outgoing call to'} <b>${params.phone || '?'}</b>, ${clock(params.duration)}
        ${result ? html`<div class="feed-note__result">${result}</div>` : ''}
        ${/^https?:\/\//i.test(params.link || '') ? html`<a class="feed-note__recording" href="${params.link}" target="_blank" rel="noreferrer noopener">${icon('phone')}Recording</a>` : ''}`;
    }
    return params.text || params.service || params.status || note.note_type;
  }

  function note(entry) {
    const author = ROBOTS.has(entry.note_type) ? (entry.params || {}).service || 'Robot' : who(entry.created_by);
    return {
      at: entry.created_at,
      order: entry.id,
      markup: html`<article class="feed-note feed-note_${entry.note_type}" data-id="${entry.id}">
        <span class="feed-note__icon">${icon(ICONS[entry.note_type] || 'note')}</span>
        <div class="feed-note__box"><div class="feed-note__head"><b>${author}</b><time>${format.time(entry.created_at)}</time></div>
          <div class="feed-note__text">${noteText(entry)}</div></div></article>`,
    };
  }

  function openTask(task) {
    const type = boot.task_types.find((one) => one.id === task.task_type_id) || { name: 'Task' };
    const isLate = format.isPast(task.complete_till);
    return {
      at: task.complete_till,
      markup: html`<article class="feed-task ${isLate ? 'feed-task_late' : ''}" data-id="${task.id}">
        <span class="feed-note__icon">${icon('tasks')}</span>
        <div class="feed-task__body">
          <div class="feed-note__head"><b>${format.dateTime(task.complete_till)}</b><span>for ${who(task.responsible_user_id)}</span><span class="host-badge">${type.name}</span></div>
          <div class="feed-task__text">${task.text}</div>
          <div class="feed-task__done"><input class="text-input" placeholder="Add a result" aria-label="Result"><button class="button-input js-task-complete" type="button"><span class="button-input-inner">Complete</span></button></div>
        </div></article>`,
    };
  }

  function doneTask(task) {
    return {
      at: task.updated_at,
      order: task.id,
      markup: html`<article class="feed-note feed-note_done" data-id="${task.id}"><span class="feed-note__icon">${icon('check')}</span>
        <div class="feed-note__box"><div class="feed-note__head"><b>${who(task.responsible_user_id)}</b><time>${format.time(task.updated_at)}</time></div>
          <div class="feed-note__text"><s>${task.text}</s>${task.result && task.result.text ? html`<div>${task.result.text}</div>` : ''}</div></div></article>`,
    };
  }

  /** What was said in the contacts' chats. */
  function message(one) {
    return {
      at: one.created_at,
      order: 1,
      markup: html`<article class="feed-chat feed-chat_${one.type}" data-id="${one.id}"><div class="feed-chat__head">${(one.author || {}).name} · ${format.time(one.created_at)}</div>
        <div class="feed-chat__bubble">${one.text}</div></article>`,
    };
  }

  /** Changes worth a line of their own; what a note or task shows already is left out. */
  function change(event) {
    const after = (event.value_after || [])[0] || {};
    const status = after.lead_status && boot.statusOf(after.lead_status.pipeline_id, after.lead_status.id);
    const words = {
      lead_added: 'created the lead',
      contact_added: 'created the contact',
      company_added: 'created the company',
      lead_status_changed: status ? html`moved the lead to <span class="feed-event__stage" style="--stage: ${status.color}">${status.name}</span>` : 'changed the stage',
      sale_field_changed: after.sale_field_value ? html`set the sale to <b>${format.money(after.sale_field_value.sale)}</b>` : 'changed the sale',
      entity_responsible_changed: after.responsible_user ? html`made <b>${who(after.responsible_user.id)}</b> responsible` : 'changed the responsible user',
      name_field_changed: after.name_field_value ? html`renamed it to <b>${after.name_field_value.name}</b>` : 'changed the name',
    }[event.type];
    if (!words) return null;
    return {
      at: event.created_at,
      order: 0,
      markup: html`<div class="feed-event"><time>${format.time(event.created_at)}</time> ${who(event.created_by)} ${words}</div>`,
    };
  }

  return {
    arrange(data) {
      const past = [
        ...data.notes.map(note),
        ...data.tasks.filter((task) => task.is_completed).map(doneTask),
        ...(data.messages || []).map(message),
        ...data.events.map(change).filter(Boolean),
      ].sort((a, b) => a.at - b.at || a.order - b.order);
      const open = data.tasks.filter((task) => !task.is_completed).map(openTask).sort((a, b) => a.at - b.at);
      return { past, open };
    },
  };
});
