//! The two custom sections through which the runtime talks to the packager.
//!
//! | section | holds |
//! |---|---|
//! | `kommo_widget` | JSON: ABI number, runtime version, callbacks the widget implements |
//! | `kommo_shim` | the JavaScript shim that belongs to that runtime, UTF-8 |
//!
//! Both are read, then every section whose name begins with `kommo_` is cut out, before wasm-bindgen sees the module.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use wasmparser::{Parser, Payload};

/// The newest ABI between runtime and packager that this packager knows.
pub const ABI: u32 = 1;

const WIDGET: &str = "kommo_widget";
const SHIM: &str = "kommo_shim";
const PREFIX: &str = "kommo_";

/// What the runtime says about the widget: the JSON of the section `kommo_widget`.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct WidgetInfo {
    /// Version of the contract between runtime and packager; see [`ABI`].
    pub abi: u32,
    /// Version of the crate `kommo-widget` the widget was built with.
    pub runtime: String,
    /// The host's callbacks which the widget implements, by the host's name (`render`, `onSave`, …), with the code
    /// the shim passes to the module's dispatch export.
    pub callbacks: BTreeMap<String, u32>,
}

/// A widget's module with its Kommo sections taken out.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The contents of `kommo_widget`.
    pub info: WidgetInfo,
    /// The contents of `kommo_shim`.
    pub shim: String,
    /// The module without any section whose name begins with `kommo_`.
    pub wasm: Vec<u8>,
}

/// Why a module is not a widget.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SectionError {
    /// The file is not a WebAssembly module.
    #[error("the built module cannot be read: {0}")]
    NotWasm(#[from] wasmparser::BinaryReaderError),
    /// Neither section is there.
    #[error(
        "the module has no section `{0}`: the crate has no `#[widget] impl Widget for …`, or it does not depend on \
         kommo-widget"
    )]
    Missing(&'static str),
    /// The same section stands there with two different contents.
    #[error("the module has the section `{0}` twice: a widget crate has exactly one `#[widget] impl`")]
    Twice(&'static str),
    /// A section cannot be understood.
    #[error("the section `{section}` is damaged: {reason}; build again after `cargo clean`")]
    Damaged {
        /// Its name.
        section: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The runtime speaks a newer contract.
    #[error(
        "this widget was built with kommo-widget {runtime} (ABI {found}), newer than this cargo-kommo {own} (ABI {ABI}) \
         knows: upgrade with `cargo install cargo-kommo`",
        own = env!("CARGO_PKG_VERSION")
    )]
    TooNew {
        /// The widget's ABI.
        found: u32,
        /// The version of its runtime.
        runtime: String,
    },
    /// The runtime speaks a contract that this packager no longer knows.
    #[error(
        "this widget was built with kommo-widget {runtime} (ABI {found}), older than this cargo-kommo {own} packs (ABI \
         {ABI}): upgrade with `cargo update -p kommo-widget`",
        own = env!("CARGO_PKG_VERSION")
    )]
    TooOld {
        /// The widget's ABI.
        found: u32,
        /// The version of its runtime.
        runtime: String,
    },
}

/// Reads the Kommo sections of a module as rustc built it and cuts them out.
///
/// # Errors
/// [`SectionError`] when the module is not a widget of an ABI this packager knows.
pub fn extract(module: &[u8]) -> Result<Extracted, SectionError> {
    let (mut widget, mut shim) = (None, None);
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CustomSection(section) = payload? {
            match section.name() {
                WIDGET => once(&mut widget, section.data(), WIDGET)?,
                SHIM => once(&mut shim, section.data(), SHIM)?,
                _ => {}
            }
        }
    }
    let widget = widget.ok_or(SectionError::Missing(WIDGET))?;
    let shim = shim.ok_or(SectionError::Missing(SHIM))?;
    let info = info(widget)?;
    let shim = std::str::from_utf8(shim).map_err(|error| damaged(SHIM, &error))?.to_owned();
    Ok(Extracted { info, shim, wasm: without(module, |name| name.starts_with(PREFIX))? })
}

/// Copies a module without the custom sections for whose names `drop` says true.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub fn without(module: &[u8], drop: impl Fn(&str) -> bool) -> Result<Vec<u8>, SectionError> {
    let mut kept = Vec::with_capacity(module.len());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::Version { range, .. } = &payload {
            kept.extend_from_slice(module.get(range.clone()).unwrap_or_default());
        }
        if let Payload::CustomSection(section) = &payload
            && drop(section.name())
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let body = module.get(range).unwrap_or_default();
            kept.push(id);
            leb128(&mut kept, body.len());
            kept.extend_from_slice(body);
        }
    }
    Ok(kept)
}

/// The number of the section that fills the table.
pub(super) const ELEMENTS: u8 = 9;

/// Copies a module with another body for the section of this number.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub(super) fn replaced(module: &[u8], number: u8, body: &[u8]) -> Result<Vec<u8>, SectionError> {
    let mut copy = Vec::with_capacity(module.len());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::Version { range, .. } = &payload {
            copy.extend_from_slice(module.get(range.clone()).unwrap_or_default());
        }
        if let Some((id, range)) = payload.as_section() {
            let body = if id == number { body } else { module.get(range).unwrap_or_default() };
            copy.push(id);
            leb128(&mut copy, body.len());
            copy.extend_from_slice(body);
        }
    }
    Ok(copy)
}

