//! The module's bytes sorted by what they say: one text for the instructions, one for the numbers of each instruction
//! (locals, addresses, functions …), one for each other section. A compressor finds far more in numbers of one kind than in
//! all kinds by turns: 7 to 8 % of a script. What the decoder can tell by itself is left out: sizes of functions and
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

use super::grammar::{self, DATA, INSTRUCTIONS};

/// Decodes `text`; `sum` is that of its characters' codes, which says whether it has arrived as it was.
const DECODER: &str = include_str!("sorted.js");

/// The text of pairs; the others are named in `grammar`.
const PAIRS: u32 = 1;

/// Larger than any instruction.
const NO_PAIR: u32 = 256;

/// How many pairs are tried: more make the text shorter, and its compression not always better.
const PAIRS_TRIED: [usize; 9] = [0, 8, 12, 16, 20, 24, 28, 32, 36];
/// Pairs that occur less often cost more than they save.
const PAIR_COUNT: usize = 24;

/// The expressions that evaluate to the bytes, one for each way to choose pairs. None for a module that the decoder would
/// not put together again as it was: one with instructions or forms of numbers that Rust's linker and wasm-opt do not write.
pub(super) fn expressions(bytes: &[u8]) -> Vec<String> {
    let Some(kinds) = grammar::taken_apart(bytes) else { return Vec::new() };
    let mut instructions = Paired { pairs: Vec::new(), rest: Vec::new() };
    instructions.rest.extend(kinds.iter().filter(|(kind, _)| *kind == INSTRUCTIONS).flat_map(|(_, all)| all));
    let mut expressions = Vec::new();
    for most in PAIRS_TRIED {
        instructions.pair_up(most);
        expressions.push(expression(&kinds, &instructions, bytes.len()));
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
    use super::super::grammar::{HEAD, SECTIONS, START};
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
        assert!(expressions(&module(10, b"\x01\x05\0\x28\x42\0\x0b")).is_empty(), "another memory");
        assert!(
            expressions(&module(10, b"\x01\x05\0\xfc\x08\0\x0b")).is_empty(),
            "data that is copied later"
        );
    }
}
