// The settings modal of an integration: description on the left, fields drawn from the manifest on the right, and the
// Install/Save button with its protocol (JS SDK, "Settings"). Classes and ids are those widgets look for.
define([
  'jquery', '../../core/html', '../../core/http', '../../core/boot', '../../ui/sanitize', '../../ui/confirm', 'lib/components/base/modal', '../../widgets/lifecycle', './settings-fields', './save-button', './tour',
], function ($, html, http, boot, sanitize, confirm, Modal, lifecycle, fields, saveButton, tour) {
  'use strict';

  // The widget said no: the button goes on turning until the widget itself resets it, as in Kommo.
  const NOT_SAVED = new Error('');

  function picture(widget, name) {
    const found = (widget.images || []).find((path) => path.startsWith(`images/${name}.`));
    return found ? `${widget.path}/${found}` : '';
  }

  const STATES = { install: 'Not installed', installed: 'Installed', not_configured: 'Not configured', error: 'Error' };

  /** Where the manifest says users find help. */
  function support(widget) {
    const { link, email } = (widget.manifest.widget || {}).support || {};
    const isLink = /^https?:\/\//i.test(link || '');
    return isLink || email
      ? html`<div class="widget-additional-info host-muted">Support: ${isLink ? html`<div><a href="${link}" target="_blank" rel="noopener">${link}</a></div>` : ''} ${email ? html`<div><a href="mailto:${email}">${email}</a></div>` : ''}</div>`
      : '';
  }

  // The parts stand in each other as people recorded them in Kommo: widgets replace the whole right side, or add to it.
  function shell(widget, options) {
    const image = picture(widget, 'logo_main');
    const needsInstall = !widget.is_installed;
    const can = options.isAdmin;
    const status = needsInstall ? 'install' : widget.status;
    const consent = () => html`<label class="widget_settings_block__consent"><input type="checkbox" class="js-widget-consent" name="consent">
      <span>I agree that this integration gets access to the data of this account: ${(options.scopes || ['crm']).join(', ')}</span></label>`;
    const buttons = () => html`${needsInstall ? consent() : ''}<div class="widget_settings_block__controls widget_settings_block__controls_top">
      <button type="button" id="save_${widget.code}" data-id="${widget.id}" class="button-input button-input_blue js-widget-save ${needsInstall ? 'js-widget-install' : ''}" data-onsave-destroy-modal="true">
        <span class="button-input-inner"><span class="button-input-inner__text">${needsInstall ? 'Install' : 'Save'}</span></span></button></div>`;
    return html`<span class="modal-body__close" role="button" tabindex="0" aria-label="Close"><span class="icon icon-modal-close"></span></span>
      <div class="widget-settings">
        <div class="widget-settings__base-space">
          <div class="widget_main_info">
            <div class="widget_settings_block__img">${image ? html`<img src="${image}" alt="">` : ''}</div>
            <div class="widget_settings_block__head"><div class="widget_settings_block__title" title="${widget.name}">${widget.name}</div>
              <div class="widget_settings_block__head-desc">${html.raw(sanitize(fields.text(widget, (widget.manifest.widget || {}).short_description)))}</div>
              <div class="widget-settings__version host-muted">Version ${widget.version}</div></div>
            <div class="widget-settings__command-plate"><div class="widget-state widget-state_status_${status}"><span class="widget-state__name host-badge ${needsInstall ? '' : 'host-badge_success'}">${STATES[status] || status}</span></div>
              ${can && !needsInstall ? html`<button type="button" data-id="${widget.id}" class="button-input button-input_danger js-widget-uninstall"><span class="button-input-inner">Disable</span></button>` : ''}</div>
          </div>
          <hr class="widget_settings_block__separator">
          <div class="widget-settings__additional-block">${tour.draw(widget)}${support(widget)}</div>
        </div>
        <div class="widget-settings__wrap-desc-space"><div class="widget-settings__desc-space">
          <div class="widget-settings__work-area widget_settings_block" data-code="${widget.code}">
            <div class="widget_settings_block__descr">${html.raw(sanitize(fields.description(widget)))}</div>
            <div class="widget_settings_block__fields" id="widget_settings__fields_wrapper">
              ${fields.draw(widget)}
              <div class="widget_settings_block__problem host-alert h-hidden" role="alert"></div>
              ${can ? buttons() : html`<p class="host-muted">Only an administrator can change these settings.</p>`}
              <div class="switcher_wrapper h-hidden"><label for="widget_active__sw" class="switcher switcher_blue widget-settings__switcher"></label>
                <input type="checkbox" value="Y" name="widget_active" id="widget_active__sw" class="switcher__checkbox" ${needsInstall ? '' : html.raw('checked')}></div>
            </div>
          </div>
        </div></div>
      </div>`;
  }

  /** Puts what the server or the widget complains about into the window. */
  function complain($body, error) {
    const problems = (error && error.body && error.body.errors) || [];
    $body.find('.widget_settings_block__error').text('');
    const rest = problems.filter(({ field, message }) => {
      const $row = $body.find(`.widget_settings_block__item_field[data-field="${CSS.escape(field)}"]`);
      $row.find('.widget_settings_block__error').text(message);
      return !$row.length;
    });
    const text = problems.length ? rest.map((one) => one.message).join('\n') : (error && error.message) || '';
    $body.find('.widget_settings_block__problem').text(text).toggleClass('h-hidden', !text);
  }

  function post(widget, active, settings) {
    return http.request('POST', '/ajax/widgets/edit', { action: 'edit', id: widget.id, code: widget.code, widget_active: active, settings, ...(widget.sdk_catalog_id ? { sdk_catalog_id: widget.sdk_catalog_id } : {}) });
  }

  /** Takes over what the server answered, in place: pages and widgets hold this object. */
  function adopt(widget, next) {
    Object.assign(widget, boot.readWidget(next), { badge: undefined });
  }

  return {
    /** Opens the window of a widget. `context` is given when it is opened from a pipeline's source tile. */
    async open(widget, options) {
      let instance = lifecycle.instanceOf(widget.code);
      let isOwnInstance = false;
      let modal = null;

      /** What the widget threw in this callback, in words. */
      function failedIn(name) {
        const { fault } = instance || {};
        return fault && fault.name === name ? new Error(`The widget failed in ${name}: ${fault.message}`) : null;
      }

      async function agreed(active, values) {
        const event = { active, fields: values };
        const callbacks = (instance && instance.object && instance.object.callbacks) || {};
        if (!instance || typeof callbacks.onSave !== 'function') {
          if (active === 'N') return event;
          throw new Error('The widget has no callback onSave, so it cannot be installed.');
        }
        instance.fault = null;
        const answer = await Promise.resolve(lifecycle.call(instance, 'onSave', [event])).catch(() => {
          throw NOT_SAVED;
        });
        if (failedIn('onSave')) throw failedIn('onSave');
        if (!answer) throw NOT_SAVED;
        return event;
      }

      async function save($button, $body) {
        const isFirst = !widget.is_installed;
        $button.trigger('button:load:start');
        complain($body, null);
        try {
          if (isFirst && $body.find('.js-widget-consent').length && !$body.find('.js-widget-consent').prop('checked')) {
            throw new Error('Tick the consent below to install this integration.');
          }
          const given = fields.read($body, widget);
          const empty = fields.missing(widget, given);
          if (empty.length) {
            throw Object.assign(new Error('Fill in the required fields.'), {
              body: { errors: empty.map((field) => ({ field, message: 'This field is required' })) },
            });
          }
          const { fields: values } = await agreed('Y', given);
          const done = await post(widget, 'Y', values);
          adopt(widget, done.widget);
          if (instance && instance.host) Object.assign(instance.host.params, done.widget.settings, { active: 'Y', widget_active: 'Y', status: widget.status });
          if (isFirst && instance) {
            lifecycle.call(instance, 'onInstall');
            $(document).trigger(`widget:${widget.code}:installed`);
          }
          $button.trigger('button:saved').trigger('button:load:stop').trigger('button:save:disable');
          await options.refresh(widget.uuid);
          if ($button.attr('data-onsave-destroy-modal') !== undefined) modal.destroy();
          else redraw($body);
        } catch (error) {
          failed($button, $body, error);
        }
      }

      function failed($button, $body, error) {
        // A rejected promise is a no as well; only the host's own errors and crashes give the button back.
        if (!(error instanceof Error) || error === NOT_SAVED) return;
        $button.trigger('button:load:stop');
        complain($body, error);
      }

      async function disable($button, $body) {
        if (!(await confirm(`Disable “${widget.name}”? Its settings will be erased.`, 'Disable'))) return;
        $button.trigger('button:load:start');
        try {
          await agreed('N', fields.read($body, widget));
          const done = await post(widget, 'N', {});
          adopt(widget, done.widget);
          lifecycle.stop(widget.code);
          instance = null;
          await options.refresh(widget.uuid);
          modal.destroy();
        } catch (error) {
          failed($button, $body, error);
        }
      }

      function redraw($body) {
        $body.find('.js-widget-install').removeClass('js-widget-install').find('.button-input-inner__text').text('Save');
        $body.find('.widget_settings_block__consent').remove();
        $body.find('[name="widget_active"]').prop('checked', true);
      }

      function introduce($body) {
        instance.fault = null;
        lifecycle.call(instance, 'settings', [$body.find('.widget-settings__wrap-desc-space'), options.context || {}]);
        if (failedIn('settings')) complain($body, failedIn('settings'));
      }

      if (!instance) {
        // One that does not come up must not keep the window shut: it could not be disabled either.
        const made = lifecycle.start(widget, 'settings').then((one) => {
          instance = one;
          isOwnInstance = Boolean(one);
          if (one && modal && modal.isOpen) introduce(modal.$modal_body);
        });
        await Promise.race([made, new Promise((done) => setTimeout(done, lifecycle.PATIENCE_MS))]);
      }
      modal = new Modal({
        class_name: `widget-settings__modal ${widget.code}`,
        disable_enter_keydown: true,
        disable_cancel_click: true,
        init($body) {
          $body.find('.modal-body__inner').html(shell(widget, options).toString());
          const $button = $body.find('.js-widget-save');
          saveButton.bind($button, widget.is_installed);
          // Widgets put inputs of their own anywhere in the window.
          $body.on('input change controls:change', 'input, textarea, select', () => $button.trigger('button:save:enable'));
          $body.on('change', '.js-widget-consent', () => $button.trigger('button:save:enable'));
          tour.bind($body);
          $button.on('click', () => save($button, $body));
          $body.on('click', '.js-widget-uninstall', (event) => disable($(event.currentTarget), $body));
          $body.trigger('modal:loaded').trigger('modal:centrify');
          if (instance) introduce($body);
        },
        destroy() {
          // A widget that lives here only for the window goes with it, unless it has just been installed.
          if (isOwnInstance && instance && !widget.is_installed) lifecycle.stop(widget.code);
        },
      });
      return modal;
    },
  };
});
