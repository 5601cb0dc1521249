//! KM07xx.

use super::case;
use crate::Case;
use crate::widget::png;

/// A GIF of one pixel with so many frames.
fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..frames {
        bytes.extend_from_slice(b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    bytes.push(0x3b);
    bytes
}

/// The head of an animated PNG.
fn apng(width: usize, height: usize) -> Vec<u8> {
    let mut bytes = png(width, height);
    let control = b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0";
    bytes.splice(33..33, control.iter().copied());
    bytes
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0701",
            |s| {
                s.remove("images/logo_main.png")
                    .remove("images/logo.png")
                    .add("images/Logo.png", png(130, 100));
                s.location("digital_pipeline");
            },
            |s| {
                s.location("digital_pipeline").add("images/logo_dp.png", png(174, 109));
            },
        ),
        case(
            "KM0702",
            |s| {
                s.manifest("\"lcard-1\"", "\"everywhere\"").remove("images/logo_min.png");
            },
            |s| {
                s.manifest("\"lcard-1\"", "\"everywhere\"");
            },
        ),
        case(
            "KM0703",
            |s| {
                s.add("images/logo_small.png", png(108, 109));
            },
            |s| {
                s.add("images/other.png", png(1, 2));
            },
        ),
        case(
            "KM0704",
            |s| {
                let mut heavy = png(400, 272);
                heavy.resize(300 * 1024 + 1, 0);
                s.add("images/logo_main.png", heavy);
            },
            |s| {
                let mut heavy = png(400, 272);
                heavy.resize(300 * 1024, 0);
                s.add("images/logo_main.png", heavy);
            },
        ),
        case(
            "KM0705",
            |s| {
                s.add("images/logo_main.png", apng(400, 272)).add("images/logo.png", gif(2));
            },
            |s| {
                s.add("images/logo.png", gif(1));
            },
        ),
        case(
            "KM0706",
            |s| {
                s.add("images/logo_main.png", "no picture")
                    .add("images/logo.png", png(130, 100)[..30].to_vec());
            },
            |s| {
                s.add("images/readme.png", "no picture");
            },
        ),
        case(
            "KM0707",
            |s| {
                s.add("images/logo.png", gif(1));
            },
            |_| {},
        ),
        case(
            "KM0708",
            |s| {
                s.add("images/tour_en.png", png(1188, 617));
            },
            |s| {
                s.manifest("/images/tour_en.png", "/images/logo_main.png");
            },
        ),
    ]
}
