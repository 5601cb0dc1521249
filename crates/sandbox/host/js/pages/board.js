// The pipeline as a board: a column for each stage, leads to be dragged between them.
define(['require', '../ui/notifications', '../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons', '../ui/avatar', '../ui/dropdown'], function (
  require, notifications, html, http, boot, place, format, icon, avatar, dropdown,
) {
  'use strict';

  async function leadsOf(pipeline) {
    const leads = [];
    for (let page = 1; page <= 4; page += 1) {
      const answer = await http.get(`leads?filter[pipeline_id][]=${pipeline.id}&limit=250&page=${page}&with=contacts`);
      leads.push(...http.items(answer, 'leads'));
      if (!answer || !answer._links || !answer._links.next) break;
    }
    return leads;
  }

  function lead(one) {
    const user = boot.userById(one.responsible_user_id) || { name: '—' };
    const tags = (one._embedded && one._embedded.tags) || [];
    return html`<a class="board-lead pipeline_leads__item js-navigate-link" href="/leads/detail/${one.id}" draggable="true" data-id="${one.id}" data-status="${one.status_id}">
      <span class="board-lead__head"><span class="board-lead__name">${one.name || `Lead #${one.id}`}</span></span>
      <span class="board-lead__price">${format.money(one.price || 0)}</span>
      ${tags.length ? html`<span class="board-lead__tags">${tags.slice(0, 3).map((tag) => html`<span class="host-badge">${tag.name}</span>`)}</span>` : ''}
      <span class="board-lead__foot">${avatar(user.name, 'host-avatar_small')}<span class="host-muted">${format.date(one.created_at)}</span></span></a>`;
  }

  function column(status, leads) {
    const mine = leads.filter((one) => one.status_id === status.id);
    const sum = mine.reduce((total, one) => total + (one.price || 0), 0);
    return html`<section class="board__column" data-status="${status.id}"><header class="board__head" style="--stage: ${status.color}">
        <div class="board__name">${status.name}</div><div class="board__sum">${format.plural(mine.length, 'lead', 'leads')}: ${format.money(sum)}</div></header>
      <div class="board__leads custom-scroll">${mine.map(lead)}</div></section>`;
  }

  return {
    async show(context) {
      const pipeline = boot.pipelineById(context.match[1]) || boot.pipelines.find((one) => one.is_main) || boot.pipelines[0];
      if (!pipeline) throw new Error('This account has no pipeline');
      const leads = await leadsOf(pipeline);
      if (!context.isCurrent()) return {};
      const statuses = pipeline.statuses.filter((status) => status.type === 0);
      const total = leads.reduce((sum, one) => sum + (one.price || 0), 0);

      // Columns stay where they were scrolled to.
      const draw = () => {
        const board = context.holder.querySelector('.board');
        const tops = [...board.querySelectorAll('.board__leads')].map((one) => one.scrollTop);
        board.innerHTML = html`${statuses.map((status) => column(status, leads))}`;
        board.querySelectorAll('.board__leads').forEach((one, index) => (one.scrollTop = tops[index] || 0));
      };
      context.holder.innerHTML = html`<div class="page-top list__body-right__top">
          <button class="board__picker page-top__title content__top__preset" type="button" aria-haspopup="menu">${pipeline.name}${icon('down')}</button>
          <div class="host-tabs"><a class="host-tabs__item host-tabs__item_active js-navigate-link" href="/leads/pipeline/${pipeline.id}">${icon('board')}Board</a><a class="host-tabs__item js-navigate-link" href="/leads/list/pipeline/${pipeline.id}">${icon('lists')}List</a></div>
          <span class="host-muted">${format.plural(leads.length, 'lead', 'leads')}: ${format.money(total)}</span>
          <span class="page-top__space"></span><div class="list__body-right__top__buttons"></div>
          <a class="button-input js-navigate-link" href="/settings/pipeline/leads/${pipeline.id}"><span class="button-input-inner">${icon('bolt')}Automate</span></a>
          <a class="button-input button-input_blue js-navigate-link" href="/leads/add/?pipeline_id=${pipeline.id}"><span class="button-input-inner">${icon('plus')}New lead</span></a></div>
        <div class="board pipeline_leads" id="list_page_holder"></div>`;
      draw();
      context.holder.querySelector('.board__picker').addEventListener('click', (event) => {
        dropdown.open(event.currentTarget, boot.pipelines.map((one) => ({
          label: one.name,
          isSelected: one.id === pipeline.id,
          run: () => require('host/core/router').navigate(`/leads/pipeline/${one.id}`),
        })));
      });

      const box = context.holder.querySelector('.board');
      let dragged = null;
      box.addEventListener('dragstart', (event) => {
        const card = event.target.closest('.board-lead');
        if (card) dragged = leads.find((one) => one.id === Number(card.dataset.id));
      });
      const unmark = () => box.querySelectorAll('.board__column_over').forEach((node) => node.classList.remove('board__column_over'));
      // Also without a drop: what is dragged next may be something else.
      box.addEventListener('dragend', () => {
        dragged = null;
        unmark();
      });
      box.addEventListener('dragover', (event) => {
        const target = event.target.closest('.board__column');
        unmark();
        if (target && dragged) {
          event.preventDefault();
          target.classList.add('board__column_over');
        }
      });
      box.addEventListener('drop', async (event) => {
        const target = event.target.closest('.board__column');
        if (!target || !dragged) return;
        event.preventDefault();
        const before = dragged.status_id;
        const moved = dragged;
        dragged = null;
        moved.status_id = Number(target.dataset.status);
        draw();
        try {
          await http.patch(`leads/${moved.id}`, { status_id: moved.status_id, pipeline_id: pipeline.id });
        } catch (error) {
          moved.status_id = before;
          draw();
          notifications.api.show_message_error({ header: 'The lead was not moved', text: error.message });
        }
      });
      return place.set({ code: 'leads-pipeline', area: 'leads-pipeline', entity: 'leads', isCard: false, title: pipeline.name });
    },
  };
});
