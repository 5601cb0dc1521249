// Appended to script.js by `cargo kommo dev` only: reloads the page when there is a newer widget, keeps what the user
// typed and where they were, and shows why a build failed.
(function (url) {
  if (window.kommoLive) return;
  window.kommoLive = true;
  var KEY = 'kommo-live';

  function fields() {
    return Array.prototype.slice.call(document.querySelectorAll('input, textarea, select')).filter(function (field) {
      return ['password', 'file', 'hidden'].indexOf(field.type) < 0;
    });
  }

  // A field's place: its id or name, and the how-manieth of that name it is.
  function places() {
    var seen = {};
    return fields().map(function (field) {
      var name = field.tagName + '#' + (field.id || field.name || field.className);
      seen[name] = (seen[name] || 0) + 1;
      return { field: field, place: name + '/' + seen[name] };
    });
  }

  function keep() {
    var values = {};
    places().forEach(function (one) {
      values[one.place] = one.field.type === 'checkbox' || one.field.type === 'radio' ? one.field.checked : one.field.value;
    });
    sessionStorage.setItem(KEY, JSON.stringify({
      path: location.pathname, x: window.scrollX, y: window.scrollY, values: values, at: Date.now()
    }));
  }

  // Pages of the host fill themselves bit by bit, so this tries again for a while, each field once.
  function restore() {
    var kept = JSON.parse(sessionStorage.getItem(KEY) || 'null');
    sessionStorage.removeItem(KEY);
    if (!kept || kept.path !== location.pathname || Date.now() - kept.at > 60000) return;
    var tries = 0;
    var timer = setInterval(function () {
      places().forEach(function (one) {
        if (!(one.place in kept.values)) return;
        var value = kept.values[one.place];
        var key = typeof value === 'boolean' ? 'checked' : 'value';
        delete kept.values[one.place];
        if (one.field[key] === value) return;
        one.field[key] = value;
        one.field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      window.scrollTo(kept.x, kept.y);
      if (++tries > 15) clearInterval(timer);
    }, 100);
  }

  function problem(text) {
    var box = document.getElementById(KEY) || document.body.appendChild(document.createElement('div'));
    box.id = KEY;
    box.setAttribute('role', 'alert');
    box.style.cssText = 'position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;z-index:2147483647;margin:0;padding:14px 18px;' +
      'background:#1d1f24;color:#f2f4f7;font:12px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;' +
      'border-top:3px solid #e5484d;box-shadow:0 -6px 24px rgba(0,0,0,.35)';
    box.textContent = text;
    if (!text) box.remove();
  }

  var stream = new EventSource(url);
  stream.onmessage = function (message) {
    var event = JSON.parse(message.data);
    if (event.kind === 'reload') { keep(); location.reload(); } else problem(event.text);
  };
  restore();
})(KOMMO_LIVE);
