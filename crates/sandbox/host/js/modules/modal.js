// The module `lib/components/base/modal`: new Modal(options) opens a window; without options it is used for messages.
//
// Options: class_name, init($body), destroy() (false keeps it open), container, disable_overlay_click,
// disable_escape_keydown, disable_enter_keydown, disable_cancel_click, default_overlay, focus_element, can_centrify,
// init_animation, preload_templates. Resizing and centring need nothing here: style sheets keep the window in the middle.
// Events of the body: modal:loaded, modal:centrify. Methods: destroy, showSuccess, showError, _showError.
define(['jquery', 'twigjs', 'text', 'host/core/html', 'host/ui/windows'], function ($, twigjs, text, html, windows) {
  'use strict';

  const MESSAGE_MS = 1500;

  function shell(options) {
    const overlay = options.default_overlay ? 'modal_default-overlay' : 'modal_white-overlay';
    return html`<div class="modal ${overlay} ${options.init_animation ? 'modal_animated' : ''} ${options.class_name || ''}" role="dialog" aria-modal="true">
      <i class="modal__edge" tabindex="0"></i><div class="modal-scroller custom-scroll"><div class="modal-body modal-body-relative" tabindex="-1">
        <div class="modal-body__inner"></div></div></div><i class="modal__edge" tabindex="0"></i></div>`;
  }

  class Modal {
    constructor(options) {
      this.options = { container: document.body, focus_element: '.js-modal-accept', can_centrify: true, ...(options || {}) };
      this.isOpen = false;
      if (options && typeof options.init === 'function') this.open(options.init);
    }

    open(fill) {
      this.$modal = $(shell(this.options).toString());
      this.$el = this.$modal;
      this.$modal_body = this.$modal.find('.modal-body');
      $(this.options.container).append(this.$modal);
      $('body').addClass('page-overflow');
      this.isOpen = true;
      this.before = document.activeElement;
      windows.add(this);
      this.$modal_body.on('modal:loaded', () => this.$modal.addClass('modal_loaded'));
      this.$modal_body.on('modal:centrify', () => this.centrify());
      this.$modal_body.on('modal:loaded modal:centrify', () => windows.settle(this));
      this.$modal.on('click', '.modal-body__close, .js-modal-cancel, .button-cancel', (event) => {
        if (this.options.disable_cancel_click && !$(event.currentTarget).is('.modal-body__close')) return;
        event.preventDefault();
        this.destroy();
      });
      this.$modal.find('.modal-scroller').on('mousedown', (event) => {
        if (event.target === event.currentTarget && !this.options.disable_overlay_click) this.destroy();
      });
      this.onKey = (event) => {
        if (!windows.isOnTop(this)) return;
        if (['Enter', ' '].includes(event.key) && $(event.target).is('.modal-body__close')) {
          event.preventDefault();
          this.destroy();
          return;
        }
        if (event.key === 'Escape' && !this.options.disable_escape_keydown) this.destroy();
        if (event.key === 'Enter' && !this.options.disable_enter_keydown && !$(event.target).is('textarea, button, a')) {
          this.$modal.find('.js-modal-accept').first().trigger('click');
          // The key would press the button that has the focus again, and open the window anew.
          if (!this.isOpen) event.preventDefault();
        }
      };
      document.addEventListener('keydown', this.onKey);
      const begin = () => {
        if (!this.isOpen) return;
        try {
          fill.call(this, this.$modal_body);
        } finally {
          if (this.isOpen) windows.settle(this, true);
        }
      };
      const wanted = (this.options.preload_templates || []).filter((path) => !twigjs.lookup(path) && !twigjs({ ref: path }));
      if (wanted.length) Promise.all(wanted.map((path) => this.preload(path))).then(begin);
      else begin();
    }

    /** Has a template ready under its path before the window is filled, if it can be had. The host's own always are. */
    preload(path) {
      return new Promise((done) => text.get(path, (data) => done(twigjs({ id: path, data, allowInlineIncludes: true })), done));
    }

    centrify() {
      if (this.options.can_centrify && this.$modal) this.$modal.addClass('modal_centered');
    }

    /** Closes the window unless the owner's destroy() answers false. */
    destroy() {
      if (!this.isOpen) return undefined;
      const { destroy } = this.options;
      if (typeof destroy === 'function' && destroy.call(this) === false) return false;
      windows.remove(this);
      return undefined;
    }

    message(kind, text) {
      const content = html`<div class="modal-body__message modal-body__message_${kind}" role="alert">${text}</div>
        <span class="modal-body__close"><span class="icon icon-modal-close"></span></span>`;
      const put = ($body) => {
        $body.find('.modal-body__inner').html(content.toString());
        $body.trigger('modal:loaded').trigger('modal:centrify');
      };
      if (this.isOpen) put(this.$modal_body);
      else this.open(put);
    }

    showSuccess(text, callback, ms) {
      this.message('success', text);
      this.timer = setTimeout(() => {
        this.destroy();
        if (typeof callback === 'function') callback();
      }, ms || MESSAGE_MS);
    }

    showError(text) {
      this.message('error', text);
    }

    _showError(text) {
      this.showError(text);
    }
  }

  return Modal;
});
