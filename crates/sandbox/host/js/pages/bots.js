// The list of bots.
define(['../core/html', '../core/http', '../core/boot', '../core/place', '../ui/icons', './integrations/frame'], function (html, http, boot, place, icon, frame) {
  'use strict';

  return {
    async show(context) {
      const bots = await http.request('GET', '/ajax/sandbox/bots');
      if (!context.isCurrent()) return {};
      context.holder.innerHTML = html`<div class="page-top"><div class="page-top__title">Salesbots</div><span class="page-top__space"></span>
          <a class="button-input button-input_blue js-navigate-link" href="/settings/salesbot/0"><span class="button-input-inner">${icon('plus')}New bot</span></a></div>
        ${frame.body('bots', bots.length
          ? html`<table class="list-table"><tbody>${bots.map((bot) => html`<tr class="list-row"><td class="list-row__cell"><a class="list-row__name js-navigate-link" href="/settings/salesbot/${bot.id}">${bot.name}</a></td><td class="list-row__cell host-muted">${bot.blocks.length} blocks</td></tr>`)}</tbody></table>`
          : html`<div class="host-empty">${icon('robot')}<div class="host-empty__title">No bots yet</div><div>Blocks of widgets with the location salesbot_designer can be put into a bot.</div></div>`)}`;
      return place.set({ code: 'settings-communications', area: 'settings-communications', entity: '', isCard: false, title: 'Salesbots' });
    },
  };
});
