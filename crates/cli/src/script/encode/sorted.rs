//! The module's bytes sorted by what they say: one text for the instructions, one for the numbers of each instruction
//! (locals, addresses, functions …), one for each other section. A compressor finds far more in bytes of one kind than in
//! all kinds by turns: 7 to 9 % of a script. Sizes of functions and sections are left out; the decoder counts them.
//!
//! Pairs of instructions that are frequent have one character, as long as there are characters that are not used.
//!
//! The texts stand in the order of their first use, with `<` between them. In the data section a printable ASCII
//! character stands for itself, elsewhere the printable ones stand for the numbers from 0; any other byte `b` is the
//! letter U+0100 + `b`. The decoder reads the module's grammar as it puts it together again, which takes a few milliseconds
//! once a page.

use std::collections::BTreeMap;

/// Decodes `text`; `sum` is that of its characters' codes, which says whether it has arrived as it was.
const DECODER: &str = include_str!("sorted.js");

/// The kinds that the decoder names by numbers below the instructions with numbers of their own; see there.
const HEAD: u32 = 0;
const PAIRS: u32 = 1;
const LOCALS: u32 = 5;
const OFFSETS: u32 = 7;
const INSTRUCTIONS: u32 = 11;
const BRANCHES: u32 = 12;
const SECTIONS: u32 = 69;
/// From here on printable characters stand for themselves.
const DATA: u32 = 80;

const START: [u8; 8] = *b"\0asm\x01\0\0\0";

/// How many pairs are tried: more make the text shorter, and its compression not always better.
const PAIRS_TRIED: [usize; 9] = [0, 8, 12, 16, 20, 24, 28, 32, 36];
/// Pairs that occur less often cost more than they save.
const PAIR_COUNT: usize = 24;

/// The expressions that evaluate to the bytes, one for each way to choose pairs. None for a module that the decoder would
/// not put together again as it was: one with instructions or forms of numbers that Rust's linker and wasm-opt do not write.
pub(super) fn expressions(bytes: &[u8]) -> Vec<String> {
    let mut sorter = Sorter { bytes, at: START.len(), kinds: Vec::new() };
    if !bytes.starts_with(&START) || sorter.module().is_none() {
        return Vec::new();
    }
    let mut instructions = Paired { pairs: Vec::new(), rest: Vec::new() };
    instructions
        .rest
        .extend(sorter.kinds.iter().filter(|(kind, _)| *kind == INSTRUCTIONS).flat_map(|(_, all)| all));
    let mut expressions = Vec::new();
    for most in PAIRS_TRIED {
        instructions.pair_up(most);
        expressions.push(expression(&sorter.kinds, &instructions, bytes.len()));
    }
    expressions
}

fn expression(kinds: &[(u32, Vec<u8>)], instructions: &Paired, length: usize) -> String {
    let mut texts = vec![text(PAIRS, &instructions.pairs)];
    for (kind, bytes) in kinds {
        texts.push(text(*kind, if *kind == INSTRUCTIONS { &instructions.rest } else { bytes }));
    }
    let text = texts.join("<");
    let sum: u64 = text.chars().map(|character| u64::from(u32::from(character))).sum();
    format!("{}(\"{text}\",{sum},{length})", DECODER.trim_end())
}

fn text(kind: u32, bytes: &[u8]) -> String {
    bytes.iter().map(|byte| character(*byte, kind)).collect()
}

/// Bytes in which frequent pairs have a byte of their own.
struct Paired {
    /// Each such byte, with the two it stands for.
    pairs: Vec<u8>,
    rest: Vec<u8>,
}

impl Paired {
    /// Replaces the most frequent pair by a byte that does not occur, again and again until there are `most`.
    fn pair_up(&mut self, most: usize) {
        while self.pairs.len() < 3 * most {
            let mut counts = BTreeMap::new();
            for (first, second) in self.rest.iter().zip(self.rest.iter().skip(1)) {
                *counts.entry((*first, *second)).or_insert(0_usize) += 1;
            }
            // Only names that are one printable character, as all up to 89 are. A name may have been paired away itself.
            let is_free = |name: &u8| !self.rest.contains(name) && !self.pairs.contains(name);
            let (Some((pair, count)), Some(name)) =
                (counts.into_iter().max_by_key(|(_, count)| *count), (0..90).find(is_free))
            else {
                return;
            };
            if count < PAIR_COUNT {
                return;
            }
            let mut old = std::mem::take(&mut self.rest).into_iter().peekable();
            while let Some(byte) = old.next() {
                let is_pair = byte == pair.0 && old.next_if_eq(&pair.1).is_some();
                self.rest.push(if is_pair { name } else { byte });
            }
            self.pairs.extend([name, pair.0, pair.1]);
        }
    }
}

/// Takes a module apart as the decoder puts it together.
struct Sorter<'b> {
    bytes: &'b [u8],
    at: usize,
    /// In the order of their first use.
    kinds: Vec<(u32, Vec<u8>)>,
}

impl Sorter<'_> {
    fn module(&mut self) -> Option<()> {
        while self.at < self.bytes.len() {
            self.section()?;
        }
        Some(())
    }

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
            let is_new = self.kinds.iter().all(|(own, _)| *own != kind);
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
        match self.kinds.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, bytes)) => bytes.push(byte),
            None => self.kinds.push((kind, vec![byte])),
        }
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
        let text = expressions(&wasm).swap_remove(0);
        let sum: u32 = "<-%<##<DD\u{16a}.f.<$%<L".chars().map(u32::from).sum();
        assert!(text.ends_with(&format!("(\"<-%<##<DD\u{16a}.f.<$%<L\",{sum},24)")), "{text}");
    }

    #[test]
    fn what_the_decoder_would_not_put_together_again_is_left_to_the_other_encoding() {
        assert!(expressions(b"").is_empty() && expressions(b"no module").is_empty());
        assert!(expressions(&module(11, b"\0")).len() == PAIRS_TRIED.len());
        assert!(expressions(&module(11, b"")).is_empty(), "nothing in a section");
        assert!(expressions(&[module(11, b"\0"), vec![11, 1, 0]].concat()).is_empty(), "a section twice");
        assert!(
            expressions(&[START.as_slice(), &[11, 0x81, 0, 0]].concat()).is_empty(),
            "a size with a useless byte"
        );
        assert!(expressions(&module(10, b"\x01\x03\0\0\x0b")).len() == PAIRS_TRIED.len());
        assert!(expressions(&module(10, b"\x01\x04\0\0\x0b\0")).is_empty(), "code after the end");
        assert!(expressions(&module(10, b"\x01\x02\0\0")).is_empty(), "no end");
        assert!(expressions(&module(10, b"\x01\x05\0\xfd\x0c\0\x0b")).is_empty(), "vectors");
        assert!(
            expressions(&module(10, b"\x01\x05\0\xfc\x08\0\x0b")).is_empty(),
            "data that is copied later"
        );
    }
}
