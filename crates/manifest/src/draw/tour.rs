//! The tour picture: the widget's block in a card, sketched.

use super::canvas::{Area, Canvas};
use super::{Brand, DrawError};

const INK: [u8; 4] = [0x22, 0x2c, 0x4a, 255];
const LINE: [u8; 4] = [0xe3, 0xe7, 0xf1, 255];
const FAINT: [u8; 4] = [0xf3, 0xf5, 0xfa, 255];

impl Brand {
    /// A picture for the tour, 1188 × 616 pixels, as a PNG file: a stand-in until there are real screenshots. It holds no
    /// words, so it serves every language.
    ///
    /// # Errors
    /// [`DrawError`], which would be a mistake in this crate.
    pub fn tour_picture(&self) -> Result<Vec<u8>, DrawError> {
        let mut canvas = Canvas::new(1188, 616)?;
        let area = canvas.area();
        canvas.gradient(area, 0.0, self.palette());
        canvas.circle(1090.0, 40.0, 330.0, [255, 255, 255, 22]);
        canvas.circle(70.0, 640.0, 260.0, [255, 255, 255, 18]);

        let window = Area::new(134.0, 78.0, 920.0, 470.0);
        canvas.shadow(window, 18.0, 34.0, 28);
        canvas.rounded(window, 18.0, [255, 255, 255, 255]);
        self.card(&mut canvas);
        self.block(&mut canvas);
        canvas.png()
    }

    /// The lead's card: fields on the left, the feed in the middle.
    fn card(&self, canvas: &mut Canvas) {
        canvas.rounded(Area::new(134.0, 78.0, 250.0, 470.0), 18.0, FAINT);
        canvas.rounded(Area::new(164.0, 112.0, 150.0, 16.0), 8.0, INK);
        for row in 0..6 {
            let y = 158.0 + 54.0 * row as f32;
            canvas.rounded(Area::new(164.0, y, 70.0, 9.0), 4.5, [0xb8, 0xc1, 0xd6, 255]);
            let width = [150.0, 110.0, 172.0, 90.0, 132.0, 160.0].get(row).copied().unwrap_or(120.0);
            canvas.rounded(Area::new(164.0, y + 18.0, width, 11.0), 5.5, [0x8a, 0x96, 0xb3, 255]);
        }
        for row in 0..3 {
            let y = 118.0 + 132.0 * row as f32;
            canvas.rounded(Area::new(414.0, y, 292.0, 108.0), 12.0, FAINT);
            canvas.circle(444.0, y + 32.0, 15.0, LINE);
            canvas.rounded(Area::new(472.0, y + 26.0, 120.0, 11.0), 5.5, [0xb8, 0xc1, 0xd6, 255]);
            canvas.rounded(Area::new(432.0, y + 62.0, 250.0, 9.0), 4.5, LINE);
            canvas.rounded(Area::new(432.0, y + 80.0, 190.0, 9.0), 4.5, LINE);
        }
    }

    /// The widget's own block on the right.
    fn block(&self, canvas: &mut Canvas) {
        let block = Area::new(736.0, 112.0, 288.0, 402.0);
        canvas.shadow(block, 14.0, 18.0, 11);
        canvas.rounded(block, 14.0, [255, 255, 255, 255]);
        self.badge(canvas, Area::new(760.0, 136.0, 64.0, 64.0));
        canvas.rounded(Area::new(844.0, 150.0, 128.0, 14.0), 7.0, INK);
        canvas.rounded(Area::new(844.0, 176.0, 88.0, 10.0), 5.0, [0xb8, 0xc1, 0xd6, 255]);
        for row in 0..3 {
            let y = 234.0 + 60.0 * row as f32;
            canvas.rounded(Area::new(760.0, y, 240.0, 44.0), 10.0, FAINT);
            canvas.circle(784.0, y + 22.0, 8.0, LINE);
            let width = [150.0, 118.0, 134.0].get(row).copied().unwrap_or(120.0);
            canvas.rounded(Area::new(804.0, y + 17.0, width, 10.0), 5.0, [0x8a, 0x96, 0xb3, 255]);
        }
        canvas.gradient(Area::new(760.0, 438.0, 240.0, 50.0), 12.0, self.palette());
        canvas.rounded(Area::new(828.0, 458.0, 104.0, 11.0), 5.5, [255, 255, 255, 235]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_picture_has_its_size_and_weight() {
        let png = Brand::from_name("Deal desk").tour_picture().unwrap();
        let read = crate::image::read(&png).unwrap();
        assert_eq!((read.width, read.height), (1188, 616));
        assert!(png.len() < 300 * 1024, "{}", png.len());
    }
}
