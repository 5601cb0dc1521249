// The Salesbot designer, as far as widgets take part in it: blocks with fields, exits, and the program a widget writes.
define(['require', '../ui/notifications', 'jquery', '../core/html', '../core/http', '../core/boot', '../core/place', '../ui/icons', '../ui/dropdown', '../widgets/lifecycle', './integrations/frame', './integrations/settings-fields', './designers/block'], function (
  require, notifications, $, html, http, boot, place, icon, dropdown, lifecycle, frame, texts, block,
) {
  'use strict';

  const widgets = () => lifecycle.active().filter((widget) => (widget.manifest.locations || []).includes('salesbot_designer'));

  function handlers() {
    return widgets().flatMap((widget) =>
      Object.entries(widget.manifest.salesbot_designer || {})
        .filter(([, handler]) => handler && typeof handler === 'object')
        .map(([code, handler]) => ({ widget, code, handler, title: handler.name ? texts.text(widget, handler.name) : code })));
  }

  return {
    async show(context) {
      const id = Number(context.match[1]);
      const bots = await http.request('GET', '/ajax/sandbox/bots');
      const bot = bots.find((one) => one.id === id) || { id: 0, name: 'New bot', blocks: [] };
      if (!context.isCurrent()) return {};
      context.holder.innerHTML = html`<div class="page-top"><a class="card-top__back js-navigate-link" style="color: inherit" href="/settings/salesbot/" aria-label="Back">${icon('back')}</a>
          <input class="text-input bot__name" value="${bot.name}" aria-label="Name of the bot"><span class="page-top__space"></span>
          <button class="button-input js-add-block" type="button" disabled><span class="button-input-inner">${icon('plus')}Add block</span></button>
          <button class="button-input js-run-bot" type="button"><span class="button-input-inner">${icon('bolt')}Run</span></button>
          <button class="button-input button-input_blue js-save-bot" type="button" disabled><span class="button-input-inner">Save</span></button></div>
        <div class="page-body bot custom-scroll" id="list_page_holder"><div class="host-alert bot__problem h-hidden" role="alert"></div><div class="bot__blocks salesbot-designer"></div>
          <div class="host-empty bot__empty">${icon('robot')}<div class="host-empty__title">No blocks yet</div><div>Add the first one: a step of an installed widget, or code.</div></div></div>`;
      const box = context.holder.querySelector('.bot__blocks');
      const problem = context.holder.querySelector('.bot__problem');
      const blocks = [];

      async function put(handler, saved) {
        const element = document.createElement('section');
        element.className = 'salesbot-designer__block';
        box.append(element);
        // Until it is drawn, what was stored is saved again.
        const one = { save: () => saved };
        blocks.push(one);
        const remove = () => {
          blocks.splice(blocks.indexOf(one), 1);
          element.remove();
        };
        if (handler) Object.assign(one, await block.draw(element, handler, saved, remove));
        else if (saved && saved.code) block.drawMissing(element, saved, remove);
        else Object.assign(one, block.drawCode(element, saved, remove));
      }

      function restore() {
        bot.blocks.forEach((saved) => put(handlers().find((one) => one.widget.code === saved.code && one.code === saved.handler), saved));
        context.holder.querySelectorAll('.js-add-block, .js-save-bot').forEach((button) => (button.disabled = false));
      }

      context.holder.querySelector('.js-add-block').addEventListener('click', (event) => {
        const items = handlers().map((handler) => ({ label: `${handler.widget.name}: ${handler.title}`, icon: 'robot', run: () => put(handler, null) }));
        if (!items.length) items.push({ heading: 'No installed widget has the location salesbot_designer' });
        dropdown.open(event.currentTarget, [...items, { label: 'Code', icon: 'robot', run: () => put(null, null) }]);
      });
      context.holder.querySelector('.js-run-bot').addEventListener('click', async (event) => {
        const anchor = event.currentTarget;
        if (!bot.id) {
          dropdown.open(anchor, [{ heading: 'Save the bot first' }]);
          return;
        }
        const leads = http.items(await http.get('leads?limit=12&order[updated_at]=desc'), 'leads');
        dropdown.open(anchor, [
          { heading: 'Run for the lead' },
          ...leads.map((lead) => ({ label: lead.name || `Lead #${lead.id}`, icon: 'leads', async run() {
            await http.request('POST', '/ajax/sandbox/bots/run', { bot_id: bot.id, entity_type: 'leads', entity_id: lead.id });
            require('host/core/router').navigate(`/leads/detail/${lead.id}?chat=1`, { trigger: true });
          } })),
        ]);
      });
      context.holder.querySelector('.js-save-bot').addEventListener('click', async () => {
        problem.classList.add('h-hidden');
        try {
          const saved = await http.request('POST', '/ajax/sandbox/bots', {
            id: bot.id,
            name: context.holder.querySelector('.bot__name').value.trim() || 'Bot',
            blocks: blocks.map((one) => one.save()).filter(Boolean),
          });
          bot.id = saved.id;
          notifications.api.show_message({ header: 'Saved', text: `${saved.name}: ${saved.blocks.length} blocks` });
          require('host/core/router').navigate(`/settings/salesbot/${saved.id}`, { replace: true, trigger: false });
        } catch (error) {
          problem.textContent = error.message;
          problem.classList.remove('h-hidden');
        }
      });
      let isRestored = false;
      $(document).off('widgets:ready.bot').on('widgets:ready.bot', () => {
        if (isRestored || !context.isCurrent()) return;
        isRestored = true;
        restore();
      });
      return place.set({ code: 'settings-communications', area: 'salesbot_designer', entity: '', isCard: false, title: bot.name });
    },
  };
});
