// Habits of public widgets in one: host members overwritten and called unbound, old names, inline handlers, every form of
// render, relays in a row. What happened is put on window.habits for the test to read.
window.habits = window.habits || { calls: [], instances: 0, rendered: {} };
define(['jquery', 'lib/components/base/modal'], function ($, Modal) {
  return function CustomWidget() {
    var self = this;
    var seen = window.habits;
    var note = function (name) { seen.calls.push(name); };
    seen.instances += 1;

    // In the constructor: five public bundles replace the function by its answer.
    seen.atConstruction = { area: self.system().area, user: AMOCRM.constant('user').id, settings: self.get_settings().login };
    self.system = self.system();
    var settings = self.get_settings;
    self.get_settings = null;
    var bound = _.bind(self.i18n, self);
    self.callbacks_ = 'mine';
    self.params.mine = 'kept';

    window.habitsClicked = function (button) { note('inline ' + button.textContent); };

    self.callbacks = {
      render: function () {
        note('render');
        seen.self = self;
        seen.unbound = settings().widget_code === self.params.widget_code;
        if (AMOCRM.data.current_card.id === 0) return false;
        if (!APP.isCard()) return true;
        var form = seen.rendered;
        form.data = self.render({ data: '{% for n in list %}{{ n }};{% endfor %}' }, { list: [1, 2] });
        form.ref = self.render({ ref: '/tmpl/controls/button.twig' }, { text: 'Press', class_name: 'habits-button', blue: true, additional_data: 'data-x="1"' });
        form.unknown = self.render({ ref: '/tmpl/controls/nothing.twig' }, {});
        form.nested = self.render({ data: '{{ include_control("input", { name: "inner", value: "v" }) }}' }, {});
        form.late = self.render({ href: '/templates/part.twig', base_path: self.params.path, v: self.get_version(), load: function (template) {
          form.href = template.render({ name: 'slash' });
        } }, {});
        self.render({ href: 'templates/part.twig', base_path: self.params.path + '/', load: function (template) {
          form.noSlash = template.render({ name: 'none' });
        } }, {});
        self.render({ href: '/templates/absent.twig', base_path: self.params.path, load: function () { form.absent = true; } }, {});
        self.render({ href: 'templates/part.twig', base_path: self.params.path, promised: true }).then(function (template) { form.promised = template.render({ name: 'promise' }); });
        form.global = window.twig({ data: '{{ a }}' }).render({ a: 'by the global' });
        self.render_template({
          caption: { class_name: 'js-habits-caption', html: '<i class="habits-extra">extra</i>' },
          body: '<link type="text/css" rel="stylesheet" href="' + self.params.path + '/style.css?v=' + self.get_version() + '">' +
            '<button type="button" class="habits-inline" onclick="habitsClicked(this)">Inline</button><script>window.habits.script = true;</' + 'script>',
          render: '<div class="habits-root">{{ who }}</div>' + form.ref,
        }, { who: bound('widget.name') });
        return true;
      },
      init: function () {
        note('init');
        // The block is there before init asks for it.
        seen.block = $('.card-widgets__widget-' + settings().widget_code + ' .habits-root').length;
        seen.texts = [self.i18n('deep.er.key'), self.i18n('none'), self.i18n('deep').er.key, self.langs.widget.name];
        seen.status = self.get_install_status();
        self.set_settings({ extra: 1 });
        seen.extra = self.params.extra;
        seen.lists = self.list_selected();
        seen.account = self.get_accounts_current().subdomain;
        self.add_action('phone', function (data) { seen.phone = data.value; });
        self.add_source('sms', function (sms) { seen.sms = sms; return Promise.resolve(); });
        return true;
      },
      bind_actions: function () { note('bind_actions'); $(document).on('page:changed' + (self.ns || ''), function () { note('page:changed'); }); return true; },
      settings: function () {},
      onSave: function () { return true; },
      destroy: function () { note('destroy'); },
      // The older name of todo.selected.
      tasks: { selected: function () { note('tasks.selected ' + self.list_selected().summary.items); } },
      leads: { selected: function () { seen.selected = self.list_selected(); note('leads.selected'); } },
      contacts: { selected: function () { seen.selected = self.list_selected(); note('contacts.selected'); } },
    };

    /** Relays in a row: answers come in order, a second apart, read by their type. */
    seen.relay = function () {
      var started = Date.now();
      var answers = [];
      var take = function (name) { return function (answer) { answers.push([name, typeof answer, Date.now() - started]); }; };
      self.crm_post('http://backend.example/json', { a: { b: 1 }, list: [1, 2] }, take('json'), 'json');
      self.crm_post('http://backend.example/json', {}, take('text'));
      self.crm_post('http://nowhere.example/', {}, take('ok'), 'json', take('failed'));
      return new Promise(function (done) {
        var timer = setInterval(function () { if (answers.length === 3) { clearInterval(timer); done(answers); } }, 50);
      });
    };

    /** Windows used wrongly: a message after closing, a window that refuses to close, one closed twice. */
    seen.misuse = function () {
      var out = {};
      var refuse = true;
      var modal = new Modal({ class_name: 'habits-modal', init: function ($body) { $body.trigger('modal:loaded').html('<h2>Mine</h2>').trigger('modal:centrify'); }, destroy: function () { return !refuse; } });
      out.open = $('.habits-modal .modal-body h2').text();
      modal.destroy();
      out.refused = $('.habits-modal').length;
      refuse = false;
      modal.destroy();
      modal.destroy();
      out.closed = $('.habits-modal').length;
      modal.showError('After closing', false);
      out.after = $('.modal').text().indexOf('After closing') >= 0;
      modal.destroy();
      new Modal().showSuccess('Done', false, 200);
      out.success = $('.modal').text().indexOf('Done') >= 0;
      try { new Modal({ init: function () { throw new Error('boom in the window'); } }); } catch (error) { out.threw = error.message; }
      return out;
    };
    return this;
  };
});
