//! The module's bytes sorted by what they say: one text for the instructions, one for the numbers of each instruction
//! (locals, addresses, functions …), one for each other section. A compressor finds far more in numbers of one kind than in
//! all kinds by turns: 10 to 14 % of a script. What the decoder can tell by itself is left out: sizes of functions and
//! sections, and how memory accesses are said to be aligned, which is a hint without meaning and becomes 0.
//!
//! - A local is written as the number of others that were used since it was: most are used again at once.
//! - A constant stands among those before the same next instruction: what is added to a stack's frame, what is called with.
//! - An address of data, constant or offset, is written as its low byte and the rest; other offsets in words of four bytes.
//! - Pairs of instructions that are frequent have one character, as long as there are characters that are not used.
//!
//! The texts stand in the order of their first use, with `<` between them. In the data section a printable ASCII
//! character stands for itself, elsewhere the printable ones stand for the numbers from 0; any other number `n` is the
//! letter U+0100 + `n`. The decoder reads the module's grammar as it puts it together again, which takes a few milliseconds
//! once a page.

use std::collections::BTreeMap;

/// Decodes `text`; `sum` is that of its characters' codes, which says whether it has arrived as it was.
const DECODER: &str = include_str!("sorted.js");

/// The kinds that the decoder names by numbers below the instructions with numbers of their own; see there.
const HEAD: u32 = 0;
const PAIRS: u32 = 1;
const TYPES: u32 = 2;
const LOCALS: u32 = 5;
const OFFSETS: u32 = 7;
const LOW: u32 = 8;
const HIGH: u32 = 9;
const INSTRUCTIONS: u32 = 11;
const BRANCHES: u32 = 12;
const LOCAL: u32 = 32;
const SECTIONS: u32 = 69;
/// Here printable characters stand for themselves.
const DATA: u32 = 80;
/// Constants before an instruction of this number and up.
const CONSTANTS: u32 = 100;

/// Stands for a constant that is an address of data; no module has this instruction (`try`, which never became standard).
const ADDRESS: u8 = 6;
/// Where Rust's linker puts data: behind the stack.
const DATA_START: u64 = 1 << 20;
/// Offsets below this number are four times as much, those above it less this number and one; it stands for an address.
const WORDS: u32 = 59;
/// What a character can hold, and far more than data takes.
const MOST: u32 = 0xd000;

const START: [u8; 8] = *b"\0asm\x01\0\0\0";

/// Larger than any instruction.
const NO_PAIR: u32 = 256;

/// How many pairs are tried: more make the text shorter, and its compression not always better.
const PAIRS_TRIED: [usize; 9] = [0, 8, 12, 16, 20, 24, 28, 32, 36];
/// Pairs that occur less often cost more than they save.
const PAIR_COUNT: usize = 24;

