//! What makes a widget's pictures its own: initials and colours.

/// Initials and colours of a widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    initials: String,
    palette: usize,
}

/// Two ends of a gradient, as red, green, blue. White letters are legible on both.
pub(super) type Palette = [[u8; 3]; 2];

const PALETTES: [Palette; 8] = [
    [[0x4f, 0x7d, 0xf9], [0x2b, 0x3f, 0xd1]],
    [[0x12, 0xa5, 0x94], [0x0b, 0x6e, 0x86]],
    [[0x8e, 0x5c, 0xf7], [0x5b, 0x2c, 0xc9]],
    [[0xf0, 0x6a, 0x5d], [0xc2, 0x35, 0x60]],
    [[0xe8, 0x8b, 0x1a], [0xc4, 0x54, 0x1c]],
    [[0x2f, 0x9e, 0x5b], [0x17, 0x6b, 0x5a]],
    [[0xd6, 0x4f, 0x9c], [0x8c, 0x2e, 0xa3]],
    [[0x3b, 0x8f, 0xd9], [0x1e, 0x55, 0x9e]],
];

impl Brand {
    /// Takes the initials and colours from a widget's name: the first letters of its first two words, or the first two
    /// letters of its only one. Only Latin letters and digits can be drawn; a name without any gets a plain mark.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
            .filter(|word| !word.is_empty())
            .collect();
        let initials: String = match words.as_slice() {
            [] => String::new(),
            [word] => word.chars().take(2).collect(),
            [first, second, ..] => first.chars().take(1).chain(second.chars().take(1)).collect(),
        };
        // FNV-1a: any hash would do, as long as it stays the same.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let palette = usize::try_from((hash >> 32) % PALETTES.len() as u64).unwrap_or(0);
        Self { initials: initials.to_ascii_uppercase(), palette }
    }

    /// The initials, none to two.
    #[must_use]
    pub fn initials(&self) -> &str {
        &self.initials
    }

    pub(super) fn palette(&self) -> Palette {
        PALETTES.get(self.palette).copied().unwrap_or(PALETTES[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_words() {
        let initials = |name| Brand::from_name(name).initials;
        assert_eq!(initials("Deal desk"), "DD");
        assert_eq!(initials("my-first-widget"), "MF");
        assert_eq!(initials("calls"), "CA");
        assert_eq!(initials("x"), "X");
        assert_eq!(initials("24 hours"), "2H");
        assert_eq!(initials("Сделки"), "");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn white_is_legible_on_every_palette() {
        let light = |[r, g, b]: [u8; 3]| {
            let part = |c: u8| (f64::from(c) / 255.0).powf(2.2);
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        for [from, to] in PALETTES {
            let middle = std::array::from_fn(|i| from[i].midpoint(to[i]));
            assert!(1.05 / (light(middle) + 0.05) >= 3.0, "{middle:?}");
        }
    }
}
