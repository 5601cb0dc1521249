//! Filling the shim's three places.
//!
//! | free identifier | becomes |
//! |---|---|
//! | `KOMMO_GLUE` | the glue, a function expression; each call gives an independent instance |
//! | `KOMMO_WASM` | an expression that evaluates to the module's bytes, a `Uint8Array` |
//! | `KOMMO_META` | an object literal: callbacks with their codes; is there a `style.css`, a dev build, a `widget.wasm`; which areas |
//!
//! Where the shim names one part of the metadata, as in `KOMMO_META.dev`, that part's value stands, so that the minifier
//! can drop what hangs on it.
//!
//! The glue uses functions that the shim defines around it, so each value is written exactly where its identifier
//! stands. The places are found in the syntax tree: the same word in a string or a comment does not count.

use oxc_allocator::Allocator;
use oxc_ast::ast::{Expression, IdentifierReference, StaticMemberExpression};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};
use serde::Serialize;
use serde_json::Value;

use super::ScriptError;
use crate::wasm::sections::WidgetInfo;

/// What the shim learns about the widget it belongs to.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Meta<'a> {
    /// Host's callback name → the code for the dispatch export.
    pub callbacks: &'a std::collections::BTreeMap<String, u32>,
    /// Whether the archive has a `style.css`, which the shim must link.
    pub css: bool,
    /// Whether this is a development build.
    pub dev: bool,
    /// Whether it does something with its settings.
    pub settings: bool,
    /// Whether it does something with what is selected in lists.
    pub lists: bool,
    /// Whether the widget draws pages of its own.
    pub pages: bool,
    /// Whether it has a tab in cards.
    pub tab: bool,
    /// Whether it has a block in the Salesbot designer.
    pub bot: bool,
    /// Whether the module is a file of its own, `widget.wasm`, instead of part of the script.
    pub file: bool,
}

impl<'a> Meta<'a> {
    /// The metadata of a widget.
    #[must_use]
    pub fn new(info: &'a WidgetInfo, css: bool, dev: bool, file: bool) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| info.callbacks.contains_key(*name));
        Self {
            callbacks: &info.callbacks,
            css,
            dev,
            settings: has(&["settings", "onSave"]),
            lists: info.callbacks.keys().any(|name| name.contains('.')),
            pages: has(&["advancedSettings", "loadCatalogElement", "initMenuPage"]),
            tab: has(&["loadPreloadedData", "loadElements", "linkCard", "searchDataInCard"]),
            file,
            bot: has(&["salesbotDesignerSettings"]),
        }
    }
}

/// Writes the three values into the shim.
///
/// `glue` and `wasm` are JavaScript expressions.
///
/// # Errors
/// [`ScriptError`] when the shim cannot be parsed or has one of the places not exactly once.
pub fn compose(shim: &str, glue: &str, wasm: &str, meta: &Meta<'_>) -> Result<String, ScriptError> {
    let meta = serde_json::to_string(meta)
        .map_err(|error| ScriptError::Syntax { what: "the widget's metadata", reason: error.to_string() })?;
    let values = [
        ("KOMMO_GLUE", glue.to_owned()),
        ("KOMMO_META", format!("({meta})")),
        ("KOMMO_WASM", wasm.to_owned()),
    ];
    let parts: Value = serde_json::from_str(&meta).unwrap_or_default();
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, shim, SourceType::script()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(ScriptError::Syntax { what: "the runtime's shim", reason: problem.to_string() });
    }
    let mut places = Places { names: values.iter().map(|(name, _)| *name).collect(), found: Vec::new() };
    places.visit_program(&parsed.program);
    for (name, _) in &values {
        let count = places.found.iter().filter(|place| place.name == *name).count();
        let parted = places.found.iter().all(|place| place.name != *name || place.part.is_some());
        if count == 0 || (count > 1 && !parted) {
            return Err(ScriptError::Placeholder { name, count });
        }
    }
    places.found.sort_by_key(|place| place.span.start);
    let mut script = String::with_capacity(shim.len() + glue.len() + wasm.len() + meta.len());
    let mut from = 0;
    for place in &places.found {
        script.push_str(shim.get(from..place.span.start as usize).unwrap_or_default());
        match &place.part {
            Some(part) => script.push_str(&format!("({})", parts.get(part).unwrap_or(&Value::Null))),
            None => {
                let value =
                    values.iter().find(|(own, _)| *own == place.name).map(|(_, value)| value.as_str());
                script.push_str(value.unwrap_or_default());
            }
        }
        from = place.span.end as usize;
    }
    script.push_str(shim.get(from..).unwrap_or_default());
    Ok(script)
}

struct Places {
    names: Vec<&'static str>,
    found: Vec<Place>,
}

struct Place {
    name: &'static str,
    /// Which part of the metadata, if only that one is wanted.
    part: Option<String>,
    span: Span,
}

impl<'a> Visit<'a> for Places {
    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        match &member.object {
            Expression::Identifier(object) if object.name == "KOMMO_META" => self.found.push(Place {
                name: "KOMMO_META",
                part: Some(member.property.name.to_string()),
                span: member.span,
            }),
            _ => walk::walk_static_member_expression(self, member),
        }
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        if let Some(name) = self.names.iter().find(|name| **name == identifier.name.as_str()) {
            self.found.push(Place { name, part: None, span: identifier.span });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> WidgetInfo {
        let callbacks = [("render".to_owned(), 1), ("onSave".to_owned(), 5)].into();
        WidgetInfo { abi: 1, runtime: "0.1.0".to_owned(), callbacks }
    }

    #[test]
    fn values_stand_where_the_identifiers_stood() {
        let shim = "define(function(){ /* KOMMO_GLUE */ var a='KOMMO_WASM', k={KOMMO_META:1}.KOMMO_META;\
                    return [KOMMO_META, KOMMO_GLUE(), KOMMO_WASM]; });";
        let script =
            compose(shim, "(function(){})", "b('…')", &Meta::new(&info(), true, false, false)).unwrap();
        assert_eq!(
            script,
            "define(function(){ /* KOMMO_GLUE */ var a='KOMMO_WASM', k={KOMMO_META:1}.KOMMO_META;\
             return [({\"callbacks\":{\"onSave\":5,\"render\":1},\"css\":true,\"dev\":false,\"settings\":true,\"lists\":false,\
             \"pages\":false,\"tab\":false,\"bot\":false,\"file\":false}), (function(){})(), b('…')]; });"
        );
    }

    #[test]
    fn a_part_of_the_metadata_stands_by_itself() {
        let shim = "x = [KOMMO_META.dev, KOMMO_META.callbacks, KOMMO_GLUE, KOMMO_WASM];";
        let script = compose(shim, "g", "w", &Meta::new(&info(), true, false, false)).unwrap();
        assert_eq!(script, "x = [(false), ({\"onSave\":5,\"render\":1}), g, w];");
    }

    #[test]
    fn a_place_too_many_or_too_few_is_an_error() {
        let fill =
            |shim| compose(shim, "g", "w", &Meta::new(&info(), false, true, false)).unwrap_err().to_string();
        let missing = fill("x = [KOMMO_META, KOMMO_WASM];");
        assert!(missing.contains("`KOMMO_GLUE` 0 times"), "{missing}");
        let twice = fill("x = [KOMMO_META, KOMMO_WASM, KOMMO_WASM, KOMMO_GLUE];");
        assert!(twice.contains("`KOMMO_WASM` 2 times"), "{twice}");
        assert!(fill("define(function( {").contains("shim"));
    }
}
