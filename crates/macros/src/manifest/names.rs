//! Rust names for codes and keys.

use std::collections::BTreeMap;

use kommo_manifest::names::{constant, snake, words};
use proc_macro2::{Ident, Span};

/// Names given so far in one scope.
pub(super) struct Names {
    scope: String,
    given: BTreeMap<String, String>,
}

impl Names {
    /// `scope` stands in the message when two codes come to the same name.
    pub(super) fn new(scope: impl Into<String>) -> Self {
        Self { scope: scope.into(), given: BTreeMap::new() }
    }

    /// `api-key` → `API_KEY`
    pub(super) fn constant(&mut self, code: &str) -> Result<Ident, String> {
        self.give(constant(code), code)
    }

    /// `api-key` → `api_key`
    pub(super) fn snake(&mut self, code: &str) -> Result<Ident, String> {
        self.give(snake(code), code)
    }

    /// `send_card` → `SendCard`
    pub(super) fn camel(&mut self, code: &str) -> Result<Ident, String> {
        let text: String = words(code)
            .split('_')
            .filter_map(|word| {
                let first = word.chars().next()?.to_uppercase();
                Some(first.chain(word.chars().skip(1)).collect::<String>())
            })
            .collect();
        self.give(words(&text), code)
    }

    fn give(&mut self, name: String, code: &str) -> Result<Ident, String> {
        match self.given.insert(name.clone(), code.to_owned()) {
            Some(other) if other != code => Err(format!(
                "{}: `{other}` and `{code}` would both be called `{name}` in Rust: rename one of them",
                self.scope
            )),
            _ => Ok(ident(&name)),
        }
    }
}

fn ident(name: &str) -> Ident {
    match name {
        // Not even raw.
        "self" | "super" | "crate" | "Self" => Ident::new(&format!("{name}_"), Span::call_site()),
        _ => syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_names() {
        let mut names = Names::new("here");
        assert_eq!(names.constant("api-key").unwrap().to_string(), "API_KEY");
        assert_eq!(names.snake("type").unwrap().to_string(), "r#type");
        assert_eq!(names.snake("self").unwrap().to_string(), "self_");
        assert_eq!(names.snake("2 fast").unwrap().to_string(), "_2_fast");
        assert_eq!(names.camel("send_card").unwrap().to_string(), "SendCard");
        assert_eq!(names.constant("Are you sure?").unwrap().to_string(), "ARE_YOU_SURE");
        assert_eq!(names.constant("…").unwrap().to_string(), "_EMPTY");
    }

    #[test]
    fn two_codes_of_one_name_are_refused() {
        let mut names = Names::new("settings of manifest.json");
        names.constant("a-b").unwrap();
        names.constant("a-b").unwrap();
        let problem = names.constant("a_b").unwrap_err();
        assert!(problem.contains("`a-b` and `a_b`") && problem.contains("settings of"), "{problem}");
    }
}
