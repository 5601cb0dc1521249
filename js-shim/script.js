// script.js: the only JavaScript a widget ships. Kommo's RequireJS loads it, its factory returns the constructor at
// once, and every call of the host goes through `enter` into the one export of the WebAssembly module, `kommo_dispatch`.
//
// The packager replaces three identifiers:
//   KOMMO_GLUE  a function; each call gives a fresh wasm-bindgen instance {initSync, kommo_dispatch}
//   KOMMO_WASM  an expression: the module's bytes as Uint8Array
//   KOMMO_META  {callbacks: {render: 1, ...}, css, dev, settings, lists, pages, tab, bot, file: bool}
//
// Functions named kw_* are what the module imports. A module that does not import one does not pay for it: the minifier
// drops it. Rust functions never sit in the host's hands, only closures of this file do, and each belongs to the
// instance that made it: an instance that crashed can never be entered again, nor touch what its successor owns.
define(['jquery'], function ($) {
  'use strict';

  // Operations of kommo_dispatch(op, id, value); a callback of the host is CALL + its code. See src/abi.rs.
  var CREATE = 0, DESTROY = 1, WAKE = 2, OK = 3, ERR = 4, CALL = 16;
  // A widget that crashes again and again is left alone after so many times, until the page is loaded anew.
  var MAX_CRASHES = 5;

  var TEXTS = {
    en: ['This page does not allow WebAssembly: the widget cannot start.',
      'The widget stopped because of an error.', 'Start again', 'Reload the page.'],
    es: ['Esta página no permite WebAssembly: el widget no puede iniciarse.',
      'El widget se detuvo por un error.', 'Iniciar de nuevo', 'Recargue la página.'],
    pt: ['Esta página não permite WebAssembly: o widget não pode iniciar.',
      'O widget parou por causa de um erro.', 'Iniciar novamente', 'Recarregue a página.']
  };

  // Some of kommo-api's sorts of failure, see ErrorKind::of_number.
  var LIMITED = 8, SERVER = 9, TRUNCATED = 12, NETWORK = 14, TIMEOUT = 15;

  // What happened, by kommo-api's sort of failure: as its explain() says it.
  var SENTENCES = ['not signed in any more', "the account's plan does not allow this", 'no right to do this',
    'Kommo has blocked this account or address', 'not found', 'not possible here', 'Kommo refused the data',
    'not possible now', 'too many requests', 'Kommo failed', 'unexpected answer', 'a web page came instead of data',
    'the answer broke off', 'the answer is not of the expected form', 'no answer', 'no answer in time', 'cancelled',
    'the pages repeat themselves', 'not written, as another item of its batch was refused', 'cannot be sent'];

  // When the page's latest requests start, at most seven in a second; and until when Kommo wants none.
  var pace = { starts: [], closed: 0 };

  // What an answer means: [-1, document], or [kind, status, message, request id, document, text].
  function judge(response, text) {
    var status = response.status, document;
    var type = response.headers.get('Content-Type') || '';
    if (status === 204) text = '';
    try { document = JSON.parse(text); text = ''; } catch (error) { text = text.slice(0, 4096); }
    var first = text.trim()[0];
    var html = /html/.test(type) || first === '<';
    if (response.ok && (document !== undefined || !html && !(text && (/json/.test(type) || first === '{' || first === '[')))) return [-1, document];
    var kind = response.ok ? html ? response.redirected ? 0 : 11 : TRUNCATED
      : status === 403 && html ? 3
      : status > 499 ? SERVER
      : status === 401 ? 0
      : { 400: 6, 402: 1, 403: 2, 404: 4, 405: 5, 422: 7, 429: LIMITED }[status] || 10;
    return [kind, status, '', response.headers.get('X-Request-Id') || undefined, document, text];
  }

  function read(response) {
    return response.text().then(function (text) { return judge(response, text); });
  }

  // For what is decoded in the module: a document's bytes as they came. Anything else is judged as a text.
  function read_raw(response) {
    return response.arrayBuffer().then(function (buffer) {
      var bytes = new Uint8Array(buffer);
      var is_document = response.ok && /[{[\s]/.test(String.fromCharCode(bytes[0]));
      return is_document ? [-1, bytes] : judge(response, new TextDecoder().decode(bytes));
    });
  }

  var codes = KOMMO_META.callbacks;
  var module;       // compiled once a page
  var running;      // the instance that is in use; none before the first callback and after a crash
  var crashes = 0;
  var telling;      // a notice is being shown

  function report(what, error) {
    console.debug('kommo-widget: ' + what, error); // what moderation allows where an error is caught
    if (KOMMO_META.dev) reportError(error instanceof Error ? error : new Error('kommo-widget: ' + what));
  }

  function code(self) { return self.get_settings().widget_code; }

  // The widget's own place in the right panel; the runtime puts its content there and nowhere else.
  function place(self) { return '[data-kw="' + code(self) + '"]'; }

  function show(self, html) {
    if ($(place(self)).html(html).length) return;
    self.render_template({
      caption: { class_name: 'kw-caption' }, body: $('<div class="kw-panel">').attr('data-kw', code(self)).html(html).prop('outerHTML'), render: ''
    }, {});
  }

  function modal(self) { return $('.widget-settings__modal.' + code(self)); }

  // The host leaves the button spinning after a save that did not happen.
  function release(self) { modal(self).find('.js-widget-save').trigger('button:save:error'); }

  // A sentence in the place of the widget's content, and in its settings if they are open.
  function notice(self, restart) {
    if (telling) return; // the host calls the widget while it takes the notice
    telling = true;
    try {
      var texts = TEXTS[(window.APP || window.AMOCRM || {}).lang_id] || TEXTS.en;
      var text = !module && !KOMMO_META.file ? texts[0] : texts[1] + (restart ? '' : ' ' + texts[3]);
      var box = $('<div class="kw-notice" role="alert">').text(text);
      if (KOMMO_META.settings) {
        modal(self).find('.kw-notice').remove();
        modal(self).find('.widget_settings_block__descr').prepend(box.clone());
        release(self);
      }
      if (restart) box.append(' ', $('<a href="#" class="kw-restart">').text(texts[2]));
      // Its own pages and tab; else the panel.
      var own = KOMMO_META.pages || KOMMO_META.tab ? '#work-area-' + code(self) + ',#' + code(self) + '>.kw-panel,' : '';
      if (!own || !$(own + 'kw').html(box).length) show(self, box);
      if (restart) $(own + place(self)).find('.kw-restart').on('click', function (event) {
        event.preventDefault();
        restart();
      });
    } catch (error) { report('there is no place for a notice', error); }
    telling = false;
  }

  // One WebAssembly instance and all that it asked the page for.
  function boot() {
    var dead;          // what ended this instance
    var depth = 0;     // calls that are under way: the host may call back while it is called
    var widgets = {};  // id -> {self, crashed} of a widget object
    var last;          // the one that was made or ended last
    var slots = {};    // slot -> function that cancels what the slot waits for
    var promises = {}; // task -> {resolve, reject} of a promise given to the host

    // The only way in. Whatever exception leaves the module (a panic, a trap, a stack overflow, a host function that
    // threw through it) has left its memory in an unknown state, so it ends the instance. Where the host called back
    // while it was called, the outer call still runs to its end in the dead instance; what it has left behind goes then.
    function enter(op, id, value) {
      if (dead) return undefined;
      depth++;
      try { value = glue.kommo_dispatch(op, id, value); } catch (error) {
        if (!dead) crashes++;
        dead = error || true;
        running = undefined;
        report('the widget crashed', error);
      } finally { depth--; }
      if (!dead) return value;
      if (!depth) bury();
    }

    // Lets go of everything the instance held, settles what the host waits for, tells the user.
    function bury() {
      Object.keys(slots).forEach(kw_cancel);
      Object.keys(promises).forEach(function (task) {
        promises[task].reject(dead);
        delete promises[task];
      });
      Object.keys(widgets).forEach(function (id) { widgets[id].crashed(); });
    }

    function signal(slot, op, value) {
      if (!slots[slot]) return;
      delete slots[slot];
      enter(op, slot, value);
    }

    function follow(slot, promise, cancel) {
      slots[slot] = cancel;
      promise.then(function (value) { signal(slot, OK, value); }, function (error) { signal(slot, ERR, error); });
    }

    // ---- imports -------------------------------------------------------------------------------------------------

    // The widget object behind a number. What is asked of a widget that has ended is answered by the last one made or
    // ended, which has the same code, settings and texts.
    function host(id) { return (widgets[id] || last).self; }
    function kw_host(id) { return host(id); }

    // Without a target the path starts at the page's globals, of which APP has an older name. What cannot be read is
    // undefined.
    function kw_get(target, path) {
      try {
        return path.split('.').reduce(function (value, key) {
          return value[key] || (value === window && key === 'APP' ? window.AMOCRM : value[key]);
        }, target === undefined ? window : target);
      } catch (error) { return undefined; }
    }

    function kw_call(target, path, args) {
      var dot = path.lastIndexOf('.');
      var owner = dot >= 0 ? kw_get(target, path.slice(0, dot)) : target === undefined ? window : target;
      return owner[path.slice(dot + 1)].apply(owner, args);
    }

    function kw_set(target, key, value) {
      try { target[key] = value; } catch (error) { report('cannot set ' + key, error); }
    }

    function kw_object() { return {}; }
    function kw_list() { return []; }
    function kw_push(list, value) { list.push(value); }

    function kw_items(value) {
      try { return Array.isArray(value) ? value : value instanceof Object ? Object.values(value) : []; } catch (error) { return []; }
    }

    function kw_length(list) { return list.length; }
    function kw_item(list, index) { return list[index]; }
    function kw_now() { return Date.now(); }
    function kw_random() { return Math.random() * 4294967296; }
    function kw_log(text, value) { report(text, value); }
    function kw_param(id, key) { return host(id).get_settings()[key]; }

    // The text at a dotted key in the user's language; the key itself if there is none.
    function kw_text(id, key) {
      var text = kw_get(host(id), 'langs.' + key);
      try { text = text || host(id).i18n(key); } catch (error) { report('no text ' + key, error); }
      return typeof text === 'string' ? text : key;
    }

    // The text at a key with {name} replaced.
    function kw_fill(id, key, name, value) { return kw_text(id, key).split('{' + name + '}').join(value); }

    // A number, or a whole number written as a text; NaN for anything else.
    function kw_number(value) {
      return typeof value === 'number' || typeof value === 'string' && /^[+-]?\d+$/.test(value) ? +value : NaN;
    }

    // A number (kind 0), an amount of a currency (1) or a day from milliseconds (2), as a language writes it.
    function kw_format(kind, number, currency) {
      var language = kw_get(undefined, 'APP.lang_id');
      try {
        if (kind === 2) return new Date(number).toLocaleDateString(language);
        return number.toLocaleString(language, kind ? { style: 'currency', currency: currency, maximumFractionDigits: 0 } : {});
      } catch (error) { return String(number); } // no such currency or language
    }

    function kw_show(id, html) { show(host(id), html); }

    // Puts a note at the top of the panel, in the place of the one before. It is the content if nothing was shown yet.
    function kw_note(id, html) {
      var self = host(id);
      var panel = $(place(self));
      panel.children('.kw-error').remove();
      if (panel.prepend(html).length) return;
      try { show(self, html); } catch (error) { report('there is no panel for an error', error); }
    }

    // An error that the widget does not word itself: see Error::text.
    function kw_failed(id, kind, text, value) {
      text = kind ? (kind === 1 ? 'the page has no ' : '') + text
        : text + ' failed: ' + (typeof value === 'string' ? value : kw_get(value, 'message') || '');
      report(text, value);
      kw_note(id, $('<p class="kw-error" role="alert">').text(text));
    }

    function kw_find(id, selector) { return $(place(host(id))).find(selector)[0]; }

    // The field of type `custom` in the settings, or its content.
    function kw_custom(id, body, part) { return body.find('#' + code(host(id)) + part); }

    // Says what is wrong beside a field. Without a field: takes what was said away.
    function kw_reject(id, field, html) {
      // A field with an input for each user names them field[id].
      if (field) modal(host(id)).find('[name="' + field + '"],[name^="' + field + '["]').closest('.widget_settings_block__item_field').append(html);
      else modal(host(id)).find('.kw-field-error').remove();
    }

    function kw_release(id) { release(host(id)); }

    function kw_cancel(slot) {
      var cancel = slots[slot];
      delete slots[slot];
      if (cancel) cancel();
    }

    // What the page would keep for ever: a window, an overlay, a subscription. The call ends it, when the slot is closed and
    // after a crash.
    function kw_hold(slot, target, path, args) {
      slots[slot] = function () {
        try { kw_call(target, path, args); } catch (error) { report(path + ' failed', error); }
      };
    }

    function kw_await(slot, promise) { follow(slot, Promise.resolve(promise), function () {}); }

    function kw_timer(slot, ms) {
      var timer = setTimeout(function () { signal(slot, OK); }, ms);
      slots[slot] = function () { clearTimeout(timer); };
    }

    // jQuery's events, because the host triggers its own (`page:changed`, `controls:change`) through jQuery only.
    // The target is an element or jQuery object, or a widget object and then its panel is meant.
    function kw_listen(slot, target, type, selector) {
      if (target.get_settings) {
        selector = place(target) + ' ' + selector;
        target = document;
      }
      var heard = function (event) { enter(OK, slot, event); };
      var element = $(target).on(type, selector || null, heard);
      slots[slot] = function () { element.off(type, selector || null, heard); };
    }

    // A request with the user's session: waits for its place, sends, judges the answer, sends again what is worth it. It
    // does as kommo-api's crates/api/src/http does for servers, and the same tests hold both.
    function kw_request(slot, method, path, body, timeout, repeat, reader) {
      var attempt = 0, timer, abort;
      slots[slot] = function () {
        clearTimeout(timer);
        if (abort) abort.abort();
      };
      reserve();

      function reserve() {
        var now = Date.now();
        var start = Math.max(now, pace.closed, pace.starts.length < 7 ? 0 : pace.starts.shift() + 1020);
        pace.starts.push(start);
        if (start > now) timer = setTimeout(send, start - now);
        else send();
      }

      function send() {
        abort = new AbortController();
        attempt++;
        var headers = { 'X-Requested-With': 'XMLHttpRequest' };
        if (body) headers['Content-Type'] = 'application/json';
        Promise.race([
          fetch(path, { method: method, body: body, headers: headers, credentials: 'same-origin', signal: abort.signal })
            .then(reader || read)
            // The browser does not say whether the request left before the connection broke.
            .catch(function (error) { return [NETWORK, 0, String(error.message)]; }),
          new Promise(function (resolve) { timer = setTimeout(resolve, timeout, [TIMEOUT, 0]); })
        ]).then(function (outcome) {
          if (!slots[slot]) return;
          clearTimeout(timer);
          abort.abort();
          var kind = outcome[0], status = outcome[1];
          if (kind < 0) return signal(slot, OK, outcome[1]);
          // What was refused with 4xx was not carried out.
          var safe = method !== 'POST' || repeat || status > 399 && status < 500;
          if (attempt > 3 || !safe || [LIMITED, SERVER, TRUNCATED, NETWORK, TIMEOUT].indexOf(kind) < 0) return signal(slot, ERR, outcome);
          var pause = 500 << attempt - 1;
          if (kind === LIMITED && attempt < 2) pause = 1000; // Kommo counts in seconds
          pause += Math.random() * pause / 2; // so that many do not come back at the same moment
          if (kind === LIMITED) pace.closed = Math.max(pace.closed, Date.now() + pause);
          timer = setTimeout(reserve, pause);
        });
      }
    }

    // The same, for bytes instead of a document.
    function kw_request_raw(slot, method, path, body, timeout, repeat) {
      kw_request(slot, method, path, body, timeout, repeat, read_raw);
    }

    // The sentence of a request that failed. The query may hold what a user typed.
    function kw_sentence(method, path, kind, status, document, message) {
      var detail = document && document.detail;
      if (typeof detail === 'string') message = detail;
      return method + ' ' + path.split('?')[0] + ': ' + (status === 504 ? 'Kommo took too long' : SENTENCES[kind]) +
        (status ? ' (' + status + ')' : '') + (message ? ': ' + message : '');
    }

    function kw_wake(task) { queueMicrotask(function () { enter(WAKE, task); }); }

    // The promise the host gets for a callback that is not done yet.
    function kw_promise(task) {
      return new Promise(function (resolve, reject) { promises[task] = { resolve: resolve, reject: reject }; });
    }

    function kw_settle(task, value) {
      var promise = promises[task];
      delete promises[task];
      if (promise) promise.resolve(value);
    }

    // A function for the host. It is heard as [arguments, resolve, reject], and refuses once its slot is closed.
    function kw_function(slot) {
      var waiting = new Set();
      slots[slot] = function () { waiting.forEach(function (refuse) { refuse(); }); };
      return function () {
        var args = Array.prototype.slice.call(arguments);
        return new Promise(function (resolve, reject) {
          if (!slots[slot]) return reject();
          var refuse = function (reason) { waiting.delete(refuse); reject(reason); };
          waiting.add(refuse);
          enter(OK, slot, [args, function (value) { waiting.delete(refuse); resolve(value); }, refuse]);
        });
      };
    }

    function kw_callback(slot) {
      slots[slot] = function () {};
      return function () { enter(OK, slot, Array.prototype.slice.call(arguments)); };
    }

    function kw_keys(value) { return value instanceof Object ? Object.keys(value) : []; }

    function kw_post(slot, id, url, form) {
      follow(slot, new Promise(function (resolve, reject) { host(id).crm_post(url, form, resolve, 'text', reject); }), function () {});
    }

    // `always` comes in any case: a host that says neither `done` nor `fail` keeps nobody waiting.
    function kw_add_error(slot, app, notice) {
      follow(slot, new Promise(function (resolve, reject) {
        app.notifications.add_error(notice, { done: resolve, fail: reject, always: resolve });
      }), function () {});
    }

    function kw_place(id, prefix, html) {
      var found = $(prefix + code(host(id)));
      return html === undefined ? found : found.html(html);
    }

    // What a form would send under a name.
    function kw_values(target, name) {
      return $(target.get_settings ? place(target) : target).find(':input').filter(function () { return this.name === name; })
        .serializeArray().map(function (field) { return field.value; });
    }

    function with_modal(use, fail) {
      try { window.require(['lib/components/base/modal'], use, fail); } catch (error) { fail(error); }
    }

    // Resolves in a microtask, as the host fills the window before its constructor is done. A window that comes when
    // nobody waits for it any more is closed at once.
    function kw_modal(slot, name, html) {
      var opened = {};
      follow(slot, new Promise(function (resolve, reject) {
        with_modal(function (Modal) {
          opened.closed = new Promise(function (closed) {
            try {
              opened.modal = new Modal({
                class_name: name,
                init: function (body) {
                  opened.body = body;
                  body.trigger('modal:loaded').html(html + '<span class="modal-body__close"><span class="icon icon-modal-close"></span></span>').trigger('modal:centrify');
                  Promise.resolve().then(function () {
                    if (opened.gone) opened.modal.destroy();
                    else resolve(opened);
                  });
                },
                destroy: function () { closed(); }
              });
            } catch (error) { reject(error); }
          });
        }, reject);
      }), function () { opened.gone = true; });
    }

    function kw_message(kind, text) {
      with_modal(function (Modal) { new Modal()[kind ? 'showSuccess' : 'showError'](text); }, function (error) { report('there is no modal', error); });
    }

    var glue = KOMMO_GLUE();
    // A file of its own is there before anything is entered.
    module = module || new WebAssembly.Module(KOMMO_WASM);
    glue.initSync({ module: module });

    return {
      create: function (self, crashed) {
        // Already its own while it is made: that may crash too.
        last = widgets.made = { self: self, crashed: crashed };
        var id = enter(CREATE, 0);
        widgets[id] = widgets.made;
        delete widgets.made;
        return id;
      },
      call: function (id, number, args) { return enter(CALL + number, id, args); },
      destroy: function (id) {
        last = widgets[id];
        delete widgets[id];
        enter(DESTROY, id);
      }
    };
  }

  // The address of a file of the archive.
  function address(self, file) {
    return (self.params.cdn_path || self.params.path) + file + '?v=' + encodeURIComponent(self.params.version);
  }

  function stylesheet(self) {
    var id = 'kw-style-' + code(self);
    if (!KOMMO_META.css || document.getElementById(id)) return;
    $('head').append($('<link rel="stylesheet">').attr({ id: id, href: address(self, '/style.css') }));
  }

  // ---- widget.wasm: the module as a file of its own. Only with `cargo kommo pack --wasm file`. ----------------------

  var loading; // the promise of the module; none before the first widget object and after a failure

  function load(self) {
    return loading = loading || fetch(address(self, '/widget.wasm')).then(function (response) {
      if (!response.ok) throw new Error('widget.wasm: ' + response.status);
      return response.arrayBuffer(); // not streamed: nobody knows with which type Kommo serves the file
    }).then(function (bytes) { return WebAssembly.compile(bytes); }).then(function (compiled) { module = compiled; });
  }

  // A callback before the module is there. The host waits for a promise, except where it takes an answer at once: a
  // Salesbot block has no ways out then and no program, the others get what lets the host go on, and run when they can.
  function later(self, number, args, call) {
    var done = load(self).then(call, function (error) {
      loading = undefined;
      report('widget.wasm did not load', error);
      notice(self);
      return number === 5 ? !!args[0] && args[0].active === 'N' : number > 17 && number < 22 ? [] : undefined;
    });
    if (number === 16) return { exits: [] };
    if (number === 17 || number === 24) return undefined;
    return number > 1 && number < 5 ? true : done;
  }

  return function CustomWidget() {
    var self = this;
    var lives = 0;
    var home; // the instance that holds the Rust value behind this object
    var id;
    var redraw; // the last call that had the widget draw a page of its own

    // Makes the Rust value at the first callback, and again after a crash.
    function alive() {
      if (home && home === running) return true;
      try { if (crashes <= MAX_CRASHES) running = running || boot(); } catch (error) {
        report('WebAssembly did not start', error);
      }
      if (!running) return notice(self);
      stylesheet(self);
      home = running;
      id = home.create(self, crashed);
      return home === running;
    }

    function events() { return 'page:changed.kw' + code(self); }

    // The host calls a widget that lives for the whole session once: after a crash nobody else would start it again.
    function crashed() {
      var again = crashes <= MAX_CRASHES && restart;
      notice(self, again);
      $(document).off(events());
      if (again && self.init_once) $(document).on(events(), again);
    }

    // What the host does when an area is entered.
    function restart() {
      $(document).off(events());
      Promise.resolve(callbacks.render()).then(function (shown) {
        if (!shown) return;
        callbacks.bind_actions();
        callbacks.init();
        if (KOMMO_META.pages && redraw) redraw();
      }).catch(function () {}); // a crash has been reported
    }

    if (KOMMO_META.file) load(self).catch(function () {}); // told to whoever waits for it

    // The host runs no widget without these four, whether its author wrote them or not.
    var callbacks = self.callbacks = {};
    ['render', 'init', 'bind_actions', 'onSave'].forEach(function (name) { callbacks[name] = function () { return true; }; });
    Object.keys(codes).forEach(function (name) {
      var number = codes[name];
      // `leads.selected` is the function `selected` of the object `leads`.
      var path = KOMMO_META.lists ? name.split('.') : [name];
      var owner = path[1] ? callbacks[path[0]] = callbacks[path[0]] || {} : callbacks;
      owner[path.pop()] = function call() {
        var args = arguments;
        if (KOMMO_META.file && !module) {
          var now = lives;
          return later(self, number, args, function () { return now === lives ? call.apply(self, args) : undefined; });
        }
        if (KOMMO_META.pages && (number === 8 || number === 22 || number === 23)) redraw = function () { call.apply(self, args); };
        var answer = alive() ? home.call(id, number, Array.prototype.slice.call(args)) : undefined;
        // What the host needs also of a widget that crashed: leave to disable it, lists for the card's tab, ways out of a
        // Salesbot block.
        if (KOMMO_META.settings && number === 5 && args[0] && args[0].active === 'N') return Promise.resolve(answer).then(agreed, agreed);
        if (KOMMO_META.tab && number > 17 && number < 22) return Promise.resolve(answer).then(list, list);
        if (KOMMO_META.bot && number === 16 && !answer) return { exits: [] };
        return answer;
      };
    });
    callbacks.destroy = function () {
      $(document).off(events());
      if (home && home === running) home.destroy(id);
      home = undefined;
      if (KOMMO_META.file) lives++; // what still waits for the module is not called any more
    };
    return self;
  };

  function list(value) { return Array.isArray(value) ? value : []; }
  function agreed(answer) { return answer !== false; }
});
