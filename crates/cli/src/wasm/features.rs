//! Which WebAssembly features a module uses, and whether all browsers above the floor have them.
//!
//! The floor is what Chrome 96, Firefox 95 and Safari 15 share: [`FLOOR`]. rustc's default target features lie below
//! it; a crate that turns on SIMD, threads, tail calls or exceptions does not, and the packager refuses it, because
//! for users of an older browser the widget would not start at all.

use thiserror::Error;
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

/// A feature below the floor, with its name in wasm-opt's options.
const BASE: [(&str, WasmFeatures); 6] = [
    ("mutable-globals", WasmFeatures::MUTABLE_GLOBAL),
    ("sign-ext", WasmFeatures::SIGN_EXTENSION),
    ("nontrapping-float-to-int", WasmFeatures::SATURATING_FLOAT_TO_INT),
    ("bulk-memory", WasmFeatures::BULK_MEMORY),
    ("reference-types", WasmFeatures::REFERENCE_TYPES),
    ("multivalue", WasmFeatures::MULTI_VALUE),
];

/// Features above the floor, with the words an error uses for them.
const ABOVE: [(&str, WasmFeatures); 14] = [
    ("128-bit SIMD", WasmFeatures::SIMD),
    ("relaxed SIMD", WasmFeatures::SIMD.union(WasmFeatures::RELAXED_SIMD)),
    ("threads and atomics", WasmFeatures::THREADS),
    ("tail calls", WasmFeatures::TAIL_CALL),
    ("extended constant expressions", WasmFeatures::EXTENDED_CONST),
    ("exception handling", WasmFeatures::EXCEPTIONS),
    ("legacy exception handling", WasmFeatures::LEGACY_EXCEPTIONS),
    ("several memories", WasmFeatures::MULTI_MEMORY),
    ("64-bit memory", WasmFeatures::MEMORY64),
    ("typed function references", WasmFeatures::FUNCTION_REFERENCES),
    ("garbage collection", WasmFeatures::FUNCTION_REFERENCES.union(WasmFeatures::GC)),
    ("wide arithmetic", WasmFeatures::WIDE_ARITHMETIC),
    ("custom page sizes", WasmFeatures::CUSTOM_PAGE_SIZES),
    ("stack switching", WasmFeatures::STACK_SWITCHING),
];

/// The floor in words, for messages.
pub const FLOOR: &str = "Chrome 96, Firefox 95, Safari 15";

/// Why a module cannot be shipped.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FeatureError {
    /// It uses something that the oldest supported browsers do not have.
    #[error(
        "the module uses {}, which the oldest supported browsers ({FLOOR}) do not all have; remove the target features \
         from RUSTFLAGS, .cargo/config.toml or `#[target_feature]`",
        .0.join(" and ")
    )]
    AboveFloor(Vec<&'static str>),
    /// It is not valid under any known set of features.
    #[error("the module is not valid WebAssembly: {0}")]
    Invalid(String),
}

/// The custom section in which the linker lists what the compiler was allowed to use: a `+` or `-`, then a name with its
/// length before it.
const LIST: &str = "target_features";
const REFERENCE_TYPES: &[u8] = b"+\x0freference-types";

/// What wasm-bindgen's library imports where it was compiled to use them.
const TABLE_OF_VALUES: &[u8] = b"__wbindgen_externref_xform__";

/// The module with reference types taken off its list of features, so that wasm-bindgen keeps the page's values in an
/// array of JavaScript's instead of a table whose free places are counted in Rust: 380 bytes of brotli less in the
/// module, 80 more in the glue.
///
/// They are on the list also where they were switched off for the crates, because of parts of the standard library that
/// come compiled. A module that does use them comes back as it is.
#[must_use]
pub fn without_reference_types(mut module: Vec<u8>) -> Vec<u8> {
    if module.windows(TABLE_OF_VALUES.len()).any(|part| part == TABLE_OF_VALUES) {
        return module;
    }
    let list = Parser::new(0).parse_all(&module).find_map(|payload| match payload {
        Ok(Payload::CustomSection(section)) if section.name() == LIST => Some(section.range()),
        _ => None,
    });
    if let Some(entry) = list.and_then(|list| {
        let at =
            module.get(list.clone())?.windows(REFERENCE_TYPES.len()).position(|part| part == REFERENCE_TYPES);
        module.get_mut(list.start + at?)
    }) {
        *entry = b'-';
    }
    module
}

