//! What `manifest!()` calls things in Rust.

/// `api_key` → `api_key`, and what is a keyword written so that it can stand there.
pub(super) fn method(code: &str) -> String {
    match code {
        // Not even raw.
        "self" | "super" | "crate" => format!("{code}_"),
        _ if syn::parse_str::<syn::Ident>(code).is_err() => format!("r#{code}"),
        _ => code.to_owned(),
    }
}

/// Whether two dotted keys come to the same constant, as `panel.foo-bar` and `panel.foo_bar` do.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    let constant = |key: &str| key.replace('-', "_").to_uppercase();
    constant(one) == constant(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_macro() {
        assert_eq!(["api_key", "type", "self"].map(method), ["api_key", "r#type", "self_"]);
        assert!(are_one("panel.foo-bar", "panel.foo_bar") && are_one("panel.a", "panel.A"));
        assert!(!are_one("panel.a", "panel.b"));
    }
}