fn once<'a>(slot: &mut Option<&'a [u8]>, data: &'a [u8], name: &'static str) -> Result<(), SectionError> {
    match slot {
        // The linker joins equal sections end to end, so two widgets show as damage, not here.
        Some(old) if *old != data => Err(SectionError::Twice(name)),
        _ => {
            *slot = Some(data);
            Ok(())
        }
    }
}

fn info(section: &[u8]) -> Result<WidgetInfo, SectionError> {
    #[derive(Deserialize)]
    struct Versions {
        abi: u32,
        #[serde(default)]
        runtime: String,
    }
    // The rest of the JSON may change with the ABI, so the number is read first, on its own. Of several values end
    // to end (the linker joins sections of one name) the first tells the version.
    let versions = serde_json::Deserializer::from_slice(section).into_iter::<Versions>().next();
    let Versions { abi: found, runtime } =
        versions.ok_or_else(|| damaged(WIDGET, &"it is empty"))?.map_err(|error| damaged(WIDGET, &error))?;
    if found > ABI {
        return Err(SectionError::TooNew { found, runtime });
    }
    if found < ABI {
        return Err(SectionError::TooOld { found, runtime });
    }
    let mut values = serde_json::Deserializer::from_slice(section).into_iter::<serde_json::Value>();
    let value = values.next();
    if values.next().is_some() {
        return Err(SectionError::Twice(WIDGET));
    }
    match value {
        Some(Ok(value)) => serde_json::from_value(value).map_err(|error| damaged(WIDGET, &error)),
        Some(Err(error)) => Err(damaged(WIDGET, &error)),
        None => Err(damaged(WIDGET, &"it is empty")),
    }
}

fn damaged(section: &'static str, reason: &dyn std::fmt::Display) -> SectionError {
    SectionError::Damaged { section, reason: reason.to_string() }
}

pub(super) fn leb128(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(&str, &[u8])]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (name, data) in sections {
            let mut body = vec![u8::try_from(name.len()).unwrap()];
            body.extend_from_slice(name.as_bytes());
            body.extend_from_slice(data);
            wasm.push(0);
            leb128(&mut wasm, body.len());
            wasm.extend_from_slice(&body);
        }
        wasm
    }

    const INFO: &[u8] = br#"{"abi":1,"runtime":"0.1.0","callbacks":{"render":1,"onSave":5}}"#;

    #[test]
    fn both_sections_are_read_and_cut_and_all_others_stay() {
        let long = "// ".to_owned() + &"x".repeat(300);
        let wasm = module(&[
            ("producers", b"\0"),
            (WIDGET, INFO),
            (SHIM, long.as_bytes()),
            ("kommo_later", b"?"),
            ("target_features", b"\0"),
        ]);
        let found = extract(&wasm).unwrap();
        assert_eq!(found.info.callbacks.get("onSave"), Some(&5));
        assert_eq!(found.info.runtime, "0.1.0");
        assert_eq!(found.shim, long);
        assert_eq!(found.wasm, module(&[("producers", b"\0"), ("target_features", b"\0")]));
    }

    #[test]
    fn a_module_that_is_no_widget_says_what_is_missing() {
        let error = extract(&module(&[("producers", b"\0")])).unwrap_err().to_string();
        assert!(error.contains("#[widget]") && error.contains("depend on kommo-widget"), "{error}");
        assert!(matches!(extract(b"PK\x03\x04"), Err(SectionError::NotWasm(_))));
    }

    #[test]
    fn another_abi_says_which_side_to_upgrade() {
        let of = |abi: u32| {
            let json = format!(r#"{{"abi":{abi},"runtime":"9.0.0","callbacks":"a shape of another age"}}"#);
            extract(&module(&[(WIDGET, json.as_bytes()), (SHIM, b"x")])).unwrap_err().to_string()
        };
        let newer = of(2);
        assert!(
            newer.contains("kommo-widget 9.0.0") && newer.contains("cargo install cargo-kommo"),
            "{newer}"
        );
        assert!(of(0).contains("cargo update -p kommo-widget"), "{}", of(0));
    }

    #[test]
    fn two_widgets_in_one_crate_are_refused() {
        let twice = [INFO, INFO].concat();
        let error = extract(&module(&[(WIDGET, &twice), (SHIM, b"x")])).unwrap_err();
        assert!(matches!(error, SectionError::Twice(_)), "{error}");
    }

    #[test]
    fn damage_is_named() {
        let error = extract(&module(&[(WIDGET, b"{\"abi\":1"), (SHIM, b"x")])).unwrap_err().to_string();
        assert!(error.contains("kommo_widget") && error.contains("damaged"), "{error}");
        let error = extract(&module(&[(WIDGET, INFO), (SHIM, b"\xff")])).unwrap_err().to_string();
        assert!(error.contains("kommo_shim"), "{error}");
    }
}
