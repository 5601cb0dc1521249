// Which address shows which page, with the area code widgets see there. First match wins.
define([], function () {
  'use strict';

  const card = (entity) => ({ entity });
  return [
    { path: /^\/(?:dashboard\/?)?$/, page: 'dashboard', context: {} },
    { path: /^\/leads\/detail\/(\d+)\/?$/, page: 'card', context: card('leads') },
    { path: /^\/leads\/add\/?$/, page: 'card', context: card('leads') },
    { path: /^\/contacts\/detail\/(\d+)\/?$/, page: 'card', context: card('contacts') },
    { path: /^\/contacts\/add\/?$/, page: 'card', context: card('contacts') },
    { path: /^\/companies\/detail\/(\d+)\/?$/, page: 'card', context: card('companies') },
    { path: /^\/companies\/add\/?$/, page: 'card', context: card('companies') },
    { path: /^\/leads\/list(?:\/pipeline)?(?:\/(\d+))?\/?$/, page: 'list', context: { entity: 'leads' } },
    { path: /^\/leads\/pipeline(?:\/(\d+))?\/?$/, page: 'board', context: {} },
    { path: /^\/leads\/?$/, page: 'board', context: {} },
    { path: /^\/contacts(?:\/list(?:\/contacts)?)?\/?$/, page: 'list', context: { entity: 'contacts' } },
    { path: /^\/(?:contacts\/list\/companies|companies(?:\/list)?)\/?$/, page: 'list', context: { entity: 'companies' } },
    { path: /^\/todo(?:\/.*)?$/, page: 'todo', context: {} },
    { path: /^\/settings\/pay\/?$/, page: 'plain', context: { code: 'billing', title: 'Billing' } },
    { path: /^\/settings\/communications\/?$/, page: 'communications', context: {} },
    { path: /^\/mail(?:\/.*)?$/, page: 'plain', context: { code: 'mail', title: 'Mail' } },
    { path: /^\/stats(?:\/.*)?$/, page: 'plain', context: { code: 'stats', title: 'Analytics' } },
    { path: /^\/events(?:\/.*)?$/, page: 'plain', context: { code: 'events', title: 'Events' } },
    { path: /^\/widget\/mobile\/(leads)\/(\d+)\/?$/, page: 'mobile', context: {} },
    { path: /^\/settings\/pipeline\/leads\/(\d+)\/?$/, page: 'dp', context: {} },
    { path: /^\/settings\/salesbot\/?$/, page: 'bots', context: {} },
    { path: /^\/settings\/salesbot\/(\d+)\/?$/, page: 'bot', context: {} },
    { path: /^\/widget\/([a-z0-9_]+)\/(item|settings|stats)\/([^/]+)(?:\/([^/]+))?\/?$/, page: 'widget', context: {} },
    { path: /^\/catalogs(?:\/(\d+))?\/?$/, page: 'catalog', context: {} },
    { path: /^\/settings\/widgets\/?$/, page: 'integrations', context: {} },
    { path: /^\/settings\/widgets\/([a-z0-9_]+)\/?$/, page: 'advanced', context: {} },
  ];
});
