// What the answers of Kommo's API mean.

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
