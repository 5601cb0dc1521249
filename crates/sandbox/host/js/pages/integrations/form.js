// "Create integration" and "Edit integration": the form, the archive's upload, keys and scopes.
define(['require', 'jquery', '../../core/html', '../../core/http', '../../ui/icons', '../../ui/confirm', 'lib/components/base/modal', './keys', './upload'], function (
  require, $,
  html,
  http,
  icon,
  confirm,
  Modal,
  keys,
  upload,
) {
  'use strict';

  const SCOPES = [
    ['crm', 'Access to account data'], ['notifications', 'Notification centre'], ['files', 'Files'],
    ['files_delete', 'Delete files'], ['push_notifications', 'Push notifications'], ['chats', 'Chats'],
  ];

  const checked = (flag) => (flag ? html.raw('checked') : '');

  function field(name, label, control, hint) {
    return html`<div class="integration-form__field" data-field="${name}"><label class="integration-form__label" for="integration_${name}">${label}</label>
      ${control}${hint ? html`<div class="integration-form__hint">${hint}</div>` : ''}<div class="integration-form__error" role="alert"></div></div>`;
  }

  const box = (name, label, isChecked, value) => html`<label class="integration-form__check"><input type="checkbox" name="${name}" value="${value || '1'}" ${checked(isChecked)}><span>${label}</span></label>`;

  function main(tile) {
    const value = tile || { name: '', description: '', redirect_uri: '', revoke_access_hook_uri: '', scopes: ['crm', 'notifications'] };
    return html`<form class="integration-form" novalidate>
      <div class="host-alert integration-form__problem h-hidden" role="alert"></div>
      ${field('name', 'Integration name', html`<input class="text-input" id="integration_name" name="name" value="${value.name}">`, '3 to 255 characters.')}
      ${field('description', 'Description', html`<textarea class="text-input" id="integration_description" name="description" rows="3">${value.description}</textarea>`, '5 to 65,000 characters; HTML is allowed.')}
      ${field('redirect_uri', 'Redirect link', html`<input class="text-input" id="integration_redirect_uri" name="redirect_uri" value="${value.redirect_uri}" placeholder="https://">`, 'Where authorization codes go. May be empty when the widget has no server.')}
      ${field('revoke_access_hook_uri', 'Access revoked hook', html`<input class="text-input" id="integration_revoke_access_hook_uri" name="revoke_access_hook_uri" value="${value.revoke_access_hook_uri}" placeholder="https://">`, 'Called when the integration is disabled. Optional.')}
      ${field('scopes', 'Scopes', html`<div class="integration-form__checks">${SCOPES.map(([id, title]) => box('scopes', title, value.scopes.includes(id), id))}</div>`)}
      ${field('logo', 'Icon', html`<input type="file" id="integration_logo" name="logo" accept=".jpg,.jpeg,.png,.gif">`, '400 × 272 pixels; jpeg, jpg, png or gif.')}
      ${field('options', 'Options', html`<div class="integration-form__checks">${box('has_duplicate_control', 'Duplicate control', value.has_duplicate_control)}${box('has_multiple_sources', 'Multiple sources', value.has_multiple_sources)}</div>`)}
      <div class="integration-form__actions"><button class="button-input button-input_blue js-save-integration" type="submit"><span class="button-input-inner">${tile ? 'Save' : 'Create'}</span></button>
        <button class="button-input button-cancel" type="button"><span>Cancel</span></button>
        ${tile ? html`<span class="page-top__space"></span><button class="button-input button-input_danger js-delete-integration" type="button"><span class="button-input-inner">${icon('trash')}Delete</span></button>` : ''}</div>
    </form>`;
  }

  const dataUrl = (file) =>
    new Promise((done, fail) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = () => fail(new Error('the icon cannot be read'));
      reader.readAsDataURL(file);
    });

  async function read(form) {
    const data = new FormData(form);
    const file = data.get('logo');
    return {
      name: data.get('name'),
      description: data.get('description'),
      redirect_uri: data.get('redirect_uri').trim(),
      revoke_access_hook_uri: data.get('revoke_access_hook_uri').trim(),
      scopes: data.getAll('scopes'),
      has_duplicate_control: data.has('has_duplicate_control'),
      has_multiple_sources: data.has('has_multiple_sources'),
      ...(file && file.size ? { logo: await dataUrl(file) } : {}),
    };
  }

  /** Puts each complaint beside its field; what belongs to none goes to the top. */
  function complain(form, error) {
    form.querySelectorAll('.integration-form__error').forEach((node) => (node.textContent = ''));
    const rest = [];
    const errors = (error.body && error.body.errors) || [];
    errors.forEach(({ field: name, message }) => {
      const row = form.querySelector(`[data-field="${name}"] .integration-form__error`);
      if (row) row.textContent = message;
      else rest.push(message);
    });
    if (!errors.length) rest.push(error.message);
    const top = form.querySelector('.integration-form__problem');
    top.textContent = rest.join('\n');
    top.classList.toggle('h-hidden', !rest.length);
    const first = form.querySelector('.integration-form__error:not(:empty)');
    if (first) first.scrollIntoView({ block: 'center' });
  }

  return {
    /** Opens the window; `changed(uuid)` is awaited after everything that changes the list. */
    open(tile, changed) {
      let current = tile;
      let modal = null;

      function draw($body, tab) {
        const tabs = [['main', 'General'], ['upload', 'Archive'], ['keys', 'Keys and scopes']];
        $body.find('.modal-body__inner').html(html`
          <span class="modal-body__close" role="button" tabindex="0" aria-label="Close"><span class="icon icon-modal-close"></span></span>
          <h2 class="modal-body__caption">${current ? current.name : 'Create integration'}</h2>
          ${current ? html`<div class="host-tabs" role="tablist">${tabs.map(([id, title]) => html`<button class="host-tabs__item ${id === tab ? 'host-tabs__item_active' : ''}" role="tab" aria-selected="${id === tab ? 'true' : 'false'}" type="button" data-tab="${id}">${title}</button>`)}</div>` : ''}
          <div class="integration-modal__tab"></div>`.toString());
        const box = $body.find('.integration-modal__tab')[0];
        if (tab === 'upload') upload.draw(box, current, async () => (current = { ...current, ...(await changed(current.uuid)) }));
        else if (tab === 'keys') keys.draw(box, current);
        else drawMain(box, $body);
        $body.trigger('modal:loaded').trigger('modal:centrify');
      }

      function drawMain(box, $body) {
        box.innerHTML = main(current);
        const form = box.querySelector('form');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          const button = form.querySelector('.js-save-integration');
          button.classList.add('button-input_loading');
          try {
            const body = await read(form);
            const isNew = !current;
            current = isNew
              ? await http.request('POST', '/v3/clients/', body)
              : await http.request('PATCH', `/v3/clients/${current.uuid}`, body);
            await changed(current.uuid);
            if (isNew) draw($body, 'upload');
            else modal.destroy();
          } catch (error) {
            complain(form, error);
            button.classList.remove('button-input_loading');
          }
        });
        const remove = form.querySelector('.js-delete-integration');
        if (remove) {
          remove.addEventListener('click', async () => {
            if (!(await confirm(`Delete “${current.name}” with its archives and settings?`, 'Delete'))) return;
            await http.request('DELETE', `/v3/clients/${current.uuid}`);
            require('host/widgets/lifecycle').stop(current.code);
            modal.destroy();
            await changed(current.uuid);
          });
        }
      }

      modal = new Modal({
        class_name: 'integration-modal',
        disable_overlay_click: true,
        disable_enter_keydown: true,
        init($body) {
          draw($body, tile && !tile.code ? 'upload' : 'main');
          $body.on('click', '[data-tab]', (event) => draw($body, event.currentTarget.dataset.tab));
        },
      });
    },
  };
});
