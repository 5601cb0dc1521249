(function (text, sum, length) {
  var parts = text.split('<'), texts = {}, out = new Uint8Array(length), at = 8, pairs = [], rest = [], recent, next, section, i;
  for (i = text.length; i--;) sum -= text.charCodeAt(i);
  if (sum !== 0) throw new Error("script.js was not served as UTF-8: the widget's code is damaged");
  function take(kind) {
    var own = texts[kind] = texts[kind] || { text: parts.shift(), at: 0 }, code = own.text.charCodeAt(own.at++);
    return code > 255 ? code - 256 : kind === 80 ? code : code - 35 - (code > 60) - (code > 92);
  }
  function instruction() {
    for (var code = rest.length ? rest.pop() : take(11); pairs[code]; code = pairs[code][0]) rest.push(pairs[code][1]);
    return code;
  }
  function copy(kind) {
    do out[at++] = i = take(kind); while (i > 127);
  }
  function write(value, most) {
    for (; value > most; value >>= 7) out[at++] = value & 127 | 128;
    out[at++] = value;
  }
  function number(kind) {
    var value = take(kind);
    write(value, 127);
    return value;
  }
  function address() { return 1048576 + take(8) + 256 * take(9); }
  function sized(fill) {
    var start = at, size, bytes = 1;
    fill();
    for (size = at - start; size >> 7 * bytes;) bytes++;
    out.copyWithin(start + bytes, start, at);
    for (at += bytes; bytes--; size >>= 7) out[start++] = bytes ? size & 127 | 128 : size;
  }
  function body() {
    for (i = 2 * number(5); i--;) number(5);
    recent = [];
    for (var depth = 0; depth >= 0;) {
      var op = next, value;
      next = instruction();
      out[at++] = op === 6 ? 65 : op;
      if (op > 1 && op < 5) {
        depth++;
        copy(2);
      } else if (op === 11) depth--;
      else if (op === 14) for (i = number(12) + 1; i--;) number(12);
      else if (op > 31 && op < 35) {
        for (i = take(32); recent.length <= i;) recent.push(recent.length);
        recent.unshift(value = recent.splice(i, 1)[0]);
        write(value, 127);
      } else if (op > 39 && op < 63) {
        at++;
        value = take(7);
        write(value < 59 ? value * 4 : value > 59 ? value - 60 : address(), 127);
      } else if (op === 65) copy(100 + next);
      else if (op === 66) copy(66);
      else if (op === 6) write(address(), 63);
      else if (op === 67 || op === 68) for (i = op === 67 ? 4 : 8; i--;) out[at++] = take(op);
      else if (op === 12 || op === 13) number(12);
      else if (op === 16 || op === 17 || op > 34 && op < 37 || op > 62 && op < 65 || op === 252) number(op);
      if (op === 17) number(op);
    }
  }
  for (i = parts[0].length; i; i -= 3) pairs[take(1)] = [take(1), take(1)];
  out.set([0, 97, 115, 109, 1]);
  while (parts.length) {
    section = out[at++] = take(0);
    sized(function () {
      if (section === 10) {
        next = instruction();
        for (var count = number(0); count--;) sized(body);
      } else for (i = parts[0].length; i--;) out[at++] = take(69 + section);
    });
  }
  return out;
})
