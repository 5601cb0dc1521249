(function (text, sum, length) {
  var parts = text.split('<'), places = [], out = new Uint8Array(length), at = 0, pairs = [], rest = [], section, i;
  for (i = text.length; i--;) sum -= text.charCodeAt(i);
  if (sum !== 0) throw new Error("script.js was not served as UTF-8: the widget's code is damaged");
  function byte(kind) {
    var place = places[kind] || (places[kind] = { text: parts.shift(), at: 0 }), code;
    if (kind !== 11 || !rest.length) {
      code = place.text.charCodeAt(place.at++);
      code = code > 255 ? code - 256 : kind > 79 ? code : code - 35 - (code > 60) - (code > 92);
    } else code = rest.pop();
    if (kind === 11) while (pairs[code]) {
      rest.push(pairs[code][1]);
      code = pairs[code][0];
    }
    return out[at++] = code;
  }
  function number(kind) {
    var value = 0, unit = 1, part;
    do {
      part = byte(kind);
      value += (part & 127) * unit;
      unit *= 128;
    } while (part > 127);
    return value;
  }
  function sized(fill) {
    var start = at, size, bytes = 1;
    fill();
    for (size = at - start; size >> 7 * bytes;) bytes++;
    out.copyWithin(start + bytes, start, at);
    for (at += bytes; bytes--; size >>= 7) out[start++] = bytes ? size & 127 | 128 : size;
  }
  function body() {
    for (i = number(5); i--;) {
      number(5);
      byte(5);
    }
    for (var depth = 0; depth >= 0;) {
      var op = byte(11);
      if (op > 1 && op < 5) depth++;
      if (op === 11) depth--;
      if (op === 14) for (i = number(12) + 1; i--;) number(12);
      else if (op === 67 || op === 68) for (i = op === 67 ? 4 : 8; i--;) byte(op);
      else {
        if (op > 39 && op < 63) {
          number(11);
          number(7);
        } else if (op > 1 && op < 5) number(11);
        else if (op === 12 || op === 13) number(12);
        else if (op === 16 || op === 17 || op > 31 && op < 37 || op > 62 && op < 67 || op === 252) number(op);
        if (op === 17) number(op);
      }
    }
  }
  for (i = parts[0].length; i; i -= 3) pairs[byte(1)] = [byte(1), byte(1)];
  out.set([0, 97, 115, 109, 1, 0, 0, 0]);
  at = 8;
  while (parts.length) {
    section = byte(0);
    sized(function () {
      if (section === 10) for (var count = number(0); count--;) sized(body);
      else for (i = parts[0].length; i--;) byte(69 + section);
    });
  }
  return out;
})
