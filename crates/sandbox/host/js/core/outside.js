// Calls of this page to foreign hosts go to the sandbox, which answers from its stubs: nothing a widget does under test
// reaches a real server. Addresses on this machine pass, because developers serve their code from there.
//
// XMLHttpRequest, fetch and frames are turned here; scripts, styles, pictures and the rest by `outside-worker.js`.
// This file is a plain script: it must be in place before the first widget runs.
(function () {
  'use strict';

  var LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
  var PATIENCE_MS = 3000;

  /** A foreign address in full, or null for those that pass. */
  function foreign(address) {
    var url;
    try {
      url = new URL(address, location.href);
    } catch (error) {
      return null;
    }
    var isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return !isWeb || url.origin === location.origin || LOCAL.test(url.hostname) ? null : url.href;
  }

  /** The address at the sandbox for a foreign one, or null for those that pass. */
  function detour(address) {
    var url = foreign(address);
    return url && '/ajax/sandbox/external?url=' + encodeURIComponent(url);
  }

  var heard = [];
  /** Tells the journal of what nobody answered; kept until it listens. */
  function offline(url, destination) {
    heard.push({ url: url, destination: destination });
    document.dispatchEvent(new CustomEvent('sandbox:offline'));
  }

  var open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address) {
    var args = Array.prototype.slice.call(arguments);
    var other = detour(address);
    if (!other) return open.apply(this, args);
    args[1] = other;
    // What no stub answers must look like no network at all: status 0 and an error event.
    this.addEventListener('readystatechange', function (event) {
      if (this.readyState >= 2 && this.status === 504 && !this.getResponseHeader('x-sandbox-stub')) {
        event.stopImmediatePropagation();
        offline(foreign(address), 'xhr');
        this.abort();
        this.dispatchEvent(new ProgressEvent('error'));
      }
    });
    var result = open.apply(this, args);
    this.setRequestHeader('x-sandbox-mode', 'cors');
    return result;
  };

  var plain = window.fetch;
  window.fetch = function (input, init) {
    var address = input instanceof Request ? input.url : String(input);
    var other = detour(address);
    if (!other) return plain.call(window, input, init);
    var mode = (init && init.mode) || (input instanceof Request && input.mode) || 'cors';
    var request = new Request(input, Object.assign({}, init, { mode: 'same-origin' }));
    var body = request.method === 'GET' || request.method === 'HEAD' ? Promise.resolve(undefined) : request.arrayBuffer();
    return body
      .then(function (bytes) {
        var headers = new Headers(request.headers);
        headers.set('x-sandbox-mode', mode);
        return plain.call(window, other, { method: request.method, headers: headers, body: bytes, signal: request.signal });
      })
      .then(function (response) {
        if (response.status === 504 && !response.headers.get('x-sandbox-stub')) {
          offline(foreign(address), 'fetch');
          throw new TypeError('Failed to fetch');
        }
        return response;
      });
  };

  // Frames: their address is turned where it is set, and in markup that comes in as a text.
  var frameDetour = function (address) {
    var url = foreign(address);
    return url ? '/ajax/sandbox/frame?url=' + encodeURIComponent(url) : null;
  };
  var prototype = HTMLIFrameElement.prototype;
  var source = Object.getOwnPropertyDescriptor(prototype, 'src');
  function turn(frame, address) {
    var other = frameDetour(address);
    if (other) frame.setAttribute('data-sandbox-src', foreign(address));
    return other || address;
  }
  Object.defineProperty(prototype, 'src', {
    configurable: true,
    enumerable: true,
    // Whoever asks hears the address that was set.
    get: function () { return this.getAttribute('data-sandbox-src') || source.get.call(this); },
    set: function (address) {
      this.removeAttribute('data-sandbox-src');
      source.set.call(this, turn(this, address));
    },
  });
  var setAttribute = Element.prototype.setAttribute;
  prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === 'src') this.src = value;
    else setAttribute.call(this, name, value);
  };
  new MutationObserver(function (records) {
    records.forEach(function (record) {
      record.addedNodes.forEach(function (node) {
        if (node.nodeType !== 1) return;
        var frames = node.tagName === 'IFRAME' ? [node] : node.getElementsByTagName('iframe');
        Array.prototype.forEach.call(frames, function (frame) {
          var address = frame.getAttribute('src');
          if (address && frameDetour(address)) frame.src = address;
        });
      });
    });
  }).observe(document, { childList: true, subtree: true });

  var outside = {
    /** Resolves when nothing of this page can get past the sandbox, or the browser has no way to see to that. */
    ready: Promise.resolve(),
    /** Addresses nobody answered since the last call. */
    taken: function () { return heard.splice(0); },
  };
  window.sandboxOutside = outside;

  var workers = navigator.serviceWorker;
  if (!workers) return;
  workers.addEventListener('message', function (event) {
    if (event.data && event.data.outside) offline(event.data.outside, event.data.destination);
  });
  var controlled = new Promise(function (done) {
    if (workers.controller) done();
    workers.addEventListener('controllerchange', function () { done(); });
    setTimeout(done, PATIENCE_MS);
  });
  outside.ready = workers.register('/host/js/core/outside-worker.js', { scope: '/' }).then(
    function (registration) {
      // A page loaded past the cache is not controlled by itself.
      if (!workers.controller && registration.active) registration.active.postMessage('claim');
      return controlled;
    },
    function (error) { console.warn('[sandbox] foreign scripts and pictures are loaded from their hosts:', error); },
  );
})();
