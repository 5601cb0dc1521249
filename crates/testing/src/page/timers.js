(() => {
  const pending = new Set();
  const frames = new Set();
  const wrap = (name, live, once) => {
    const original = globalThis[name];
    globalThis[name] = function (callback, ...rest) {
      let id;
      const run = typeof callback === 'function' ? callback : () => (0, eval)(String(callback));
      const counted = function (...args) {
        if (once) live.delete(id);
        return run.apply(this, args);
      };
      id = original.call(globalThis, counted, ...rest);
      live.add(id);
      return id;
    };
  };
  const unwrap = (name, live) => {
    const original = globalThis[name];
    globalThis[name] = function (id) {
      live.delete(id);
      original.call(globalThis, id);
    };
  };
  wrap('setTimeout', pending, true);
  wrap('setInterval', pending, false);
  wrap('requestAnimationFrame', frames, true);
  unwrap('clearTimeout', pending);
  unwrap('clearInterval', pending);
  unwrap('cancelAnimationFrame', frames);
  Object.defineProperty(globalThis, Symbol.for('kommo-testing timers'), { value: () => pending.size + frames.size });
})();
