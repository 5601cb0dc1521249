// APP.constant(key): copies of the account's data in the shapes widgets read. A widget that writes to what it got
// changes its copy and nothing else.
define(['./boot', './place'], function (boot, place) {
  'use strict';

  const own = {};
  const byId = (items, key, value) => Object.fromEntries(items.map((item) => [key(item), value(item)]));
  const yes = (flag) => (flag ? 'Y' : 'N');

  const readers = {
    user: () => ({
      id: boot.user.id,
      login: boot.user.login,
      name: boot.user.name,
      amojo_id: boot.user.amojo_id,
      api_key: boot.user.api_key,
      group_mates_ids: boot.users.filter((mate) => mate.group_id === boot.user.group_id).map((mate) => mate.id),
      personal_mobile: boot.user.phone || '',
      photo: '',
      settings: {},
      sso_auth: false,
      theme: document.documentElement.dataset.colorScheme === 'dark' ? 2 : 1,
      tour: {},
      user_rank: boot.user.rank,
      uuid: boot.user.uuid,
    }),
    user_rights: () => ({
      ...boot.user.rights,
      is_admin: boot.user.is_admin,
      is_free_user: boot.user.is_free,
      contacts: { CONTACT: {}, COMPANY: {}, ...((boot.user.rights || {}).contacts || {}) },
    }),
    account: () => ({
      id: boot.account.id,
      name: boot.account.name,
      subdomain: boot.account.subdomain,
      timezone: boot.account.timezone,
      currency: boot.account.currency,
      date_format: 'd.m.Y',
      language: boot.account.language,
      country: boot.account.country,
      amojo_id: boot.account.amojo_id,
      version: boot.account.version,
      cf: byId(
        Object.values(boot.fields).flat(),
        (field) => field.id,
        (field) => ({
          ID: field.id,
          NAME: field.name,
          TYPE_ID: field.type_id,
          CODE: field.code || '',
          ENUMS: byId(field.enums, (option) => option.id, (option) => ({ ID: option.id, VALUE: option.value })),
        }),
      ),
      users: byId(boot.users, (user) => user.id, (user) => user.name),
      products: { catalog_id: boot.account.products_catalog_id || 0 },
    }),
    managers: () =>
      byId(
        boot.users,
        (user) => user.id,
        (user) => ({
          id: String(user.id),
          title: user.name,
          option: user.name,
          active: user.is_active,
          login: user.login,
          status: user.is_active ? 'A' : 'N',
          is_admin: yes(user.is_admin),
          free_user: yes(user.is_free),
          amojo_id: user.amojo_id,
          amo_profile_id: user.uuid,
          avatar: '',
          theme: 1,
          phone: user.phone || '',
          group: `group_${user.group_id}`,
        }),
      ),
    groups: () => ({
      ...byId(boot.groups, (group) => `group_${group.id}`, (group) => group.name),
      group_free_users: 'Free users',
    }),
    task_types: () =>
      byId(
        boot.task_types,
        (type) => `key_${type.id}`,
        (type) => ({ id: type.id, option: type.name, color: type.color || '', icon_id: type.icon_id || 0 }),
      ),
    lead_statuses: () =>
      byId(
        boot.pipelines,
        (pipeline) => pipeline.id,
        (pipeline) => ({
          id: pipeline.id,
          name: pipeline.name,
          sort: pipeline.sort,
          statuses: byId(pipeline.statuses, (status) => `s_${status.id}`, (status) => ({ ...status })),
        }),
      ),
    main_pipeline: () => (boot.pipelines.find((pipeline) => pipeline.is_main) || {}).id,
    free_users: () => boot.users.filter((user) => user.is_free).map((user) => user.id),
    card_id: () => (place.current && place.current.isCard ? place.current.id : undefined),
    card_element: () => (place.current && place.current.isCard ? place.current.element : undefined),
    call_statuses: () => ({}),
    amomail: () => ({}),
  };

  return {
    read(key, value) {
      if (value !== undefined) own[key] = value;
      if (Object.prototype.hasOwnProperty.call(own, key)) return own[key];
      return Object.prototype.hasOwnProperty.call(readers, key) ? readers[key]() : undefined;
    },
  };
});
