//! What codes and keys are called in Rust, by `manifest!()` and by whoever writes code that uses it.

/// The words of a name: everything that cannot stand in one becomes `_`. `api-key` → `api_key`, `2 fast` → `_2_fast`
#[must_use]
pub fn words(code: &str) -> String {
    let plain: String = code.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let trimmed = plain.trim_matches('_');
    match trimmed.chars().next() {
        None => "_empty".into(),
        Some(first) if first.is_numeric() => format!("_{trimmed}"),
        Some(_) => trimmed.to_owned(),
    }
}

/// `api-key` → `API_KEY`
#[must_use]
pub fn constant(code: &str) -> String {
    words(code).to_uppercase()
}

/// `api-key` → `api_key`
#[must_use]
pub fn snake(code: &str) -> String {
    words(code).to_lowercase()
}
