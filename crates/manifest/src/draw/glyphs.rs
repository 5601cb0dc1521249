//! Letters and digits as lines, drawn for this purpose: a capital is one unit high, `y` grows downwards.

use tiny_skia::{Path, PathBuilder};

/// A letter.
pub(super) struct Glyph {
    /// Width in units, from the middle of the leftmost line to that of the rightmost.
    pub(super) width: f32,
    /// Lines: `M x y`, `L x y`, `C x1 y1 x2 y2 x y`, `Z`.
    lines: &'static str,
}

/// Drawn for a name without letters: three rising bars.
const MARK: (f32, &str) = (0.76, "M0 1 L0 .62 M.38 1 L.38 .34 M.76 1 L.76 0");

const O: &str =
    "M.48 0 C.745 0 .96 .224 .96 .5 C.96 .776 .745 1 .48 1 C.215 1 0 .776 0 .5 C0 .224 .215 0 .48 0 Z";

fn lines(c: char) -> (f32, &'static str) {
    match c {
        'A' => (0.84, "M0 1 L.42 0 L.84 1 M.15 .66 L.69 .66"),
        'B' => (
            0.66,
            "M0 0 L0 1 L.38 1 C.54 1 .66 .89 .66 .745 C.66 .6 .54 .49 .38 .49 L0 .49 M.34 .49 \
             C.49 .49 .6 .38 .6 .245 C.6 .11 .49 0 .34 0 L0 0",
        ),
        'C' => (0.8, "M.8 .19 C.72 .07 .6 0 .46 0 C.2 0 0 .22 0 .5 C0 .78 .2 1 .46 1 C.6 1 .72 .93 .8 .81"),
        'D' => (0.76, "M0 0 L0 1 L.3 1 C.57 1 .76 .78 .76 .5 C.76 .22 .57 0 .3 0 Z"),
        'E' => (0.58, "M.58 0 L0 0 L0 1 L.58 1 M0 .49 L.5 .49"),
        'F' => (0.54, "M.54 0 L0 0 L0 1 M0 .5 L.46 .5"),
        'G' => (
            0.84,
            "M.8 .18 C.72 .07 .6 0 .46 0 C.2 0 0 .22 0 .5 C0 .78 .2 1 .46 1 C.7 1 .84 .84 .84 .54 L.52 .54",
        ),
        'H' => (0.72, "M0 0 L0 1 M.72 0 L.72 1 M0 .49 L.72 .49"),
        'I' => (0.0, "M0 0 L0 1"),
        'J' => (0.5, "M.5 0 L.5 .7 C.5 .89 .4 1 .24 1 C.12 1 .03 .93 0 .82"),
        'K' => (0.68, "M0 0 L0 1 M.65 0 L0 .62 M.24 .4 L.68 1"),
        'L' => (0.54, "M0 0 L0 1 L.54 1"),
        'M' => (0.92, "M0 1 L0 0 L.46 .64 L.92 0 L.92 1"),
        'N' => (0.74, "M0 1 L0 0 L.74 1 L.74 0"),
        'O' => (0.96, O),
        'P' => (0.62, "M0 1 L0 0 L.34 0 C.5 0 .62 .12 .62 .28 C.62 .44 .5 .56 .34 .56 L0 .56"),
        'Q' => (
            0.96,
            "M.48 0 C.745 0 .96 .224 .96 .5 C.96 .776 .745 1 .48 1 C.215 1 0 .776 0 .5 C0 .224 .215 0 .48 0 Z \
             M.62 .7 L.94 1.04",
        ),
        'R' => {
            (0.64, "M0 1 L0 0 L.34 0 C.5 0 .62 .12 .62 .28 C.62 .44 .5 .56 .34 .56 L0 .56 M.34 .56 L.64 1")
        }
        'S' => (
            0.64,
            "M.6 .17 C.54 .06 .44 0 .32 0 C.15 0 .03 .1 .03 .25 C.03 .41 .16 .45 .33 .49 \
             C.51 .53 .64 .59 .64 .75 C.64 .9 .5 1 .32 1 C.18 1 .06 .93 0 .81",
        ),
        'T' => (0.72, "M0 0 L.72 0 M.36 0 L.36 1"),
        'U' => (0.72, "M0 0 L0 .63 C0 .86 .14 1 .36 1 C.58 1 .72 .86 .72 .63 L.72 0"),
        'V' => (0.8, "M0 0 L.4 1 L.8 0"),
        'W' => (1.16, "M0 0 L.29 1 L.58 .2 L.87 1 L1.16 0"),
        'X' => (0.72, "M0 0 L.72 1 M.72 0 L0 1"),
        'Y' => (0.74, "M0 0 L.37 .52 L.74 0 M.37 .52 L.37 1"),
        'Z' => (0.66, "M0 0 L.66 0 L0 1 L.66 1"),
        '0' => (0.68, "M.34 0 C.55 0 .68 .2 .68 .5 C.68 .8 .55 1 .34 1 C.13 1 0 .8 0 .5 C0 .2 .13 0 .34 0 Z"),
        '1' => (0.3, "M0 .2 L.3 0 L.3 1"),
        '2' => (0.62, "M.02 .26 C.04 .1 .16 0 .32 0 C.48 0 .6 .1 .6 .26 C.6 .4 .5 .5 0 1 L.62 1"),
        '3' => {
            (0.62, "M.02 0 L.58 0 L.28 .4 C.48 .4 .62 .52 .62 .7 C.62 .88 .48 1 .3 1 C.16 1 .05 .93 0 .82")
        }
        '4' => (0.7, "M.5 1 L.5 0 L0 .7 L.7 .7"),
        '5' => (
            0.62,
            "M.56 0 L.1 0 L.06 .45 C.14 .39 .22 .37 .3 .37 C.48 .37 .62 .49 .62 .68 C.62 .87 .48 1 .3 1 C.17 1 .06 .94 0 .84",
        ),
        '6' => (
            0.64,
            "M.46 0 L.08 .5 C.03 .57 0 .62 0 .69 C0 .87 .14 1 .32 1 C.5 1 .64 .87 .64 .69 C.64 .51 .5 .39 .32 .39 C.22 .39 .13 .43 .08 .5",
        ),
        '7' => (0.62, "M0 0 L.62 0 L.2 1"),
        '8' => (
            0.62,
            "M.31 .46 C.17 .46 .05 .36 .05 .23 C.05 .1 .17 0 .31 0 C.45 0 .57 .1 .57 .23 C.57 .36 .45 .46 .31 .46 \
             C.14 .46 0 .57 0 .73 C0 .89 .14 1 .31 1 C.48 1 .62 .89 .62 .73 C.62 .57 .48 .46 .31 .46",
        ),
        '9' => (
            0.64,
            "M.18 1 L.56 .5 C.61 .43 .64 .38 .64 .31 C.64 .13 .5 0 .32 0 C.14 0 0 .13 0 .31 C0 .49 .14 .61 .32 .61 C.42 .61 .51 .57 .56 .5",
        ),
        _ => MARK,
    }
}

