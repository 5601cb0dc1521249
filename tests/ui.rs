//! What the macros say to an author who got something wrong. After a change of the wording:
//! `TRYBUILD=overwrite cargo test -p kommo-widget --test ui`, and read what it wrote.
//!
//! They are here and not in `crates/macros`: as a dependency of the macros' own tests this package would be built
//! a second time, for the machine that compiles.
#![cfg(not(target_family = "wasm"))]

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    cases.pass("tests/good/*.rs");
}
