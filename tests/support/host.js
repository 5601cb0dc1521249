// What a widget meets, reduced to what the tests look at: a page with a right column, jQuery's events, fetch, timers.
// The shim under test is the real one; it is given this script's functions instead of a compiled module. The script is the
// body of a function: mod.rs runs it once.

// `answer`, if a test sets it, is a function(method, path, body) that gives [status, body] of a request.
const log = { listeners: 0, timers: 0, aborted: 0, templates: [], triggered: [], answer: undefined };

function wrap(target) {
  const list = typeof target === 'string' ? [...document.querySelectorAll(target)] : target?.list ?? [target];
  const self = {
    list, length: list.length, get 0() { return list[0]; },
    on(type, selector, heard) {
      log.listeners++;
      const listener = (event) => {
        const hit = selector ? event.target.closest?.(selector) : event.currentTarget;
        if (hit) heard({ type: event.type, currentTarget: hit, preventDefault: () => event.preventDefault() });
      };
      heard.listener = listener;
      list.forEach((element) => element.addEventListener(type, listener));
      return self;
    },
    off(type, selector, heard) {
      // By namespace: what the shim itself listens to, for widgets of the whole session. There are none here.
      if (!heard) return self;
      log.listeners--;
      list.forEach((element) => element.removeEventListener(type, heard.listener));
      return self;
    },
    html(content) {
      list.forEach((element) => {
        if (content.list) element.replaceChildren(...content.list);
        else element.innerHTML = content;
      });
      return self;
    },
    prepend(content) { list.forEach((element) => element.insertAdjacentHTML('afterbegin', content)); return self; },
    children(selector) { return wrap({ list: list.flatMap((e) => [...e.querySelectorAll(':scope > ' + selector)]) }); },
    find(selector) { return wrap({ list: list.flatMap((e) => [...e.querySelectorAll(selector)]) }); },
    closest(selector) { return wrap({ list: list.map((e) => e.closest(selector)).filter(Boolean) }); },
    append(content) { list.forEach((element) => element.insertAdjacentHTML('beforeend', content)); return self; },
    remove() { list.forEach((element) => element.remove()); return self; },
    trigger(type) { log.triggered.push(type); return self; },
    text(content) { list[0].textContent = content; return self; },
    attr(name, value) { list.forEach((element) => element.setAttribute(name, value)); return self; },
    prop(name) { return list[0][name]; },
  };
  return self;
}

function jquery(target) {
  if (typeof target !== 'string' || target[0] !== '<') return wrap(target);
  const box = document.createElement('div');
  box.innerHTML = target;
  return wrap(box.firstElementChild);
}

// Runs the shim as Kommo's loader would and returns the constructor it gives.
function load(shim, callbacks, dispatch) {
  prepare();
  const names = [...shim.matchAll(/function (kw_\w+)/g)].map((match) => match[1]);
  const glue = (scope) => {
    names.forEach((name) => { globalThis[name] = scope(name); });
    return { initSync() {}, kommo_dispatch: dispatch };
  };
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  let factory;
  new Function('define', 'KOMMO_META', 'KOMMO_WASM', 'testGlue',
    shim.replace('KOMMO_GLUE()', 'testGlue(function(name){return eval(name)})'))(
    (_, value) => { factory = value; }, { callbacks, css: false, dev: false, settings: true, lists: true, pages: true, tab: true, bot: true }, empty, glue);
  return factory(jquery);
}

// A widget object of the host, built before the constructor runs.
function open(Constructor) {
  // Beside the runner's own output, which it reads the results from.
  document.querySelector('.card-widgets')?.remove();
  document.body.insertAdjacentHTML('beforeend', '<div class="card-widgets"></div>');
  const settings = { widget_code: 'tested', empty: '', days: '3' };
  const host = Object.create(Constructor.prototype);
  Object.assign(host, {
    params: settings,
    langs: { panel: { hello: 'Hola' } },
    get_settings: () => settings,
    i18n: () => undefined,
    system: () => ({ area: 'lcard', amouser_id: '42' }),
    render_template(block) {
      log.templates.push(block);
      document.querySelector('.card-widgets').innerHTML = block.body;
    },
    shout() { throw 'a plain string'; },
    again() { return host.callbacks.init(); },
  });
  Object.defineProperty(host, 'broken', { get() { throw 'a plain string'; } });
  Constructor.call(host);
  return host;
}

// Not at once: the test runner itself fetches the module.
let prepared = false;
function prepare() {
  if (prepared) return;
  prepared = true;
  const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;
  globalThis.setTimeout = (run, ms) => {
    if (ms < 60000) return setTimer(run, ms);
    log.timers++;
    return -1;
  };
  globalThis.clearTimeout = (id) => { if (id === -1) log.timers--; else clearTimer(id); };
  // A request that never ends, unless it is aborted or a test answers it.
  globalThis.fetch = (url, { method, body, signal }) => new Promise((resolve, reject) => {
    if (log.answer) {
      const [status, answer] = log.answer(method, url, body);
      return resolve(new Response(status === 204 ? null : JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/hal+json' } }));
    }
    signal.addEventListener('abort', () => { log.aborted++; reject(new DOMException('aborted', 'AbortError')); });
  });
}

return { log, load, open };
