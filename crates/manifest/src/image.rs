//! What the platform asks of pictures: which logos, of which size, and how to find out.
//!
//! See <https://developers.kommo.com/docs/images>.

use thiserror::Error;

/// A logo of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Path in the archive.
    pub path: &'static str,
    /// Exact width in pixels.
    pub width: usize,
    /// Exact height in pixels.
    pub height: usize,
    /// When it is needed.
    pub needed: Needed,
}

/// When a logo is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// By every widget.
    Always,
    /// By widgets in cards, and by every public one.
    InCards,
    /// By widgets with location `digital_pipeline`.
    InPipeline,
}

const fn logo(path: &'static str, width: usize, height: usize, needed: Needed) -> Logo {
    Logo { path, width, height, needed }
}

/// All logos.
pub const LOGOS: &[Logo] = &[
    logo("images/logo.png", 130, 100, Needed::Always),
    logo("images/logo_main.png", 400, 272, Needed::Always),
    logo("images/logo_medium.png", 240, 84, Needed::InCards),
    logo("images/logo_min.png", 84, 84, Needed::InCards),
    logo("images/logo_small.png", 108, 108, Needed::Always),
    logo("images/logo_dp.png", 174, 109, Needed::InPipeline),
];

/// What could be read of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image {
    /// File format, by contents.
    pub format: Format,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Whether it has several frames.
    pub animated: bool,
}

/// A picture's file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// PNG
    Png,
    /// JPEG
    Jpeg,
    /// GIF
    Gif,
    /// WebP
    Webp,
}

impl Format {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
        }
    }

    /// File name endings it goes by.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
        }
    }
}

/// Why a file cannot be read as a picture.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ImageError {
    /// Of no known format.
    #[error("the file is not a PNG, JPEG, GIF or WebP image")]
    Unknown,
    /// Damaged or cut off.
    #[error("the {} image is damaged or cut off", .0.name())]
    Damaged(Format),
}

/// Reads format, size and whether it is animated from a picture's bytes. Nothing is decoded, so a hostile picture costs
/// no memory.
///
/// # Errors
/// [`ImageError`] when it is no picture or cut off.
pub fn read(bytes: &[u8]) -> Result<Image, ImageError> {
    let format = match imagesize::image_type(bytes).map_err(|_| ImageError::Unknown)? {
        imagesize::ImageType::Png => Format::Png,
        imagesize::ImageType::Jpeg => Format::Jpeg,
        imagesize::ImageType::Gif => Format::Gif,
        imagesize::ImageType::Webp => Format::Webp,
        _ => return Err(ImageError::Unknown),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| ImageError::Damaged(format))?;
    let animated = match format {
        Format::Png => png_is_animated(bytes).ok_or(ImageError::Damaged(format))?,
        Format::Gif => gif_is_animated(bytes).ok_or(ImageError::Damaged(format))?,
        Format::Jpeg => false,
        Format::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
    };
    Ok(Image { format, width: size.width, height: size.height, animated })
}

/// Walks the chunks to the first pixel data: an `acTL` before it announces several frames. `None` if there is none.
fn png_is_animated(bytes: &[u8]) -> Option<bool> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        match kind {
            b"acTL" => return Some(true),
            b"IDAT" => return Some(false),
            _ => rest = after.get(usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(4)?..)?,
        }
    }
}

/// Walks the blocks and counts the frames. `None` if it is cut off before the first.
fn gif_is_animated(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut rest = bytes.get(13 + table(*bytes.get(10)?)..)?;
    let mut frames = 0;
    loop {
        let Some((introducer, after)) = rest.split_first() else { return (frames > 0).then_some(frames > 1) };
        let mut after = match introducer {
            0x21 => after.get(1..)?,
            0x2c => {
                frames += 1;
                if frames > 1 {
                    return Some(true);
                }
                after.get(10 + table(*after.get(8)?)..)?
            }
            _ => return (frames > 0).then_some(false),
        };
        // Sub-blocks, each with its length in front; a zero ends them.
        loop {
            let Some((length, block)) = after.split_first() else { return (frames > 0).then_some(false) };
            match block.get(usize::from(*length)..) {
                Some(next) => after = next,
                None => return (frames > 0).then_some(false),
            }
            if *length == 0 {
                break;
            }
        }
        rest = after;
    }
}
