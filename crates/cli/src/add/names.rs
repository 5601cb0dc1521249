//! What `manifest!()` calls things in Rust.

use kommo_manifest::names::{constant, snake};

/// `api_key` → `api_key`, and what is a keyword written so that it can stand there.
pub(super) fn method(code: &str) -> String {
    let name = snake(code);
    match name.as_str() {
        // Not even raw.
        "self" | "super" | "crate" => format!("{name}_"),
        _ if syn::parse_str::<syn::Ident>(&name).is_err() => format!("r#{name}"),
        _ => name,
    }
}

/// Whether two dotted keys come to the same constant, as `panel.foo-bar` and `panel.foo_bar` do.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    one.split('.').map(constant).eq(other.split('.').map(constant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_macro() {
        assert_eq!(["api_key", "type", "self"].map(method), ["api_key", "r#type", "self_"]);
        assert!(are_one("panel.foo-bar", "panel.foo_bar") && are_one("panel.a_", "panel._A"));
        assert!(!are_one("panel.a", "panel.b"));
    }
}
