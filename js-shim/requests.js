// Imports: requests with the user's session.

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
    var mine = abort = new AbortController();
    attempt++;
    var headers = { 'X-Requested-With': 'XMLHttpRequest' };
    if (body) headers['Content-Type'] = 'application/json';
    timer = setTimeout(ended, timeout, [TIMEOUT, 0]);
    fetch(path, { method: method, body: body, headers: headers, signal: mine.signal })
      .then(reader || read)
      // The browser does not say whether the request left before the connection broke.
      .catch(function (error) { return [NETWORK, 0, String(error.message)]; })
      .then(ended);

    // By the answer or by the time, whichever is first: the other finds the attempt aborted.
    function ended(outcome) {
      if (mine.signal.aborted) return;
      clearTimeout(timer);
      mine.abort();
      var kind = outcome[0], status = outcome[1];
      if (kind < 0) return signal(slot, OK, outcome[1]);
      // What was refused with 4xx was not carried out.
      var safe = method !== 'POST' || repeat || status > 399 && status < 500;
      // Bits 8, 9, 12, 14 and 15: LIMITED, SERVER, TRUNCATED, NETWORK, TIMEOUT.
      if (attempt > 3 || !safe || !(54016 >> kind & 1)) return signal(slot, ERR, [method, path].concat(outcome));
      var pause = 500 << attempt - 1;
      if (kind === LIMITED && attempt < 2) pause = 1000; // Kommo counts in seconds
      pause += Math.random() * pause / 2; // so that many do not come back at the same moment
      if (kind === LIMITED) pace.closed = Math.max(pace.closed, Date.now() + pause);
      timer = setTimeout(reserve, pause);
    }
  }
}

// The same, for bytes instead of a document.
function kw_request_raw(slot, method, path, body, timeout, repeat) {
  kw_request(slot, method, path, body, timeout, repeat, read_raw);
}

// The sentence of a request that failed: of [method, path, kind, status, message, request id, document]. There was no
// answer if the status is 0, nor a request if it is 1. The query may hold what a user typed.
function kw_sentence(refusal) {
  var status = refusal[3], message = refusal[4], document = refusal[6], detail = document && document.detail;
  if (typeof detail === 'string') message = detail;
  return refusal[0] + ' ' + refusal[1].split('?')[0] + ': ' + (status === 504 ? 'Kommo took too long' : SENTENCES[refusal[2]]) +
    (status > 1 ? ' (' + status + ')' : '') + (message ? ': ' + message : '');
}
