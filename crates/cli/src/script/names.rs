//! Short names between module and glue.
//!
//! wasm-bindgen's names (`__wbg_instanceof_Window_5cf453f5639aa1a2`) stand twice in a script, and half of each is a hash
//! that no compressor can shrink. Nobody outside script.js sees them, so both sides get short ones. Imports which
//! wasm-opt made unnecessary leave the glue at the same time.

use std::collections::{BTreeMap, HashMap};

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Expression, Function, ObjectExpression, ObjectPropertyKind, PropertyKey, StaticMemberExpression,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_semantic::ScopeFlags;
use oxc_span::{GetSpan, SourceType, Span};

use crate::wasm::names::{self, Names};

/// wasm-bindgen's function that makes the import object, and its variable that holds the exports.
const IMPORTS: &str = "__wbg_get_imports";
const EXPORTS: &str = "wasm";

/// Renames imports and exports in both, or gives `None` when the two do not fit each other in the expected way; then
/// the long names just stay.
#[must_use]
pub fn shorten(glue: &str, module: &[u8]) -> Option<(String, Vec<u8>)> {
    let old = names::read(module).ok()?;
    let from = old.imports.first().map(|(module, _)| module.clone()).unwrap_or_default();
    if old.imports.iter().any(|(module, _)| *module != from) {
        return None;
    }
    let imports: Vec<String> = names::short().take(old.imports.len()).collect();
    let exports: Vec<String> = names::short().take(old.exports.len()).collect();
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, glue, SourceType::mjs()).parse();
    let mut edits = Edits {
        from: &from,
        imports: old
            .imports
            .iter()
            .map(|(_, name)| name.as_str())
            .zip(imports.iter().map(String::as_str))
            .collect(),
        exports: old.exports.iter().map(String::as_str).zip(exports.iter().map(String::as_str)).collect(),
        inside: false,
        found: BTreeMap::new(),
        modules: 0,
        edits: Vec::new(),
    };
    edits.visit_program(&parsed.program);
    // Every import must have its place in the glue, or renaming it would break the widget.
    let one_place_each =
        edits.found.len() == old.imports.len() && edits.found.values().all(|places| *places == 1);
    if !one_place_each || edits.modules != usize::from(!old.imports.is_empty()) {
        return None;
    }
    let module_name = "a".to_owned();
    let new = Names {
        imports: imports.iter().map(|name| (module_name.clone(), name.clone())).collect(),
        exports: exports.clone(),
    };
    let module = names::write(module, &new).ok()?;
    Some((apply(glue, edits.edits), module))
}

struct Edits<'n> {
    from: &'n str,
    imports: HashMap<&'n str, &'n str>,
    exports: HashMap<&'n str, &'n str>,
    inside: bool,
    /// How many places each import has.
    found: BTreeMap<&'n str, usize>,
    modules: usize,
    edits: Vec<(Span, String)>,
}

impl<'a> Visit<'a> for Edits<'_> {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        let outside = self.inside;
        self.inside |= function.id.as_ref().is_some_and(|id| id.name == IMPORTS);
        walk::walk_function(self, function, flags);
        self.inside = outside;
    }

    fn visit_object_expression(&mut self, object: &ObjectExpression<'a>) {
        if self.inside {
            self.object(object);
        }
        walk::walk_object_expression(self, object);
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        if matches!(&member.object, Expression::Identifier(object) if object.name == EXPORTS)
            && let Some(short) = self.exports.get(member.property.name.as_str())
        {
            self.edits.push((member.property.span, (*short).to_owned()));
        }
        walk::walk_static_member_expression(self, member);
    }
}

impl Edits<'_> {
    /// The object of the imports, or the one around it that names the module.
    fn object(&mut self, object: &ObjectExpression<'_>) {
        let keys: Vec<Option<(&str, Span)>> = object.properties.iter().map(key).collect();
        let is_imports = keys.iter().flatten().any(|(name, _)| self.imports.contains_key(name));
        for (place, key) in keys.iter().enumerate() {
            let Some((name, span)) = *key else { continue };
            if let Some((long, short)) = self.imports.get_key_value(name) {
                *self.found.entry(long).or_default() += 1;
                self.edits.push((span, (*short).to_owned()));
            } else if name == self.from && !is_imports {
                self.modules += 1;
                self.edits.push((span, "a".to_owned()));
            } else if is_imports && name != "__proto__" {
                let end =
                    object.properties.get(place + 1).map_or(object.span.end - 1, |next| next.span().start);
                self.edits.push((Span::new(span.start, end), String::new()));
            }
        }
    }
}

fn key<'a>(property: &'a ObjectPropertyKind<'_>) -> Option<(&'a str, Span)> {
    let ObjectPropertyKind::ObjectProperty(property) = property else { return None };
    match &property.key {
        PropertyKey::StaticIdentifier(id) => Some((id.name.as_str(), id.span)),
        PropertyKey::StringLiteral(text) => Some((text.value.as_str(), text.span)),
        _ => None,
    }
}

/// Applies edits; those inside a piece that is cut out fall away with it.
pub(super) fn apply(text: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut edited = String::with_capacity(text.len());
    let mut from = 0_u32;
    for (span, new) in edits {
        if span.start < from {
            continue;
        }
        edited.push_str(text.get(from as usize..span.start as usize).unwrap_or_default());
        edited.push_str(&new);
        from = span.end;
    }
    edited.push_str(text.get(from as usize..).unwrap_or_default());
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports m.first and m.second, exports "out".
    const MODULE: &[u8] =
        b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x16\x02\x01m\x05first\0\0\x01m\x06second\0\0\x07\x07\x01\x03out\0\0";

    const GLUE: &str = "function __wbg_get_imports() { const i = { __proto__: null, first: function() { return wasm.out; }, \
                        gone: function() { wasm.out(); }, second: function() { return {first: wasm.other}; }, }; \
                        return { __proto__: null, \"m\": i }; }\nexport function out() { other.out(wasm.out(1)); }";

    #[test]
    fn both_sides_are_renamed_and_what_is_not_imported_goes() {
        let module = MODULE.to_vec();
        let glue = GLUE.replace("{first: wasm.other}", "{x: wasm.other}");
        let (glue, module) = shorten(&glue, &module).unwrap();
        assert_eq!(
            glue,
            "function __wbg_get_imports() { const i = { __proto__: null, a: function() { return wasm.a; }, \
             b: function() { return {x: wasm.other}; }, }; return { __proto__: null, a: i }; }\n\
             export function out() { other.out(wasm.a(1)); }"
        );
        let names = names::read(&module).unwrap();
        assert_eq!(names.imports, [("a".into(), "a".into()), ("a".into(), "b".into())]);
        assert_eq!(names.exports, ["a"]);
    }

    #[test]
    fn glue_of_another_shape_is_left_alone() {
        assert!(shorten(GLUE, MODULE).is_none(), "`first` has two places");
        assert!(shorten("export function out() {}", MODULE).is_none(), "no imports at all");
        assert!(shorten(&GLUE.replace("second:", "other:"), MODULE).is_none(), "an import without a place");
    }
}
