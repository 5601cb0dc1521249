// The settings modal's fields, by the five types of the manifest, and reading them back.
define(['../../core/html', '../../core/boot', '../../ui/icons'], function (html, boot, icon) {
  'use strict';

  function text(widget, key) {
    const found = String(key || '').split('.').reduce((at, part) => (at && typeof at === 'object' ? at[part] : undefined), widget.langs);
    // A key without a text is shown as it is, as in Kommo.
    return typeof found === 'string' ? found : String(key || '');
  }

  /** Titles are `div`s: widgets look for them as such. */
  const title = (className, words, id, isRequired) => html`<div class="widget_settings_block__title_field ${className}" title="${words}"><label for="${id}">${words}</label>${isRequired ? html`<span class="widget_settings_block__required" aria-hidden="true"> *</span>` : ''}</div>`;

  const people = () => boot.users.filter((user) => user.is_active);
  const object = (value) => (value && typeof value === 'object' ? value : {});

  function control(widget, code, field) {
    const value = (widget.settings || {})[code];
    const plain = typeof value === 'string' || typeof value === 'number' ? value : '';
    const id = `${widget.code}_${code}`;
    switch (field.type) {
      case 'pass':
        return html`<input id="${id}" class="widget_settings_block__controls__ text-input" type="password" name="${code}" value="${plain}" autocomplete="new-password">`;
      case 'users':
        return html`<div class="widget_settings_block__users" id="${id}">${people().map(
          (user) => html`<div class="widget_settings_block_users">${title('widget_settings_block_users__title_field', user.name, `${id}_${user.id}`)}
            <input id="${id}_${user.id}" class="widget_settings_block__controls__ text-input" type="text" name="${code}[${user.id}]" data-user="${user.id}" value="${object(value)[user.id] || ''}"></div>`)}</div>`;
      case 'users_lp':
        return html`<div class="widget_settings_block__users" id="${id}">${people().map((user) => {
          const pair = object(object(value)[user.id]);
          return html`<div class="widget_settings_block_users">${title('widget_settings_block_users__title_field', user.name, `${id}_${user.id}`)}
            <input id="${id}_${user.id}" class="text-input" type="text" name="${code}[${user.id}][login]" data-user="${user.id}" data-part="login" placeholder="Login" aria-label="${user.name}: login" value="${pair.login || ''}">
            <input class="text-input" type="password" name="${code}[${user.id}][password]" data-user="${user.id}" data-part="password" placeholder="Password" aria-label="${user.name}: password" autocomplete="new-password" value="${pair.password || ''}"></div>`;
        })}</div>`;
      case 'custom':
        return html`<input type="hidden" id="${widget.code}_custom" class="widget_settings_block__controls__ js-custom-field" name="${code}" value="${plain}"><div id="${widget.code}_custom_content"></div>`;
      default:
        return html`<input id="${id}" class="widget_settings_block__controls__ text-input" type="text" name="${code}" value="${plain}">`;
    }
  }

  const entries = (widget) => Object.entries(widget.manifest.settings || {});

  return {
    text,
    title,
    description: (widget) => text(widget, (widget.manifest.widget || {}).description),

    draw(widget) {
      return entries(widget).map(
        ([code, field]) => html`<div class="widget_settings_block__item_field" data-field="${code}" data-type="${field.type}">
          ${title('', text(widget, field.name), `${widget.code}_${code}`, field.required)}
          <div class="widget_settings_block__input_field">${control(widget, code, field)}</div>
          <div class="widget_settings_block__error" role="alert"></div></div>`,
      );
    },

    /** Codes of required fields that are empty. A required custom field is the documented way to hold back Install. */
    missing: (widget, values) =>
      entries(widget)
        .filter(([code, field]) => field.required && (typeof values[code] === 'object' ? !Object.keys(values[code]).length : !String(values[code]).trim()))
        .map(([code]) => code),

    /** The values as onSave gets them: texts, and for `users` an object keyed by user id. */
    read($body, widget) {
      const values = {};
      entries(widget).forEach(([code, field]) => {
        if (field.type === 'users' || field.type === 'users_lp') {
          values[code] = {};
          $body.find(`[data-field="${CSS.escape(code)}"] [data-user]`).each((index, input) => {
            const { user, part } = input.dataset;
            if (!part) {
              if (input.value) values[code][user] = input.value;
            } else if (input.value || (values[code][user] || {}).login) {
              values[code][user] = { login: '', password: '', ...values[code][user], [part]: input.value };
            }
          });
          return;
        }
        const $input = $body.find(`[name="${CSS.escape(code)}"]`).first();
        values[code] = $input.length ? String($input.val() === null ? '' : $input.val()) : '';
      });
      return values;
    },
  };
});
