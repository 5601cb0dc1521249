// The host's own line icons, 24 × 24, drawn for this project.
define(['../core/html'], function (html) {
  'use strict';

  const SHAPES = {
    dashboard: '<rect x="3.5" y="3.5" width="7" height="9" rx="1.5"/><rect x="13.5" y="3.5" width="7" height="5" rx="1.5"/><rect x="13.5" y="11.5" width="7" height="9" rx="1.5"/><rect x="3.5" y="15.5" width="7" height="5" rx="1.5"/>',
    leads: '<path d="M4 5h16l-6 7.5V19l-4 1.5v-8z"/>',
    contacts: '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5c.6-3.6 3-5.5 6.2-5.5s5.6 1.9 6.2 5.5"/><path d="M15.5 5.4a3.3 3.3 0 0 1 0 6.2M17.6 14.4c2 .7 3.2 2.4 3.6 5.1"/>',
    company: '<path d="M4 20.5V5.8L13 3v17.5M13 9h7v11.5M2.5 20.5h19"/><path d="M7 9.2h2.5M7 12.8h2.5M7 16.4h2.5M16 12.8h1.2M16 16.4h1.2"/>',
    tasks: '<circle cx="12" cy="12" r="8.5"/><path d="m8.2 12.2 2.7 2.7 5-5.4"/>',
    lists: '<path d="M8.5 6h12M8.5 12h12M8.5 18h12"/><circle cx="4.2" cy="6" r=".8"/><circle cx="4.2" cy="12" r=".8"/><circle cx="4.2" cy="18" r=".8"/>',
    stats: '<path d="M4 20V10M10 20V4M16 20v-7M21 20H3"/>',
    settings: '<circle cx="12" cy="12" r="3.1"/><path d="M12 2.8v2.6M12 18.6v2.6M2.8 12h2.6M18.6 12h2.6M5.5 5.5l1.8 1.8M16.7 16.7l1.8 1.8M18.5 5.5l-1.8 1.8M7.3 16.7l-1.8 1.8"/>',
    search: '<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.6 15.6 5 5"/>',
    bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z"/><path d="M10 20.8a2.2 2.2 0 0 0 4 0"/>',
    plus: '<path d="M12 5v14M5 12h14"/>',
    close: '<path d="m6 6 12 12M18 6 6 18"/>',
    down: '<path d="m6 9.5 6 6 6-6"/>',
    back: '<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>',
    more: '<circle cx="5" cy="12" r="1.2"/><circle cx="12" cy="12" r="1.2"/><circle cx="19" cy="12" r="1.2"/>',
    phone: '<path d="M5 3.8h3.6l1.7 4.3-2.2 1.7a12.6 12.6 0 0 0 6.1 6.1l1.7-2.2 4.3 1.7V19a1.8 1.8 0 0 1-2 1.8C10.6 20.2 3.8 13.4 3.2 5.8A1.8 1.8 0 0 1 5 3.8z"/>',
    mail: '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6.2L20.5 7"/>',
    user: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.7-4 3.5-6 7.5-6s6.8 2 7.5 6"/>',
    sun: '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.3M12 19.2v2.3M2.5 12h2.3M19.2 12h2.3M5.3 5.3l1.6 1.6M17.1 17.1l1.6 1.6M18.7 5.3l-1.6 1.6M6.9 17.1l-1.6 1.6"/>',
    moon: '<path d="M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5z"/>',
    logout: '<path d="M14 4H6a1.5 1.5 0 0 0-1.5 1.5v13A1.5 1.5 0 0 0 6 20h8M10.5 12h10M17 8.5l3.5 3.5-3.5 3.5"/>',
    note: '<path d="M5 3.5h14v12l-5 5H5z"/><path d="M14 20.5v-5h5M8.5 8h7M8.5 11.7h5"/>',
    key: '<circle cx="8" cy="15.5" r="4.3"/><path d="m11.2 12.3 8.3-8.3M15.5 8l3 3"/>',
    upload: '<path d="M12 15.5v-11M7.5 8.5 12 4l4.5 4.5M4 15.5v3.2A1.8 1.8 0 0 0 5.8 20.5h12.4a1.8 1.8 0 0 0 1.8-1.8v-3.2"/>',
    trash: '<path d="M4.5 6.5h15M9.5 6V3.8h5V6M6.5 6.5l.8 14h9.4l.8-14M10.3 10.5v6M13.7 10.5v6"/>',
    link: '<path d="M10 14a4.2 4.2 0 0 0 6 0l3.5-3.5a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.5 3.5a4.2 4.2 0 0 0 6 6L12 18"/>',
    copy: '<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"/>',
    puzzle: '<path d="M10 4.8a2 2 0 1 1 4 0V6h4.2v4.2h1a2 2 0 1 1 0 4h-1V19H13.7v-1.2a2 2 0 1 0-4 0V19H5.5v-4.5h1a2 2 0 1 0 0-4h-1V6H10z"/>',
    robot: '<rect x="4.5" y="8" width="15" height="11.5" rx="3"/><path d="M12 8V4.5M2.5 12.5v3.5M21.5 12.5v3.5M9.5 16.3h5"/><circle cx="12" cy="3.7" r="1"/><circle cx="9" cy="12.6" r="1"/><circle cx="15" cy="12.6" r="1"/>',
    board: '<rect x="3.5" y="4" width="5" height="16" rx="1.3"/><rect x="10" y="4" width="5" height="11" rx="1.3"/><rect x="16.5" y="4" width="4.2" height="14" rx="1.3"/>',
    bolt: '<path d="M13 3 5.5 13.5h5.7L10.5 21 18.5 10h-5.8z"/>',
    calendar: '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 9.8h17M8 3v3.8M16 3v3.8"/>',
    inbox: '<path d="M3.5 13.5 6 5h12l2.5 8.5V19h-17z"/><path d="M3.5 13.5h5l1.2 2.5h4.6l1.2-2.5h5"/>',
    pulse: '<path d="M3 12.5h4.2l2.3-7 4.3 13.5 2.7-6.5H21"/>',
    up: '<path d="M12 20V4.5M5 11.5l7-7 7 7"/>',
    chat: '<path d="M4 5.5h16v11H11l-4.5 4v-4H4z"/><path d="M8 9.5h8M8 12.8h5"/>',
    check: '<path d="m5 12.5 4.5 4.5L19 7"/>',
  };

  return function icon(name, className) {
    return html.raw(
      `<svg class="host-icon${className ? ' ' + className : ''}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name] || ''}</svg>`,
    );
  };
});
