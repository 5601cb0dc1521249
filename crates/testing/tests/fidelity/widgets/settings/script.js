// The settings window: five kinds of fields, and onSave in every form, chosen by what is typed as login.
define(['jquery'], function ($) {
  return function CustomWidget() {
    var self = this;
    var code = self.get_settings().widget_code;
    window.settings = window.settings || { saves: [] };
    self.callbacks = {
      render: function () { return true; },
      init: function () { return true; },
      bind_actions: function () { return true; },
      settings: async function ($body, context) {
        var seen = window.settings;
        seen.context = context;
        seen.params = self.get_settings();
        seen.status = self.get_install_status();
        seen.found = {
          byClass: $('.modal.' + code).length, byName: $('.widget-settings__modal.' + code).length, body: $('.modal-body .widget_settings_block').length,
          inside: $body.find('.widget_settings_block').length, items: $body.find('.widget_settings_block__item_field').length,
          title: $body.find('[data-field=login] .widget_settings_block__title_field').text().trim(), descr: $body.find('.widget_settings_block__descr b').text(),
          controls: $body.find('.widget_settings_block__controls').length > 0, fields: $('#widget_settings__fields_wrapper').length,
          desc: $('.widget-settings__wrap-desc-space .widget-settings__desc-space').length, save: $('#save_' + code + '.js-widget-save').length,
          install: $('button.js-widget-install').length, active: $body.find('input[name=widget_active]').is(':checked'),
          login: $body.find('input[name=login]').attr('type'), secret: $body.find('input[name=secret]').attr('type'),
          phones: $body.find('[data-field=phones] input').length, custom: $('#' + code + '_custom').attr('type'),
        };
        $('#' + code + '_custom_content').html('<button type="button" class="own-set">Set it</button>').on('click', '.own-set', function () {
          $('#' + code + '_custom').val(seen.own === undefined ? JSON.stringify({ limit: 3 }) : seen.own).trigger('change');
        });
      },
      onSave: function (event) {
        var seen = window.settings;
        seen.saves.push(JSON.parse(JSON.stringify(event)));
        var $save = $('.modal.' + code).find('.js-widget-save');
        switch (event.fields && event.fields.login) {
          case 'false': return false;
          case 'reset': $save.trigger('button:save:error'); return false;
          case 'reject': return Promise.reject();
          case 'throw': throw new Error('boom while saving');
          case 'later': return new Promise(function (done) { setTimeout(function () { done(true); }, 300); });
          case 'change': event.fields.login = 'changed'; event.fields.own = JSON.stringify({ by: 'onSave' }); return true;
          case 'text': event.fields.own = 'a plain text'; return true;
          case 'number': event.fields.own = '12'; return true;
          case 'stay': $save.removeAttr('data-onsave-destroy-modal'); return true;
          default: return true;
        }
      },
      onInstall: function () { window.settings.installed = true; throw new Error('boom after installing'); },
      destroy: function () { window.settings.destroyed = (window.settings.destroyed || 0) + 1; },
    };
    $(document).on('widget:' + code + ':installed', function () { window.settings.heard = true; });
    return this;
  };
});
