// A lead's card as the mobile app shows it: a section for each integration with `mobile_card`, its frame asked for with a
// one-time token. No script of a widget runs there.
define(['../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons'], function (html, http, boot, place, format, icon) {
  'use strict';

  const widgets = () => boot.widgets.filter((widget) => widget.is_installed && widget.manifest.mobile && (widget.manifest.locations || []).includes('mobile_card'));
  const isColour = (text) => /^#[0-9a-f]{3,8}$/i.test(String(text || ''));

  function section(widget) {
    const { color } = widget.manifest.mobile;
    return html`<section class="mobile__section" data-code="${widget.code}"><header class="mobile__title" style="background: ${isColour(color) ? color : 'var(--palette-border-strong)'}">${widget.name}</header>
      <iframe class="mobile__frame" title="${widget.name}"></iframe></section>`;
  }

  return {
    async show(context) {
      const [, entity, id] = context.match;
      const element = await http.get(`${entity}/${id}`);
      if (!element) throw new Error(`There is no lead #${id}`);
      if (!context.isCurrent()) return {};
      const shown = widgets();
      context.holder.innerHTML = html`<div class="page-top"><a class="card-top__back js-navigate-link" style="color: inherit" href="/leads/detail/${id}" aria-label="Back">${icon('back')}</a><div class="page-top__title">Mobile app</div></div>
        <div class="page-body mobile"><div class="mobile__phone custom-scroll"><div class="mobile__name">${element.name}</div><div class="mobile__price">${format.money(element.price || 0)}</div>
          ${shown.length ? shown.map(section) : html`<div class="host-empty">${icon('puzzle')}<div>No installed widget has the location mobile_card</div></div>`}</div></div>`;
      shown.forEach(async (widget) => {
        const answer = await http.request('GET', `/ajax/sandbox/mobile/${widget.uuid}?entity_type=${entity}&entity_id=${id}`);
        const target = new URL(widget.manifest.mobile.frame_url);
        target.searchParams.set('token', answer.token);
        target.searchParams.set('from', 'ios');
        const frame = context.holder.querySelector(`[data-code="${CSS.escape(widget.code)}"] iframe`);
        if (frame) frame.src = target.href;
      });
      return place.set({ code: 'mobile', area: 'mobile_card', entity: '', isCard: false, title: 'Mobile app', isWithoutWidgets: true });
    },
  };
});
