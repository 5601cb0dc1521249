// What the lists show of each entity.
define(['../../core/html', '../../core/boot', '../../core/format', '../../ui/avatar', '../card/values'], function (html, boot, format, avatar, values) {
  'use strict';

  const name = (entity) => ({
    title: 'Name',
    cell: (item) => html`<a class="list-row__name js-navigate-link" href="/${entity}/detail/${item.id}">${item.name || `#${item.id}`}</a>`,
  });
  const user = {
    title: 'Responsible',
    cell(item) {
      const found = boot.userById(item.responsible_user_id) || { name: '—' };
      return html`<span class="list-row__person">${avatar(found.name, 'host-avatar_small')}${found.name}</span>`;
    },
  };
  const created = { title: 'Created', cell: (item) => html`<span class="host-muted">${format.date(item.created_at)}</span>` };

  function contact(type, item) {
    return values.byCode(item, type === 'phone' ? 'PHONE' : 'EMAIL').slice(0, 1).map(
      (value) => html`<a class="js-contact-action" href="#" role="button" data-type="${type}" data-value="${value}">${value}</a>`);
  }

  return function columns(entity) {
    if (entity === 'leads') {
      return [
        name('leads'),
        {
          title: 'Stage',
          cell(item) {
            const status = boot.statusOf(item.pipeline_id, item.status_id) || { name: '—', color: '#ddd' };
            return html`<span class="list-row__stage" style="--stage: ${status.color}">${status.name}</span>`;
          },
        },
        { title: 'Pipeline', cell: (item) => html`<span class="host-muted">${(boot.pipelineById(item.pipeline_id) || {}).name}</span>` },
        { title: 'Sale', isNumber: true, cell: (item) => format.money(item.price || 0) },
        user,
        created,
      ];
    }
    return [
      name(entity),
      { title: 'Phone', cell: (item) => contact('phone', item) },
      { title: 'E-mail', cell: (item) => contact('email', item) },
      user,
      created,
    ];
  };
});