/// The expressions that evaluate to the bytes, one for each way to choose pairs. None for a module that the decoder would
/// not put together again as it was: one with instructions or forms of numbers that Rust's linker and wasm-opt do not write.
pub(super) fn expressions(bytes: &[u8]) -> Vec<String> {
    let mut sorter = Sorter { bytes, at: START.len(), kinds: Vec::new(), recent: Vec::new() };
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

fn expression(kinds: &[(u32, Vec<u32>)], instructions: &Paired, length: usize) -> String {
    // An empty text would not be taken for one: then it is a pair that does not occur.
    let pairs = if instructions.pairs.is_empty() { &[NO_PAIR; 3] } else { instructions.pairs.as_slice() };
    let mut texts = vec![text(PAIRS, pairs)];
    for (kind, numbers) in kinds {
        texts.push(text(*kind, if *kind == INSTRUCTIONS { &instructions.rest } else { numbers }));
    }
    let text = texts.join("<");
    let sum: u64 = text.chars().map(|character| u64::from(u32::from(character))).sum();
    format!("{}(\"{text}\",{sum},{length})", DECODER.trim_end())
}

fn text(kind: u32, numbers: &[u32]) -> String {
    numbers.iter().map(|number| character(*number, kind)).collect()
}

/// Instructions in which frequent pairs have a number of their own.
struct Paired {
    /// Each such number, with the two it stands for.
    pairs: Vec<u32>,
    rest: Vec<u32>,
}

impl Paired {
    /// Replaces the most frequent pair by a number that does not occur, again and again until there are `most`.
    fn pair_up(&mut self, most: usize) {
        while self.pairs.len() < 3 * most {
            let mut counts = BTreeMap::new();
            for (first, second) in self.rest.iter().zip(self.rest.iter().skip(1)) {
                *counts.entry((*first, *second)).or_insert(0_usize) += 1;
            }
            // Only names that are one printable character, as all up to 89 are. A name may have been paired away itself.
            let is_free = |name: &u32| !self.rest.contains(name) && !self.pairs.contains(name);
            let (Some((pair, count)), Some(name)) =
                (counts.into_iter().max_by_key(|(_, count)| *count), (0..90).find(is_free))
            else {
                return;
            };
            if count < PAIR_COUNT {
                return;
            }
            let mut old = std::mem::take(&mut self.rest).into_iter().peekable();
            while let Some(number) = old.next() {
                let is_pair = number == pair.0 && old.next_if_eq(&pair.1).is_some();
                self.rest.push(if is_pair { name } else { number });
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
    kinds: Vec<(u32, Vec<u32>)>,
    /// The function's locals, the one used last first.
    recent: Vec<u32>,
}

/// A number as WebAssembly writes it.
struct Number {
    value: u64,
    bytes: usize,
    /// Whether it is written as short as it can be, which the decoder does.
    is_short: bool,
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
            // The decoder is one instruction ahead from here on.
            self.put(INSTRUCTIONS, []);
            for _ in 0..self.count(HEAD)? {
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
        for _ in 0..2 * self.count(LOCALS)? {
            self.count(LOCALS)?;
        }
        self.recent.clear();
        let mut depth = 0_u32;
        loop {
            let op = self.instruction()?;
            self.at += 1;
            self.put(INSTRUCTIONS, [u32::from(op)]);
            let kind = u32::from(op);
            match op {
                0x02..=0x04 => {
                    depth += 1;
                    self.copy(TYPES)?;
                }
                0x0b if depth == 0 => break,
                0x0b => depth -= 1,
                0x0c | 0x0d => self.count(BRANCHES).map(drop)?,
                0x0e => {
                    for _ in 0..=self.count(BRANCHES)? {
                        self.count(BRANCHES)?;
                    }
                }
                0x11 => {
                    self.count(kind)?;
                    self.count(kind)?;
                }
                0x20..=0x22 => self.local()?,
                0x28..=0x3e => self.access()?,
                0x41 => self.constant()?,
                ADDRESS => {
                    let address = self.number()?;
                    self.address(address.value);
                }
                0x10 | 0x23 | 0x24 | 0x3f | 0x40 => self.count(kind).map(drop)?,
                0x42 => self.copy(kind)?,
                0x43 => (0..4).try_for_each(|_| self.byte(kind).map(drop))?,
                0x44 => (0..8).try_for_each(|_| self.byte(kind).map(drop))?,
                // Filling and copying memory have zeros after them, which the decoder takes for instructions.
                0xfc => matches!(self.count(kind)?, 0..=7 | 10 | 11).then_some(())?,
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
                _ => return None,
            }
        }
        (self.at == end).then_some(())
    }

    /// The instruction that comes, which stays where it is.
    fn instruction(&self) -> Option<u8> {
        let op = *self.bytes.get(self.at)?;
        (op != ADDRESS).then_some(())?;
        let constant = (op == 0x41).then(|| number(self.bytes, self.at + 1)).flatten();
        // Signed, it has a byte more than its bits take.
        Some(if constant.is_some_and(|constant| constant.bytes == 4 && is_address(constant.value)) {
            ADDRESS
        } else {
            op
        })
    }

    fn local(&mut self) -> Option<()> {
        let local = self.small()?;
        while self.recent.len() <= local as usize {
            self.recent.push(u32::try_from(self.recent.len()).ok()?);
        }
        let rank = self.recent.iter().position(|recent| *recent == local)?;
        self.recent.remove(rank);
        self.recent.insert(0, local);
        self.put(LOCAL, [u32::try_from(rank).ok()?]);
        Some(())
    }

    fn access(&mut self) -> Option<()> {
        // The hint.
        (self.number()?.bytes == 1).then_some(())?;
        let offset = self.number()?.short()?;
        if is_address(offset) {
            self.put(OFFSETS, [WORDS]);
            self.address(offset);
            return Some(());
        }
        let offset = u32::try_from(offset).ok().filter(|offset| *offset < MOST)?;
        let is_words = offset % 4 == 0 && offset / 4 < WORDS;
        self.put(OFFSETS, [if is_words { offset / 4 } else { offset + WORDS + 1 }]);
        Some(())
    }

    fn constant(&mut self) -> Option<()> {
        let start = self.at;
        self.number()?;
        let kind = CONSTANTS + u32::from(self.instruction()?);
        self.put_bytes(kind, start)
    }

    fn address(&mut self, address: u64) {
        let place = u32::try_from(address.wrapping_sub(DATA_START)).unwrap_or_default();
        self.put(LOW, [place & 255]);
        self.put(HIGH, [place >> 8]);
    }

    fn put(&mut self, kind: u32, numbers: impl IntoIterator<Item = u32>) {
        match self.kinds.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, all)) => all.extend(numbers),
            None => self.kinds.push((kind, numbers.into_iter().collect())),
        }
    }

    /// Passes on what was read since `start`.
    fn put_bytes(&mut self, kind: u32, start: usize) -> Option<()> {
        let bytes = self.bytes.get(start..self.at)?;
        self.put(kind, bytes.iter().map(|byte| u32::from(*byte)));
        Some(())
    }

    fn byte(&mut self, kind: u32) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        self.put(kind, [u32::from(byte)]);
        Some(byte)
    }

    /// Passes on a number that may be negative or long, byte by byte.
    fn copy(&mut self, kind: u32) -> Option<()> {
        let start = self.at;
        self.number()?;
        self.put_bytes(kind, start)
    }

    /// Passes on a number as one character.
    fn count(&mut self, kind: u32) -> Option<u32> {
        let number = self.small()?;
        self.put(kind, [number]);
        Some(number)
    }

    fn small(&mut self) -> Option<u32> {
        let number = number(self.bytes, self.at)?;
        self.at += number.bytes;
        u32::try_from(number.short()?).ok().filter(|number| *number < MOST)
    }

    fn number(&mut self) -> Option<Number> {
        let number = number(self.bytes, self.at)?;
        self.at += number.bytes;
        Some(number)
    }

    /// Passes over a size and gives where what it counts ends. The decoder counts it itself.
    fn end(&mut self) -> Option<usize> {
        let size = usize::try_from(self.number()?.short()?).ok()?;
        self.at.checked_add(size)
    }
}

