//! The module's bytes sorted by what they say: one text for the instructions, one for the numbers of each instruction
//! (locals, addresses, functions …), one for each other section. A compressor finds far more in bytes of one kind than in
//! all kinds by turns: 7 to 9 % of a script. Sizes of functions and sections are left out; the decoder counts them.
//!
//! The texts stand in the order of their first use, with `<` between them. In the data section a printable ASCII
//! character stands for itself, elsewhere the printable ones stand for the numbers from 0; any other byte `b` is the
//! letter U+0100 + `b`. The decoder reads the module's grammar as it puts it together again, which takes a few milliseconds once a page.

/// Decodes `text`; `sum` is that of its characters' codes, which says whether it has arrived as it was.
const DECODER: &str = r#"(function (text, sum, length) {
  var parts = text.split('<'), places = [], out = new Uint8Array(length), at = 8, section, i;
  for (i = text.length; i--;) sum -= text.charCodeAt(i);
  if (sum !== 0) throw new Error("script.js was not served as UTF-8: the widget's code is damaged");
  out.set([0, 97, 115, 109, 1]);
  function byte(kind) {
    var place = places[kind] || (places[kind] = { text: parts.shift(), at: 0 });
    var code = place.text.charCodeAt(place.at++);
    return out[at++] = code > 255 ? code - 256 : kind > 79 ? code : code - 35 - (code > 60) - (code > 92);
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
  while (parts.length) {
    section = byte(0);
    sized(function () {
      if (section === 10) for (var count = number(0); count--;) sized(body);
      else for (i = parts[0].length; i--;) byte(69 + section);
    });
  }
  return out;
})"#;

/// The kinds that the decoder names by numbers below the instructions with numbers of their own; see there.
const HEAD: u32 = 0;
const LOCALS: u32 = 5;
const OFFSETS: u32 = 7;
const INSTRUCTIONS: u32 = 11;
const BRANCHES: u32 = 12;
const SECTIONS: u32 = 69;
/// From here on printable characters stand for themselves.
const DATA: u32 = 80;

const START: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The expression that evaluates to the bytes. None for a module that the decoder would not put together again as it was:
/// one with instructions or forms of numbers that Rust's linker and wasm-opt do not write.
pub(super) fn expression(bytes: &[u8]) -> Option<String> {
    let mut sorter = Sorter { bytes, at: START.len(), texts: Vec::new() };
    bytes.starts_with(&START).then_some(())?;
    while sorter.at < bytes.len() {
        sorter.section()?;
    }
    let texts: Vec<&str> = sorter.texts.iter().map(|(_, text)| text.as_str()).collect();
    let text = texts.join("<");
    let sum: u64 = text.chars().map(|character| u64::from(u32::from(character))).sum();
    Some(format!("{DECODER}(\"{text}\",{sum},{})", bytes.len()))
}

struct Sorter<'b> {
    bytes: &'b [u8],
    at: usize,
    /// By kind, in the order of their first use.
    texts: Vec<(u32, String)>,
}

