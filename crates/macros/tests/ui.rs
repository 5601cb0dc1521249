//! What the macros say to an author who got something wrong. After a change of the wording:
//! `TRYBUILD=overwrite cargo test -p kommo-widget-macros --test ui`, and read what it wrote.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    cases.pass("tests/good/*.rs");
}