impl Number {
    fn short(&self) -> Option<u64> {
        self.is_short.then_some(self.value)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<Number> {
    let mut value = 0;
    for (index, shift) in (0..70).step_by(7).enumerate() {
        let part = *bytes.get(at + index)?;
        value |= u64::from(part & 127).checked_shl(shift).unwrap_or_default();
        if part < 128 {
            return Some(Number { value, bytes: index + 1, is_short: part > 0 || index == 0 });
        }
    }
    None
}

fn is_address(value: u64) -> bool {
    (DATA_START..DATA_START + (1 << 22)).contains(&value)
}

fn character(number: u32, kind: u32) -> char {
    let shown = if kind != DATA {
        // Past `<` and `\`.
        let code = number + 35;
        let code = code + u32::from(code > 59);
        code + u32::from(code > 91)
    } else if [34, 92, 60].contains(&number) {
        0
    } else {
        number
    };
    let code = if (32..127).contains(&shown) { shown } else { 0x100 + number };
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
        let sum: u32 = "\u{200}\u{200}\u{200}<-%<DD\u{16a}.f.<##<$%<L".chars().map(u32::from).sum();
        assert!(
            text.ends_with(&format!("(\"\u{200}\u{200}\u{200}<-%<DD\u{16a}.f.<##<$%<L\",{sum},24)")),
            "{text}"
        );
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
