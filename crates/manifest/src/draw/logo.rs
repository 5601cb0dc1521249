//! The logos.

use super::canvas::{Area, Canvas};
use super::glyphs::glyph;
use super::{Brand, DrawError};
use crate::image::{LOGOS, Logo};

const WHITE: [u8; 4] = [255, 255, 255, 255];

impl Brand {
    /// All logos of the platform, as path in the archive and PNG file.
    ///
    /// # Errors
    /// [`DrawError`], which would be a mistake in this crate.
    pub fn logos(&self) -> Result<Vec<(&'static str, Vec<u8>)>, DrawError> {
        LOGOS.iter().map(|logo| Ok((logo.path, self.logo(logo)?))).collect()
    }

    /// One logo as a PNG file.
    ///
    /// # Errors
    /// As [`Brand::logos`].
    pub fn logo(&self, logo: &Logo) -> Result<Vec<u8>, DrawError> {
        let size = |n: usize| u32::try_from(n).unwrap_or(0);
        let mut canvas = Canvas::new(size(logo.width), size(logo.height))?;
        let area = canvas.area();
        if logo.width == logo.height {
            self.badge(&mut canvas, area);
        } else {
            self.banner(&mut canvas, area);
        }
        canvas.png()
    }

    /// A square with round corners and the initials.
    pub(super) fn badge(&self, canvas: &mut Canvas, area: Area) {
        canvas.gradient(area, area.width * 0.24, self.palette());
        self.letters(canvas, area, area.height * 0.42, WHITE);
    }

    /// A wide picture: the colours, two soft circles, and the initials on a light square.
    fn banner(&self, canvas: &mut Canvas, area: Area) {
        let Area { width, height, .. } = area;
        canvas.gradient(area, 0.0, self.palette());
        canvas.circle(width * 0.93, height * 0.08, height * 0.62, [255, 255, 255, 26]);
        canvas.circle(width * 0.05, height * 1.02, height * 0.5, [255, 255, 255, 20]);
        let tile = area.square(height * 0.62);
        let radius = tile.width * 0.24;
        canvas.shadow(tile, radius, height * 0.1, 22);
        canvas.rounded(tile, radius, [255, 255, 255, 245]);
        let [_, [r, g, b]] = self.palette();
        self.letters(canvas, tile, tile.height * 0.4, [r, g, b, 255]);
    }

    /// The initials in the middle of an area, their capitals this high.
    pub(super) fn letters(&self, canvas: &mut Canvas, area: Area, height: f32, color: [u8; 4]) {
        let initials = if self.initials().is_empty() { "?" } else { self.initials() };
        let glyphs: Vec<_> = initials.chars().map(glyph).collect();
        let line = 0.185;
        let gap = 0.36;
        let units: f32 =
            glyphs.iter().map(|glyph| glyph.width).sum::<f32>() + gap * (glyphs.len() as f32 - 1.0);
        // Wide pairs such as WM shrink until they fit.
        let scale = height.min(area.width * 0.62 / (units + line)).min(height);
        let mut x = area.x + (area.width - units * scale) / 2.0;
        let y = area.y + (area.height - scale) / 2.0;
        for glyph in glyphs {
            if let Some(path) = glyph.path(x, y, scale) {
                canvas.stroke(&path, line * scale, color);
            }
            x += (glyph.width + gap) * scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image;

    #[test]
    fn every_logo_has_its_size_and_weight() {
        for name in ["Deal desk", "WM", "", "Сделки", "q7"] {
            let brand = Brand::from_name(name);
            for logo in LOGOS {
                let png = brand.logo(logo).unwrap();
                let read = image::read(&png).unwrap();
                assert_eq!((read.width, read.height), (logo.width, logo.height), "{}", logo.path);
                assert!(png.len() < 60 * 1024, "{} weighs {}", logo.path, png.len());
                assert_eq!(png, brand.logo(logo).unwrap(), "the same again");
            }
        }
    }

    #[test]
    fn different_initials_give_different_pictures() {
        let small = LOGOS.iter().find(|logo| logo.width == logo.height).unwrap();
        let png = |name| Brand::from_name(name).logo(small).unwrap();
        assert_ne!(png("Deal desk"), png("Call log"));
    }
}
