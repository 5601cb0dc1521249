//! One UTF-8 character for each byte.
//!
//! - A byte that is a printable ASCII character stands for itself, except `"`, `\` and `<`, which a string literal
//!   or an inline script would have to escape.
//! - Any other byte `b` is the letter U+0100 + `b`, two bytes in UTF-8.
//! - Some of the others are far commoner in WebAssembly than, say, `~`. Up to [`PAIRS`] of them change places with the
//!   rarest printable bytes. The pairs are written beside the data; the decoder applies them.
//!
//! More pairs would shorten the raw text a little and cost more than that under brotli (measured: 24 is best of 8
//! to 64).

use std::fmt::Write as _;

/// How many bytes change places at most.
const PAIRS: usize = 24;

/// Decodes `s` with the pairs in `p` (letter, printable, letter, printable …) and compares the sum of all bytes: a
/// character that is not in the table makes the sum NaN.
const DECODER: &str = r#"(function(s,p,n,k){for(var m=[],r=new Uint8Array(s.length),i=32,j;i<127;i++)m[i]=i;for(i=0;i<256;i++)m[i+256]=i;for(i=0;i<p.length;i++)m[p.charCodeAt(i)]=p.charCodeAt(i^1)&255;for(i=0;i<s.length;i++)n-=r[i]=j=m[s.charCodeAt(i)],j===k&&(n=NaN);if(n!==0)throw new Error("script.js was not served as UTF-8: the widget's code is damaged");return r})"#;

/// The expression that evaluates to the bytes.
pub(super) fn expression(bytes: &[u8]) -> String {
    let pairs = pairs(bytes);
    let table = table(&pairs);
    let data: String = bytes.iter().filter_map(|byte| table.get(usize::from(*byte))).collect();
    let swaps: String =
        pairs.iter().flat_map(|(common, rare)| [letter(*common), char::from(*rare)]).collect();
    let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
    let mut text = String::with_capacity(data.len() + swaps.len() + DECODER.len() + 32);
    // Writing to a String cannot fail.
    let _ = write!(text, "{DECODER}(\"{data}\",\"{swaps}\",{sum})");
    text
}

/// Whether a byte can stand for itself.
fn printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'<')
}

fn letter(byte: u8) -> char {
    char::from_u32(0x100 + u32::from(byte)).unwrap_or_default()
}

/// The pairs that change places, as (common byte that is not printable, rare printable byte).
fn pairs(bytes: &[u8]) -> Vec<(u8, u8)> {
    let mut counts = [0_usize; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let count = |byte: &u8| counts.get(usize::from(*byte)).copied().unwrap_or_default();
    let mut common: Vec<u8> = (0..=255).filter(|byte| !printable(*byte)).collect();
    let mut rare: Vec<u8> = (0..=255).filter(|byte| printable(*byte)).collect();
    // Both sorts are stable, so equal counts keep the order of the bytes and the result depends on the bytes alone.
    common.sort_by_key(|byte| std::cmp::Reverse(count(byte)));
    rare.sort_by_key(count);
    let gain =
        common.iter().zip(&rare).take(PAIRS).take_while(|(common, rare)| count(common) > count(rare)).count();
    common.truncate(gain);
    rare.truncate(gain);
    common.sort_unstable();
    rare.sort_unstable();
    common.into_iter().zip(rare).collect()
}

/// The character of each byte.
fn table(pairs: &[(u8, u8)]) -> Vec<char> {
    let mut table: Vec<char> =
        (0..=255_u8).map(|byte| if printable(byte) { char::from(byte) } else { letter(byte) }).collect();
    for (common, rare) in pairs {
        if let Some(place) = table.get_mut(usize::from(*common)) {
            *place = char::from(*rare);
        }
        if let Some(place) = table.get_mut(usize::from(*rare)) {
            *place = letter(*common);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_character_of_its_own_and_none_needs_an_escape() {
        for sample in
            [vec![], vec![0, 0, 0, 1, 1, 2], (0..=255).collect::<Vec<u8>>(), b"\"\\<\0\x0b\x0b".to_vec()]
        {
            let table = table(&pairs(&sample));
            let mut seen = table.clone();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 256);
            assert!(table.iter().all(|c| !matches!(c, '"' | '\\' | '<') && !c.is_control()));
        }
    }

    #[test]
    fn common_bytes_become_one_byte_characters() {
        let mut wasm = vec![0x0b; 50];
        wasm.extend_from_slice(b"local names stay readable");
        let text = expression(&wasm);
        assert!(text.contains("local names stay readable"));
        assert!(!text.contains('\u{10b}'.to_string().repeat(2).as_str()));
        assert_eq!(pairs(&wasm), [(0x0b, b' ')].map(|(common, _)| (common, b'!')));
    }

    #[test]
    fn the_same_bytes_give_the_same_text() {
        let bytes: Vec<u8> = (0..4096_u32).map(|i| u8::try_from(i * i % 251).unwrap()).collect();
        assert_eq!(expression(&bytes), expression(&bytes));
    }
}
