// Imports: what the module waits for or holds. Each belongs to a slot and ends with it.

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

function kw_callback(slot) {
  slots[slot] = function () {};
  return function () { enter(OK, slot, Array.prototype.slice.call(arguments)); };
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

function kw_post(slot, id, url, form) {
  follow(slot, new Promise(function (resolve, reject) { host(id).crm_post(url, form, resolve, 'text', reject); }), function () {});
}

// `always` comes in any case: a host that says neither `done` nor `fail` keeps nobody waiting.
function kw_add_error(slot, app, notice) {
  follow(slot, new Promise(function (resolve, reject) {
    app.notifications.add_error(notice, { done: resolve, fail: reject, always: resolve });
  }), function () {});
}
