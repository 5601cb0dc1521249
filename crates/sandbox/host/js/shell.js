// The frame: the dark menu with its entries, the user's pop-up, and the holder pages draw into.
define(['require', 'jquery', './core/html', './core/boot', './core/place', './ui/icons', './ui/avatar', './ui/theme', './ui/notifications', './ui/popup', './widgets/menu'], function (
  require, $,
  html,
  boot,
  place,
  icon,
  avatar,
  theme,
  notifications,
  popup,
  menu,
) {
  'use strict';

  const ITEMS = [
    { id: 'dashboard', title: 'Dashboard', icon: 'dashboard', href: '/dashboard/' },
    { id: 'leads', title: 'Leads', icon: 'leads', href: '/leads/pipeline/' },
    { id: 'tasks', title: 'Calendar', icon: 'tasks', href: '/todo/' },
    { id: 'catalogs', title: 'Lists', icon: 'lists', href: '/contacts/list/contacts/' },
    { id: 'mail', title: 'Mail', icon: 'mail', href: '/mail/' },
    { id: 'stats', title: 'Analytics', icon: 'stats', href: '/stats/' },
    { id: 'settings', title: 'Settings', icon: 'settings', href: '/settings/widgets/' },
  ];
  const OWNER = {
    dashboard: 'dashboard', leads: 'leads', leads_card: 'leads', 'leads-pipeline': 'leads', 'leads-dp': 'leads', 'settings-communications': 'settings',
    todo: 'tasks', contacts: 'catalogs', companies: 'catalogs', contacts_card: 'catalogs', companies_card: 'catalogs',
    catalogs: 'catalogs', widgetsSettings: 'settings', settings: 'settings', billing: 'settings', mail: 'mail', stats: 'stats', events: 'stats',
    mobile: 'leads',
  };

  function menuItem(item) {
    return html`<li class="nav__item" id="nav_menu_${item.id}" data-entity="${item.id}">
      <a class="nav__link js-navigate-link" href="${item.href}">${item.image ? html`<img src="${item.image}" alt="">` : icon(item.icon || 'puzzle')}<span>${item.title}</span></a></li>`;
  }

  /** The system's items with those of widgets in their places. */
  function items() {
    const hidden = menu.hidden();
    const all = ITEMS.filter((item) => !hidden.has(item.id));
    menu.items().forEach((own) => {
      const at = all.findIndex((item) => item.id === own.after);
      all.splice(at < 0 ? all.length : at + 1, 0, own);
    });
    return all;
  }

  function paintMenu() {
    html.into(document.querySelector('.js-main-menu'), html`${items().map(menuItem)}`);
  }

  function userPopup(event) {
    const box = popup.toggle(event.currentTarget, 'nav-popup_account', html`<div class="nav-popup__head">${avatar(boot.user.name)}
        <div class="host-ellipsis"><div class="nav-popup__name host-ellipsis">${boot.user.name}</div>
        <div class="nav-popup__mail host-ellipsis">${boot.user.login}</div></div></div>
      <button class="nav-popup__row" type="button" data-do="theme">${icon(theme.isDark() ? 'sun' : 'moon')}
        ${theme.isDark() ? 'Light scheme' : 'Dark scheme'}</button>
      <form method="post" action="/logout"><button class="nav-popup__row" type="submit">${icon('logout')}Sign out</button></form>
      <div class="nav-popup__mail" style="padding: 8px">${boot.account.name} · ${boot.user.is_admin ? 'admin' : 'manager'} · account ${boot.account.id}</div>`);
    if (!box) return;
    box.querySelector('[data-do="theme"]').addEventListener('click', () => {
      theme.toggle();
      popup.close();
    });
  }

  function centre(event) {
    event.preventDefault();
    const rows = notifications.kept();
    const box = popup.toggle(event.currentTarget, 'notice-centre', html`<div class="nav-popup__head"><div class="nav-popup__name">Notifications</div></div>
      ${rows.length
        ? rows.map((row) => html`<div class="notice-centre__row"><b>${row.header || row.kind}</b><div>${row.text}</div>${notifications.link(row)}</div>`)
        : html`<div class="host-empty" style="padding: 28px 12px">${icon('bell')}<div>Nothing new</div></div>`}`);
    if (!box) return;
    notifications.markRead();
    $(document).trigger('notifications:changed');
  }

  return {
    draw() {
      document.getElementById('left_menu').innerHTML = html`
        <button class="nav__account" type="button" title="${boot.user.name}" aria-label="Account menu">${avatar(boot.user.name)}</button>
        <ul class="nav__menu js-main-menu"></ul>
        <ul class="nav__menu nav__bottom" style="flex: none">
          <li class="nav__item"><a class="nav__link js-dialer" href="#" role="button">${icon('phone')}<span>Phone</span></a></li>
          <li class="nav__item"><a class="nav__link js-journal" href="#" role="button">${icon('pulse')}<span>Journal</span></a></li>
          <li class="nav__item"><a class="nav__link js-notice-centre" href="#" role="button">${icon('bell')}<span>Notices</span></a></li>
        </ul>`;
      paintMenu();
      document.querySelector('.nav__account').addEventListener('click', userPopup);
      document.querySelector('.js-notice-centre').addEventListener('click', centre);
      document.querySelector('.js-dialer').addEventListener('click', (event) => {
        event.preventDefault();
        require(['host/ui/dialer'], (dialer) => dialer.toggle());
      });
      document.querySelector('.js-journal').addEventListener('click', (event) => {
        event.preventDefault();
        require(['host/ui/journal-panel'], (panel) => panel.toggle());
      });
      $(document).on('notifications:changed', () => {
        const link = document.querySelector('.js-notice-centre');
        const count = notifications.unread();
        link.querySelectorAll('.nav__counter').forEach((node) => node.remove());
        if (count) link.insertAdjacentHTML('beforeend', html`<span class="nav__counter">${count}</span>`);
      });
      place.onChange((current) => {
        paintMenu();
        const owner = OWNER[current.code] || (/^advanced-settings/.test(current.code) ? 'settings' : '');
        // A widget's item has subpages.
        const [, code, item] = /^\/widget\/([^/]+)\/item\/([^/]+)/.exec(location.pathname) || [];
        const active = code ? `${code}_${item}` : owner;
        document.querySelectorAll('.nav__item').forEach((one) => one.classList.toggle('nav__item_active', one.dataset.entity === active));
      });
    },
  };
});
