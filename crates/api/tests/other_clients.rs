//! The transport's HTTP client shares its features with every other one in a build.

#![cfg(not(target_family = "wasm"))]

/// With TLS and without a provider for it, this would panic.
#[test]
fn a_client_of_somebody_else_can_be_made() {
    assert!(reqwest::Client::builder().build().is_ok());
}
