// Appended to script.js by `cargo kommo dev` only: reloads the page when there is a newer widget, keeps what the user
// typed, scrolled and opened, and shows why a build failed.
(function (url) {
  if (window.kommoLive) return;
  var KEY = 'kommo-live';
  var IS_HERE = /^(localhost|127\.0\.0\.1)$/.test(location.hostname);
  var opener = null;

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  // An element's place: what it is called, and the how-manieth of that name it is.
  function placed(elements, name) {
    var seen = {};
    return elements.map(function (element) {
      var own = element.tagName + '#' + name(element);
      seen[own] = (seen[own] || 0) + 1;
      return { element: element, place: own + '/' + seen[own] };
    });
  }

  function fields() {
    var shown = all('input, textarea, select').filter(function (field) {
      return ['password', 'file', 'hidden'].indexOf(field.type) < 0;
    });
    return placed(shown, function (field) { return field.id || field.name || field.className; });
  }

  function boxes() {
    return placed(all('body, body *'), function (box) { return box.id || box.getAttribute('class'); });
  }

  // What can be clicked, by its words.
  function clickable(tag) {
    return placed(all(tag), function (one) { return one.id + ' ' + (one.getAttribute('aria-label') || one.textContent.trim().slice(0, 60)); });
  }

  function isTick(field) {
    return field.type === 'checkbox' || field.type === 'radio';
  }

  // What the page itself put into a field may have changed meanwhile; only what differs from it is the user's.
  function isTouched(field) {
    if (isTick(field)) return field.checked !== field.defaultChecked;
    if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
    return Array.prototype.some.call(field.options, function (option) { return option.selected !== option.defaultSelected; });
  }

  function keep() {
    var values = {}, scrolls = {};
    fields().forEach(function (one) {
      if (isTouched(one.element)) values[one.place] = isTick(one.element) ? one.element.checked : one.element.value;
    });
    boxes().forEach(function (one) {
      if (one.element.scrollTop || one.element.scrollLeft) scrolls[one.place] = [one.element.scrollLeft, one.element.scrollTop];
    });
    sessionStorage.setItem(KEY, JSON.stringify({
      path: location.pathname, x: window.scrollX, y: window.scrollY, values: values, scrolls: scrolls,
      opener: document.querySelector('.modal') ? opener : null, at: Date.now()
    }));
  }

  // Opens the modal again as the user did: by a click on the same words. Not in a real account, where a click does things.
  function reopen(kept) {
    if (!kept.opener || document.querySelector('.modal')) { kept.opener = null; return; }
    clickable(kept.opener.split('#')[0]).some(function (one) {
      if (one.place !== kept.opener) return false;
      kept.opener = null;
      one.element.click();
      return true;
    });
  }

  function put(field, value) {
    var key = typeof value === 'boolean' ? 'checked' : 'value';
    if (field[key] === value) return;
    field[key] = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (isTick(field) || field.tagName === 'SELECT') field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // Pages of the host fill themselves bit by bit, so this tries again for a while, each thing once, until the user acts.
  function restore() {
    var kept = JSON.parse(sessionStorage.getItem(KEY) || 'null');
    sessionStorage.removeItem(KEY);
    if (!kept || kept.path !== location.pathname || Date.now() - kept.at > 60000) return;
    var tries = 0;
    var timer = setInterval(function () {
      reopen(kept);
      fields().forEach(function (one) {
        if (!(one.place in kept.values)) return;
        put(one.element, kept.values[one.place]);
        delete kept.values[one.place];
      });
      boxes().forEach(function (one) {
        var to = kept.scrolls[one.place];
        if (!to) return;
        one.element.scrollLeft = to[0];
        one.element.scrollTop = to[1];
        if (Math.abs(one.element.scrollTop - to[1]) < 2) delete kept.scrolls[one.place];
      });
      window.scrollTo(kept.x, kept.y);
      var isDone = !kept.opener && !Object.keys(kept.values).length && !Object.keys(kept.scrolls).length;
      if (isDone || ++tries > 50) stop();
    }, 100);
    function stop() { clearInterval(timer); }
    ['pointerdown', 'keydown', 'wheel'].forEach(function (act) { addEventListener(act, stop, { once: true, capture: true }); });
  }

  if (IS_HERE) document.addEventListener('click', function (event) {
    var target = event.target.closest && event.target.closest('a, button, input, [role], [tabindex]');
    if (!target || document.querySelector('.modal')) return;
    clickable(target.tagName).some(function (one) {
      if (one.element === target) opener = one.place;
      return one.element === target;
    });
  }, true);

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

  var stream = window.kommoLive = new EventSource(url);
  stream.onmessage = function (message) {
    var event = JSON.parse(message.data);
    if (event.kind === 'reload') { keep(); location.reload(); } else problem(event.text);
  };
  restore();
})(KOMMO_LIVE);
