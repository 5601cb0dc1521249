//! Shapes on a picture.

use thiserror::Error;
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder, Pixmap,
    Point, Rect, SpreadMode, Stroke, Transform,
};

use super::brand::Palette;

/// A picture could not be made. This would be a mistake in this crate.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a picture of {width} × {height} pixels could not be drawn: {reason}")]
pub struct DrawError {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What went wrong.
    pub reason: String,
}

/// A picture being drawn.
pub(super) struct Canvas {
    pixels: Pixmap,
}

/// A place and size in pixels.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Area {
    pub(super) fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// A square of this size in the middle of the area.
    pub(super) fn square(self, size: f32) -> Self {
        Self::new(self.x + (self.width - size) / 2.0, self.y + (self.height - size) / 2.0, size, size)
    }
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Result<Self, DrawError> {
        let pixels = Pixmap::new(width, height).ok_or_else(|| DrawError {
            width,
            height,
            reason: "it is empty or too large".to_owned(),
        })?;
        Ok(Self { pixels })
    }

    /// The whole picture.
    pub(super) fn area(&self) -> Area {
        Area::new(0.0, 0.0, self.pixels.width() as f32, self.pixels.height() as f32)
    }

    /// A rectangle with round corners, filled with a gradient from its upper left to its lower right.
    pub(super) fn gradient(&mut self, area: Area, radius: f32, palette: Palette) {
        let [from, to] = palette.map(|[r, g, b]| Color::from_rgba8(r, g, b, 255));
        let stops = vec![GradientStop::new(0.0, from), GradientStop::new(1.0, to)];
        let start = Point::from_xy(area.x, area.y);
        let end = Point::from_xy(area.x + area.width, area.y + area.height);
        if let Some(shader) = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity()) {
            let paint = Paint { shader, anti_alias: true, ..Paint::default() };
            self.fill(rounded(area, radius), &paint);
        }
    }

    /// A rectangle with round corners in one colour: red, green, blue, opacity.
    pub(super) fn rounded(&mut self, area: Area, radius: f32, color: [u8; 4]) {
        self.fill(rounded(area, radius), &solid(color));
    }

    /// A soft shadow under a rectangle: faint layers, each a little larger, `strength` of them.
    pub(super) fn shadow(&mut self, area: Area, radius: f32, spread: f32, strength: u8) {
        for layer in 0..strength {
            let by = spread * f32::from(layer) / f32::from(strength);
            let (x, y) = (area.x - by, area.y - by + spread * 0.4);
            let layer = Area::new(x, y, area.width + 2.0 * by, area.height + 2.0 * by);
            self.rounded(layer, radius + by, [10, 16, 48, 2]);
        }
    }

    /// A circle in one colour.
    pub(super) fn circle(&mut self, x: f32, y: f32, radius: f32, color: [u8; 4]) {
        self.fill(PathBuilder::from_circle(x, y, radius), &solid(color));
    }

    /// A line with round ends.
    pub(super) fn stroke(&mut self, path: &Path, width: f32, color: [u8; 4]) {
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixels.stroke_path(path, &solid(color), &stroke, Transform::identity(), None);
    }

    fn fill(&mut self, path: Option<Path>, paint: &Paint<'_>) {
        if let Some(path) = path {
            self.pixels.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    /// The picture as a PNG file.
    pub(super) fn png(self) -> Result<Vec<u8>, DrawError> {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        self.pixels.encode_png().map_err(|error| DrawError { width, height, reason: error.to_string() })
    }
}

fn solid([r, g, b, a]: [u8; 4]) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, a);
    paint
}

fn rounded(area: Area, radius: f32) -> Option<Path> {
    let Area { x, y, width, height } = area;
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r <= 0.0 {
        return Some(PathBuilder::from_rect(Rect::from_xywh(x, y, width, height)?));
    }
    // How far a cubic's handles lie from the corner, so that it runs along a circle.
    let h = r * (1.0 - 0.552_285);
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - h, y, right, y + h, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - h, right - h, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + h, bottom, x, bottom - h, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + h, x + h, y, x + r, y);
    path.close();
    path.finish()
}
