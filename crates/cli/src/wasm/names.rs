//! The names under which a module imports and exports.

use wasmparser::{Parser, Payload};

use super::sections::{self, SectionError, leb128};

/// A module's names, each list in the order of its section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Module and name of each import.
    pub imports: Vec<(String, String)>,
    /// Name of each export.
    pub exports: Vec<String>,
}

/// Reads a module's names.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub fn read(module: &[u8]) -> Result<Names, SectionError> {
    let mut names = Names::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    names.imports.push((import.module.to_owned(), import.name.to_owned()));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    names.exports.push(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// Copies a module with other names: those of `names`, in the order in which [`read`] gives the old ones.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub fn write(module: &[u8], names: &Names) -> Result<Vec<u8>, SectionError> {
    let mut copy = Vec::with_capacity(module.len());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::Version { range, .. } = &payload {
            copy.extend_from_slice(module.get(range.clone()).unwrap_or_default());
        }
        let Some((id, range)) = payload.as_section() else { continue };
        let body = match payload {
            Payload::ImportSection(section) => {
                // Where each import starts, and where its two names end.
                let mut places = Vec::new();
                for import in section.into_imports_with_offsets() {
                    let (start, import) = import?;
                    places.push((start, end(module, import.name)));
                }
                let new = names.imports.iter().map(|(module, name)| [module.as_str(), name.as_str()]);
                rewritten(module, range.end, &places, new)
            }
            Payload::ExportSection(section) => {
                let mut places = Vec::new();
                for export in section.into_iter_with_offsets() {
                    let (start, export) = export?;
                    places.push((start, end(module, export.name)));
                }
                rewritten(module, range.end, &places, names.exports.iter().map(|name| [name.as_str()]))
            }
            _ => module.get(range).unwrap_or_default().to_vec(),
        };
        copy.push(id);
        leb128(&mut copy, body.len());
        copy.extend_from_slice(&body);
    }
    Ok(copy)
}

/// Copies a module with the exports for whose names `keep` says true.
///
/// # Errors
/// [`SectionError::NotWasm`] when the module cannot be read.
pub fn retain_exports(module: &[u8], keep: impl Fn(&str) -> bool) -> Result<Vec<u8>, SectionError> {
    const EXPORTS: u8 = 7;
    let (mut count, mut entries) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ExportSection(section) = payload? else { continue };
        let end = section.range().end;
        let exports = section.into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
        let ends = exports.iter().skip(1).map(|(start, _)| *start).chain([end]);
        for ((start, export), end) in exports.iter().zip(ends) {
            if keep(export.name) {
                count += 1;
                entries.extend_from_slice(module.get(*start..end).unwrap_or_default());
            }
        }
    }
    let mut body = Vec::new();
    leb128(&mut body, count);
    body.extend(entries);
    sections::replaced(module, EXPORTS, &body)
}

/// The position in the module where a name that was read from it ends.
fn end(module: &[u8], name: &str) -> usize {
    (name.as_ptr() as usize).saturating_sub(module.as_ptr() as usize) + name.len()
}

/// A section's entries with new names before what follows the old ones.
fn rewritten<'a, const N: usize>(
    module: &[u8],
    section_end: usize,
    places: &[(usize, usize)],
    names: impl Iterator<Item = [&'a str; N]>,
) -> Vec<u8> {
    let mut body = Vec::new();
    leb128(&mut body, places.len());
    let next = places.iter().skip(1).map(|(start, _)| *start).chain([section_end]);
    for (((_, rest), next), names) in places.iter().zip(next).zip(names) {
        for name in names {
            leb128(&mut body, name.len());
            body.extend_from_slice(name.as_bytes());
        }
        body.extend_from_slice(module.get(*rest..next).unwrap_or_default());
    }
    body
}

/// Short names without end: a, b, … z, A, … Z, aa, ba, …
pub fn short() -> impl Iterator<Item = String> {
    (0_usize..).map(|mut number| {
        let mut name = String::new();
        loop {
            let letters = b'a'..=b'z';
            name.extend(letters.chain(b'A'..=b'Z').nth(number % 52).map(char::from));
            if number < 52 {
                return name;
            }
            number = number / 52 - 1;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports m.first (a function) and m.second (a global), exports "out" (function 0) and "also" (global 0).
    const MODULE: &[u8] =
        b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x17\x02\x01m\x05first\0\0\x01m\x06second\x03\x7f\0\
                            \x07\x0e\x02\x03out\0\0\x04also\x03\0";

    #[test]
    fn names_are_read_and_written_and_all_else_stays() {
        let names = read(MODULE).unwrap();
        assert_eq!(names.imports, [("m".into(), "first".into()), ("m".into(), "second".into())]);
        assert_eq!(names.exports, ["out", "also"]);
        assert_eq!(write(MODULE, &names).unwrap(), MODULE);
        let long = "x".repeat(200);
        let new = Names {
            imports: vec![("a".into(), long), ("b".into(), String::new())],
            exports: vec!["o".into(), "p".into()],
        };
        let module = write(MODULE, &new).unwrap();
        assert_eq!(read(&module).unwrap(), new);
        wasmparser::validate(&module).unwrap();
    }

    #[test]
    fn exports_that_nobody_names_go() {
        let module = retain_exports(MODULE, |name| name == "also").unwrap();
        assert_eq!(read(&module).unwrap().exports, ["also"]);
        wasmparser::validate(&module).unwrap();
    }

    #[test]
    fn short_names_are_short_and_differ() {
        let names: Vec<String> = short().take(3000).collect();
        assert_eq!(names.first().map(String::as_str), Some("a"));
        assert_eq!(names.get(51).map(String::as_str), Some("Z"));
        assert_eq!(names.get(52).map(String::as_str), Some("aa"));
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), 3000);
        assert!(names.iter().all(|name| name.len() <= 3));
    }
}