impl Sorter<'_> {
    fn section(&mut self) -> Option<()> {
        let id = u32::from(self.byte(HEAD)?);
        let end = self.end()?;
        if id == 10 {
            for _ in 0..self.number(HEAD)? {
                self.body()?;
            }
        } else {
            // A text is used up by one section, and an empty one would be none.
            let kind = SECTIONS + id;
            let is_new = self.texts.iter().all(|(own, _)| *own != kind);
            (id < 13 && is_new && self.at < end).then_some(())?;
            while self.at < end {
                self.byte(kind)?;
            }
        }
        (self.at == end).then_some(())
    }

    fn body(&mut self) -> Option<()> {
        let end = self.end()?;
        for _ in 0..self.number(LOCALS)? {
            self.number(LOCALS)?;
            self.byte(LOCALS)?;
        }
        let mut depth = 0_u32;
        loop {
            let op = self.byte(INSTRUCTIONS)?;
            let kind = u32::from(op);
            match op {
                0x02..=0x04 => {
                    depth += 1;
                    self.number(INSTRUCTIONS)?;
                }
                0x0b if depth == 0 => break,
                0x0b => depth -= 1,
                0x0c | 0x0d => self.number(BRANCHES).map(drop)?,
                0x0e => {
                    for _ in 0..=self.number(BRANCHES)? {
                        self.number(BRANCHES)?;
                    }
                }
                0x11 => {
                    self.number(kind)?;
                    self.number(kind)?;
                }
                0x10 | 0x20..=0x24 | 0x3f..=0x42 => self.number(kind).map(drop)?,
                0x28..=0x3e => {
                    self.number(INSTRUCTIONS)?;
                    self.number(OFFSETS)?;
                }
                0x43 => (0..4).try_for_each(|_| self.byte(kind).map(drop))?,
                0x44 => (0..8).try_for_each(|_| self.byte(kind).map(drop))?,
                // Filling and copying memory have zeros after them, which the decoder takes for instructions.
                0xfc => matches!(self.number(kind)?, 0..=7 | 10 | 11).then_some(())?,
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
                _ => return None,
            }
        }
        (self.at == end).then_some(())
    }

    fn byte(&mut self, kind: u32) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        let place = self.texts.iter().position(|(own, _)| *own == kind).unwrap_or_else(|| {
            self.texts.push((kind, String::new()));
            self.texts.len() - 1
        });
        self.texts.get_mut(place)?.1.push(character(byte, kind));
        Some(byte)
    }

    /// A number as WebAssembly writes it, up to 32 bits counted; the signed and the long ones are only passed on.
    fn number(&mut self, kind: u32) -> Option<u64> {
        let mut value = 0;
        for shift in (0..70).step_by(7) {
            let part = self.byte(kind)?;
            value |= u64::from(part & 127).checked_shl(shift).unwrap_or_default();
            if part < 128 {
                return Some(value);
            }
        }
        None
    }

    /// Passes over a size and gives where what it counts ends. The decoder writes sizes as short as they can be.
    fn end(&mut self) -> Option<usize> {
        let (mut size, mut shift) = (0_usize, 0);
        loop {
            let part = *self.bytes.get(self.at)?;
            self.at += 1;
            size |= usize::from(part & 127).checked_shl(shift)?;
            shift += 7;
            if part < 128 {
                return (part > 0 || shift == 7).then_some(self.at.checked_add(size)?);
            }
        }
    }
}

fn character(byte: u8, kind: u32) -> char {
    let shown = if kind < DATA {
        // Past `<` and `\`.
        let code = u32::from(byte) + 35;
        let code = code + u32::from(code > 59);
        code + u32::from(code > 91)
    } else if matches!(byte, b'"' | b'\\' | b'<') {
        0
    } else {
        u32::from(byte)
    };
    let code = if (32..127).contains(&shown) { shown } else { 0x100 + u32::from(byte) };
    char::from_u32(code).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(id: u8, body: &[u8]) -> Vec<u8> {
        let mut module = START.to_vec();
        module.extend([id, u8::try_from(body.len()).unwrap()]);
        module.extend(body);
        module
    }

    #[test]
    fn every_byte_has_a_character_of_its_own_and_none_separates_or_ends() {
        for kind in [HEAD, INSTRUCTIONS, SECTIONS + 9, SECTIONS + 11] {
            let mut seen: Vec<char> = (0..=255).map(|byte| character(byte, kind)).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 256);
            assert!(seen.iter().all(|c| !matches!(c, '"' | '\\' | '<') && !c.is_control()));
        }
    }

    #[test]
    fn instructions_and_their_numbers_come_apart() {
        // Two functions: local.get 1, local.get 2, i32.add, end; and i32.const 40, end.
        let wasm = module(10, b"\x02\x07\0\x20\x01\x20\x02\x6a\x0b\x04\0\x41\x28\x0b");
        let text = expression(&wasm).unwrap();
        let sum: u32 = "-%<##<DD\u{16a}.f.<$%<L".chars().map(u32::from).sum();
        assert!(text.ends_with(&format!("(\"-%<##<DD\u{16a}.f.<$%<L\",{sum},24)")), "{text}");
    }

    #[test]
    fn what_the_decoder_would_not_put_together_again_is_left_to_the_other_encoding() {
        assert!(expression(b"").is_none() && expression(b"no module").is_none());
        assert!(expression(&module(11, b"\0")).is_some());
        assert!(expression(&module(11, b"")).is_none(), "nothing in a section");
        assert!(expression(&[module(11, b"\0"), vec![11, 1, 0]].concat()).is_none(), "a section twice");
        assert!(
            expression(&[START.as_slice(), &[11, 0x81, 0, 0]].concat()).is_none(),
            "a size with a useless byte"
        );
        assert!(expression(&module(10, b"\x01\x03\0\0\x0b")).is_some());
        assert!(expression(&module(10, b"\x01\x04\0\0\x0b\0")).is_none(), "code after the end");
        assert!(expression(&module(10, b"\x01\x02\0\0")).is_none(), "no end");
        assert!(expression(&module(10, b"\x01\x05\0\xfd\x0c\0\x0b")).is_none(), "vectors");
        assert!(expression(&module(10, b"\x01\x05\0\xfc\x08\0\x0b")).is_none(), "data that is copied later");
    }
}
