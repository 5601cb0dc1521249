// When widgets live: constructed on entering an area they list, render → bind_actions → init, destroyed on leaving.
//
// Order and stops follow Kommo's docs (script.js, mechanics): bind_actions and init run only after a truthy render,
// awaited when it is a Promise. A widget with init_once lives once for the whole session, on every page, and is never
// destroyed by navigation. Whatever a widget throws stays its own: the journal names it and the page goes on.
define(['require', 'jquery', '../core/boot', '../core/place', '../app', './base', './panel', './journal'], function (
  require,
  $,
  boot,
  place,
  APP,
  base,
  panel,
  journal,
) {
  'use strict';

  /** Locations a short area code is reached by. */
  const AREAS = {
    lcard: ['lcard'], ccard: ['ccard'], comcard: ['comcard'],
    llist: ['llist'], clist: ['clist'], tlist: ['tlist'],
    settings: ['settings'],
    'advanced-settings': ['advanced_settings'],
    digital_pipeline: ['digital_pipeline'],
    salesbot_designer: ['salesbot_designer'],
    widget_page: ['widget_page'],
    lead_sources: ['lead_sources'],
    catalogs: ['catalogs'],
  };
  const PATIENCE_MS = 1500;
  const CALLBACKS_NEEDED = ['render', 'init', 'bind_actions'];

  const outside = window.sandboxOutside;
  // Taken once: a widget may overwrite what hangs on these.
  const forget = window.requirejs.undef;
  const listed = APP.widgets.list;
  let live = [];
  const once = new Map();
  // Instances of the place on screen that are being made, by their widgets' codes.
  const arriving = new Map();
  let entering = deferred();
  let settling = deferred();

  function deferred() {
    let resolve;
    const promise = new Promise((done) => (resolve = done));
    return { promise, resolve };
  }

  const locationsOf = (widget) => (widget.manifest.locations || []).map(String);
  const plain = (location) => location.replace(/-[01]$/, '');
  const isOnce = (widget) => [true, 'Y'].includes((widget.manifest.widget || {}).init_once);

  function belongs(widget, area) {
    const locations = locationsOf(widget).map(plain);
    return locations.includes('everywhere') || (AREAS[area] || [area]).some((name) => locations.includes(name));
  }

  /** Whether the widget has a block in the right column of this area. */
  function usesColumn(widget, area) {
    return locationsOf(widget).some(
      (location) => plain(location) === area && !location.endsWith('-0') && AREAS[area] !== undefined,
    );
  }

  async function load(widget) {
    // From here on nothing of a widget's may reach a real host.
    await outside.ready;
    const url = `${location.origin}${widget.path}/script.js?v=${encodeURIComponent(widget.version)}`;
    return new Promise((done, fail) =>
      require([url], done, (error) => {
        // RequireJS would neither load nor refuse these again.
        [url, ...(error.requireModules || [])].forEach((id) => forget(id));
        fail(error);
      }));
  }

  /** Calls a callback by name and writes down what came of it. Returns undefined if the widget threw. */
  function call(instance, name, args) {
    const callbacks = instance.object && instance.object.callbacks;
    const path = name.split('.');
    const callback = path.reduce((found, key) => (found ? found[key] : undefined), callbacks);
    if (typeof callback !== 'function') {
      journal.add(instance.widget, instance.area, name, 'absent');
      return undefined;
    }
    const started = performance.now();
    try {
      const answer = callback.apply(callbacks, args || []);
      if (answer && typeof answer.then === 'function') {
        journal.add(instance.widget, instance.area, name, 'promise');
        answer.then(
          (value) => journal.add(instance.widget, instance.area, name, 'resolved', { value, ms: performance.now() - started }),
          (error) => journal.fault(instance.widget, instance.area, name, error, 'rejected'),
        );
      } else {
        journal.add(instance.widget, instance.area, name, 'returned', { value: answer, ms: performance.now() - started });
      }
      return answer;
    } catch (error) {
      instance.fault = { name, message: (error && error.message) || String(error) };
      journal.fault(instance.widget, instance.area, name, error);
      return undefined;
    }
  }

  function construct(widget, area) {
    const made = make(widget, area);
    arriving.set(widget.code, made);
    return made;
  }

  async function make(widget, area) {
    let Factory;
    try {
      Factory = await load(widget);
    } catch (error) {
      journal.fault(widget, area, 'load', error);
      return null;
    }
    const instance = { widget, area, object: null, isAlive: true };
    try {
      instance.object = base.build(Factory, instance);
      journal.add(widget, area, 'constructor', 'returned');
    } catch (error) {
      journal.fault(widget, area, 'constructor', error);
      return null;
    }
    const missing = CALLBACKS_NEEDED.filter((name) => typeof (instance.object.callbacks || {})[name] !== 'function');
    if (missing.length) {
      journal.fault(widget, area, 'callbacks', new Error(`the widget has no ${missing.join(', ')}: it is not started`));
      instance.isBroken = true;
    }
    return instance;
  }

  /** render → bind_actions → init. Resolves to whether the widget came up. */
  async function run(instance) {
    if (instance.isBroken) return false;
    let shown;
    try {
      shown = await call(instance, 'render');
    } catch {
      return false;
    }
    if (!shown || !instance.isAlive) return false;
    call(instance, 'bind_actions');
    call(instance, 'init');
    instance.isUp = true;
    return true;
  }

  async function start(widget, area, mine) {
    const instance = await construct(widget, area);
    if (!instance) return null;
    if (mine && !mine()) {
      // The user left while the script was loading: nothing of it has run but the constructor.
      end(instance);
      return null;
    }
    live.push(instance);
    instance.ready = run(instance);
    await instance.ready;
    return instance;
  }

  function end(instance) {
    if (!instance.isAlive) return;
    if (instance.object && instance.object.callbacks && instance.object.callbacks.destroy) call(instance, 'destroy');
    instance.isAlive = false;
    base.release(instance);
    panel.remove(instance.widget.code);
  }

  const lifecycle = {
    call,
    belongs,
    usesColumn,
    isOnce,
    active: () => boot.widgets.filter((widget) => widget.is_installed),
    instances: () => [...live, ...once.values()],
    instanceOf: (code) => lifecycle.instances().find((instance) => instance && instance.widget.code === code),

    /** A widget's instance at the place on screen, also one that is still being made; undefined if there is none. */
    async whenMade(code) {
      await entering.promise;
      await arriving.get(code);
      return lifecycle.instanceOf(code);
    },

    /** When all that belongs to the place on screen has come up, or is taking too long. */
    whenSettled: () => settling.promise,

    /** Starts what belongs to the place the user has just come to. */
    async enter(current) {
      const here = () => place.current === current;
      if (current.isWithoutWidgets) {
        entering.resolve();
        settling.resolve();
        return;
      }
      const widgets = lifecycle.active();
      widgets.forEach((widget) => (listed[widget.code] = { params: base.params(widget) }));
      panel.lay(current, widgets.filter((widget) => !isOnce(widget) && usesColumn(widget, current.area)));
      const started = Promise.all(
        widgets.map(async (widget) => {
          if (isOnce(widget)) {
            const known = once.get(widget.code);
            if (known) panel.ensure(widget, current);
            if (known && known.isUp && current.onWidget) current.onWidget(known);
            if (once.has(widget.code)) return;
            once.set(widget.code, null);
            const instance = await construct(widget, current.area);
            if (!instance) return void once.delete(widget.code);
            once.set(widget.code, instance);
            panel.ensure(widget, current);
            instance.ready = run(instance);
            if ((await instance.ready) && here() && current.onWidget) current.onWidget(instance);
          } else if ([current.area, ...(current.alsoAreas || [])].some((area) => belongs(widget, area))) {
            const instance = await start(widget, current.area, here);
            if (instance && instance.isUp && here() && current.onWidget) current.onWidget(instance);
          }
        }),
      );
      entering.resolve();
      // A widget whose render never ends must not hold back the page.
      await Promise.race([started, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
      if (!here()) return;
      settling.resolve();
      $(document).trigger('widgets:ready');
    },

    /** Ends what belongs to the place the user leaves. */
    leave() {
      const leaving = live;
      live = [];
      arriving.clear();
      entering = deferred();
      settling = deferred();
      leaving.forEach(end);
      panel.clear();
    },

    /** One widget outside its usual places: the settings modal of a tile, a designer's block. */
    start: (widget, area) => start(widget, area),

    PATIENCE_MS,

    /** Ends a widget wherever it lives, because it was disabled or replaced. */
    stop(code) {
      const all = lifecycle.instances().filter((instance) => instance && instance.widget.code === code);
      live = live.filter((instance) => instance.widget.code !== code);
      once.delete(code);
      all.forEach(end);
      delete listed[code];
    },

    /** Ends without calling destroy again, after the widget had its own call. */
    forget(instance) {
      live = live.filter((one) => one !== instance);
      once.forEach((value, key) => value === instance && once.delete(key));
      instance.isAlive = false;
      base.release(instance);
      panel.remove(instance.widget.code);
    },
  };
  return lifecycle;
});