/// The features a module cannot do without, by wasm-opt's names.
///
/// # Errors
/// [`FeatureError`] when it needs one above the floor or is invalid.
pub fn used(module: &[u8]) -> Result<Vec<&'static str>, FeatureError> {
    let floor = floor();
    if let Err(reason) = validate(module, floor) {
        return Err(above(module, floor, &reason));
    }
    Ok(BASE
        .iter()
        .filter(|(_, feature)| validate(module, floor.difference(*feature)).is_err())
        .map(|(name, _)| *name)
        .collect())
}

/// Checks that a module runs in every browser above the floor.
///
/// # Errors
/// [`FeatureError`], naming the features that are too new.
pub fn check(module: &[u8]) -> Result<(), FeatureError> {
    let floor = floor();
    validate(module, floor).map_err(|reason| above(module, floor, &reason))
}

fn floor() -> WasmFeatures {
    BASE.iter().fold(WasmFeatures::MVP, |floor, (_, feature)| floor.union(*feature))
}

fn validate(module: &[u8], features: WasmFeatures) -> Result<(), String> {
    Validator::new_with_features(features).validate_all(module).map(drop).map_err(|error| error.to_string())
}

/// Finds the newer features by taking each away from the full set.
fn above(module: &[u8], floor: WasmFeatures, reason: &str) -> FeatureError {
    let all = ABOVE.iter().fold(floor, |all, (_, feature)| all.union(*feature));
    if let Some((name, _)) = ABOVE.iter().find(|(_, feature)| validate(module, floor.union(*feature)).is_ok())
    {
        return FeatureError::AboveFloor(vec![name]);
    }
    if let Err(reason) = validate(module, all) {
        return FeatureError::Invalid(reason);
    }
    let needed: Vec<_> = ABOVE
        .iter()
        .filter(|(_, feature)| validate(module, all.difference(*feature)).is_err())
        .map(|(name, _)| *name)
        .collect();
    if needed.is_empty() {
        FeatureError::Invalid(reason.to_owned())
    } else {
        FeatureError::AboveFloor(needed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one function of type () -> i32 and this body.
    fn module(body: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7f\x03\x02\x01\0".to_vec();
        let size = u8::try_from(body.len()).unwrap();
        wasm.extend_from_slice(&[0x0a, size + 4, 1, size + 2, 0]);
        wasm.extend_from_slice(body);
        wasm.push(0x0b);
        wasm
    }

    #[test]
    fn reference_types_are_taken_off_the_list_where_they_are_not_used() {
        let section = |list: &[u8]| {
            let mut wasm = module(b"\x41\x07");
            let body = [b"\x0ftarget_features".as_slice(), list].concat();
            wasm.extend_from_slice(&[0, u8::try_from(body.len()).unwrap()]);
            wasm.extend_from_slice(&body);
            wasm
        };
        let listed = section(b"\x02+\x0freference-types+\x08sign-ext");
        assert_eq!(
            without_reference_types(listed.clone()),
            section(b"\x02-\x0freference-types+\x08sign-ext")
        );
        let using = [listed, b"\0\x1d\x1c__wbindgen_externref_xform__".to_vec()].concat();
        assert_eq!(without_reference_types(using.clone()), using);
        let plain = module(b"\x41\x07");
        assert_eq!(without_reference_types(plain.clone()), plain);
    }

    #[test]
    fn a_plain_module_needs_nothing() {
        assert_eq!(used(&module(b"\x41\x07")).unwrap(), Vec::<&str>::new());
    }

    #[test]
    fn features_below_the_floor_are_named_as_wasm_opt_names_them() {
        // i32.const 1; i32.extend8_s
        assert_eq!(used(&module(b"\x41\x01\xc0")).unwrap(), ["sign-ext"]);
        // f32.const 0; i32.trunc_sat_f32_s
        assert_eq!(used(&module(b"\x43\0\0\0\0\xfc\0")).unwrap(), ["nontrapping-float-to-int"]);
    }

    #[test]
    fn features_above_the_floor_are_refused_by_name() {
        // v128.const 0; i8x16.all_true
        let simd = module(b"\xfd\x0c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xfd\x63");
        let error = check(&simd).unwrap_err().to_string();
        assert!(error.contains("128-bit SIMD") && error.contains("Chrome 96"), "{error}");
        // return_call 0
        let error = used(&module(b"\x12\0")).unwrap_err();
        assert!(matches!(&error, FeatureError::AboveFloor(names) if names == &["tail calls"]), "{error}");
    }

    #[test]
    fn an_invalid_module_is_not_called_too_new() {
        // i32.add with an empty stack
        assert!(matches!(check(&module(b"\x6a")), Err(FeatureError::Invalid(_))));
    }
}