/// The glyph of a capital letter or digit; the mark for anything else.
pub(super) fn glyph(c: char) -> Glyph {
    let (width, lines) = lines(c);
    Glyph { width, lines }
}

impl Glyph {
    /// Its lines at a place, `scale` pixels to the unit.
    pub(super) fn path(&self, x: f32, y: f32, scale: f32) -> Option<Path> {
        let mut path = PathBuilder::new();
        let mut numbers: Vec<f32> = Vec::new();
        let mut command = ' ';
        for word in self.lines.split_whitespace() {
            let (letter, number) = match word.chars().next() {
                Some(c) if c.is_ascii_uppercase() => (Some(c), word.get(1..).unwrap_or_default()),
                _ => (None, word),
            };
            if let Some(letter) = letter {
                command = letter;
                numbers.clear();
            }
            if command == 'Z' {
                path.close();
                continue;
            }
            let along_x = numbers.len().is_multiple_of(2);
            let value: f32 = number.parse().unwrap_or(0.0);
            numbers.push(if along_x { x } else { y } + value * scale);
            match (command, numbers.as_slice()) {
                ('M', [x, y]) => path.move_to(*x, *y),
                ('L', [x, y]) => path.line_to(*x, *y),
                ('C', [x1, y1, x2, y2, x, y]) => path.cubic_to(*x1, *y1, *x2, *y2, *x, *y),
                _ => {}
            }
        }
        path.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_stays_in_its_box() {
        for c in ('A'..='Z').chain('0'..='9').chain(['?']) {
            let glyph = glyph(c);
            let bounds = glyph.path(0.0, 0.0, 1.0).unwrap_or_else(|| panic!("{c} is empty")).bounds();
            assert!(bounds.left() >= -0.01 && bounds.right() <= glyph.width + 0.01, "{c}: {bounds:?}");
            assert!(bounds.top() >= -0.01 && bounds.bottom() <= 1.05, "{c}: {bounds:?}");
            assert!(bounds.height() > 0.95, "{c}: {bounds:?}");
        }
    }
}
