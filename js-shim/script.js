// script.js: the only JavaScript a widget ships. Kommo's RequireJS loads it, its factory returns the constructor at
// once, and every call of the host goes through `enter` into the one export of the WebAssembly module, `kommo_dispatch`.
//
// The packager replaces three identifiers:
//   KOMMO_GLUE  a function; each call gives a fresh wasm-bindgen instance {initSync, kommo_dispatch}
//   KOMMO_WASM  an expression: the module's bytes as Uint8Array
//   KOMMO_META  {callbacks: {render: 1, ...}, css, dev, settings, lists, pages, tab, bot, file: bool}
//
// A line `// @part <file>` stands for that file of this folder; `build.rs` puts them in.
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

  // @part answers.js

  var codes = KOMMO_META.callbacks;
  var module;       // compiled once a page
  var running;      // the instance that is in use; none before the first callback and after a crash
  var crashes = 0;
  var telling;      // a notice is being shown

  function report(what, error) {
    console.debug('kommo-widget: ' + what, error); // what moderation allows where an error is caught
    if (KOMMO_META.dev) reportError(error instanceof Error ? error : new Error('kommo-widget: ' + what));
  }

  // @part panel.js

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

    // @part values.js

    // @part places.js

    // @part slots.js

    // @part requests.js

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

  // @part file.js

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
