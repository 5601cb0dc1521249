// Client-side navigation. A page is left (widgets destroyed) before the next one is drawn, and widgets of the new area
// are started when its markup is there.
define(['require', 'jquery', './routes', './scroll', '../widgets/lifecycle', '../core/html', '../ui/dropdown', '../ui/popup', '../ui/windows'], function (
  require, $, routes, scroll, lifecycle, html, dropdown, popup, windows,
) {
  'use strict';

  let current = null;
  let turn = 0;
  let shown = '';
  // All pages are loaded before the first widget runs: one that takes `define` away must not lock the user out.
  const pages = [...new Set(routes.map((route) => `host/pages/${route.page}`))];
  const loaded = new Promise((done) => require([...pages, 'host/ui/journal-panel', 'lib/components/base/modal'], done, done));

  const address = () => location.pathname + location.search;

  function match(pathname) {
    for (const route of routes) {
      const found = route.path.exec(pathname);
      if (found) return { route, found };
    }
    return null;
  }

  async function show(leaving) {
    const mine = (turn += 1);
    const target = match(location.pathname);
    shown = address();
    [scroll.forget, dropdown.close, popup.close, windows.leave].forEach((close) => close());
    if (leaving && current && current.page.leave) current.page.leave();
    lifecycle.leave();
    const holder = document.getElementById('page_holder');
    // Through jQuery, so that it forgets the handlers and data of what is thrown away.
    $(holder).empty();
    holder.innerHTML = '<div class="host-spinner" role="status" aria-label="Loading"></div>';
    if (!target) {
      current = null;
      holder.innerHTML = html`<div class="host-empty"><div class="host-empty__title">Nothing lives at this address</div>
        <a class="js-navigate-link" href="/dashboard/">Back to the dashboard</a></div>`;
      return;
    }
    try {
      const page = await new Promise((done, fail) => require([`host/pages/${target.route.page}`], done, fail));
      if (mine !== turn) return;
      const context = {
        ...target.route.context,
        match: target.found,
        query: new URLSearchParams(location.search),
        holder,
        isCurrent: () => mine === turn,
      };
      const place = await page.show(context);
      if (mine !== turn) return;
      current = { page, place };
      scroll.restore();
      document.title = place.title ? `${place.title} · Kommo sandbox` : 'Kommo sandbox';
      await loaded;
      if (mine !== turn) return;
      $(document).trigger('page:changed');
      lifecycle.enter(place);
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      holder.innerHTML = html`<div class="host-empty"><div class="host-empty__title">This page could not be shown</div>
        <div>${error.message}</div></div>`;
    }
  }

  const router = {
    /** The place the user is at: {code, area, entity, id, title}. */
    place: () => (current ? current.place : null),

    navigate(url, options) {
      const settings = options || {};
      const target = new URL(url, location.href);
      if (target.origin !== location.origin) {
        location.assign(target.href);
        return;
      }
      scroll.flush();
      history[settings.replace ? 'replaceState' : 'pushState'](null, '', target.pathname + target.search + target.hash);
      shown = address();
      if (settings.trigger !== false) show(true);
    },

    reload: () => show(true),

    start() {
      // A link to "#" comes here, too, and leaves nothing.
      window.addEventListener('popstate', () => address() === shown || show(true));
      // By jQuery, so that a click which a widget triggers with it is heard too.
      $(document).on('click.host-router', 'a.js-navigate-link', function (event) {
        if (event.isDefaultPrevented() || event.button > 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        if (!this.getAttribute('href') || this.target === '_blank') return;
        event.preventDefault();
        router.navigate(this.getAttribute('href'), { trigger: true });
      });
      scroll.start();
      show(false);
    },
  };
  return router;
});
