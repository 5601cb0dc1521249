//! The grammar of a WebAssembly module, as far as Rust's linker and wasm-opt write it: what its bytes say. The decoder
//! (`sorted.js`) has the same.

/// The kinds that the decoder names by numbers below the instructions with numbers of their own; see there.
pub(super) const HEAD: u32 = 0;
const TYPES: u32 = 2;
const LOCALS: u32 = 5;
const OFFSETS: u32 = 7;
const LOW: u32 = 8;
const HIGH: u32 = 9;
pub(super) const INSTRUCTIONS: u32 = 11;
const BRANCHES: u32 = 12;
const LOCAL: u32 = 32;
pub(super) const SECTIONS: u32 = 69;
/// Here printable characters stand for themselves.
pub(super) const DATA: u32 = 80;
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

pub(super) const START: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The module's numbers by their kinds, which stand in the order of their first use. None for a module that the decoder
/// would not put together again as it was: one with instructions or forms of numbers that Rust's linker and wasm-opt do not
/// write.
pub(super) fn taken_apart(bytes: &[u8]) -> Option<Vec<(u32, Vec<u32>)>> {
    bytes.starts_with(&START).then_some(())?;
    let mut sorter = Sorter { bytes, at: START.len(), kinds: Vec::new(), recent: Vec::new() };
    sorter.module()?;
    Some(sorter.kinds)
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
        // The hint; a larger one would say which of several memories is meant.
        (self.number()?.value < 8).then_some(())?;
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
        u32::try_from(self.number()?.short()?).ok().filter(|number| *number < MOST)
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
