// Imports: values and texts of the page.

// The widget object behind a number. What is asked of a widget that has ended is answered by the last one made or
// ended, which has the same code, settings and texts.
function host(id) { return (widgets[id] || last).self; }

function kw_host(id) { return host(id); }

// Without a target the path starts at the page's globals, of which APP has an older name. What cannot be read is
// undefined.
function kw_get(target, path) {
  try {
    return path.split('.').reduce(function (value, key) {
      return value[key] || (value === window && key === 'APP' ? window.AMOCRM : value[key]);
    }, target === undefined ? window : target);
  } catch (error) { return undefined; }
}

function kw_call(target, path, args) {
  var dot = path.lastIndexOf('.');
  var owner = dot >= 0 ? kw_get(target, path.slice(0, dot)) : target === undefined ? window : target;
  return owner[path.slice(dot + 1)].apply(owner, args);
}

function kw_set(target, key, value) {
  try { target[key] = value; } catch (error) { report('cannot set ' + key, error); }
}

// What an error says: a function that failed (kind 0), something missing (1), a sentence (2).
function kw_words(kind, text, value) {
  return kind ? (kind === 1 ? 'the page has no ' : '') + text
    : text + ' failed: ' + (typeof value === 'string' ? value : kw_get(value, 'message') || '');
}

function kw_object() { return {}; }
function kw_list() { return []; }
function kw_push(list, value) { list.push(value); }

function kw_items(value) {
  try { return Array.isArray(value) ? value : value instanceof Object ? Object.values(value) : []; } catch (error) { return []; }
}

function kw_length(list) { return list.length; }
function kw_item(list, index) { return list[index]; }
function kw_keys(value) { return value instanceof Object ? Object.keys(value) : []; }
function kw_now() { return Date.now(); }
function kw_random() { return Math.random() * 4294967296; }
function kw_log(text, value) { report(text, value); }
function kw_param(id, key) { return host(id).get_settings()[key]; }

// The text at a dotted key in the user's language; the key itself if there is none.
function kw_text(id, key) {
  var text = kw_get(host(id), 'langs.' + key);
  try { text = text || host(id).i18n(key); } catch (error) { report('no text ' + key, error); }
  return typeof text === 'string' ? text : key;
}

// The text at a key with {name} replaced.
function kw_fill(id, key, name, value) { return kw_text(id, key).split('{' + name + '}').join(value); }

// A number, or a whole number written as a text; NaN for anything else.
function kw_number(value) {
  return typeof value === 'number' || typeof value === 'string' && /^[+-]?\d+$/.test(value) ? +value : NaN;
}

// A number (kind 0), an amount of a currency (1) or a day from milliseconds (2), as a language writes it.
function kw_format(kind, number, currency) {
  var language = kw_get(undefined, 'APP.lang_id');
  try {
    if (kind === 2) return new Date(number).toLocaleDateString(language);
    return number.toLocaleString(language, kind ? { style: 'currency', currency: currency, maximumFractionDigits: 0 } : {});
  } catch (error) { return String(number); } // no such currency or language
}
