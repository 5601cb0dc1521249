//! The reader beside `serde_json`.

use serde_json::{Value as Json, json};

use super::page::envelope;
use super::{Reader, Value};

fn tree(text: &str) -> Option<Json> {
    let mut reader = Reader::new(text.as_bytes());
    let value = Json::value(&mut reader).ok()?.unwrap_or(Json::Null);
    reader.end().ok()?;
    Some(value)
}

#[test]
fn documents_are_read_as_by_serde_json() {
    for text in [
        r#"{"a": [1, -2, 3.5, 1e3, -1.25e-2, true, false, null], "b": {"c": {}}, "d": []}"#,
        r#""a\"b\\c\/d\b\f\n\r\tü\u00fc\uD83D\uDE00 z""#,
        "[[[]],{\"\":\"\"}]",
        " \n\t\r 12 ",
        "9223372036854775807",
        "[18446744073709551615, 1e300]",
        r#"{"twice": 1, "twice": 2, "k\u0065y": "v"}"#,
    ] {
        let theirs: Json = serde_json::from_str(text).unwrap();
        let ours = tree(text).unwrap();
        // Beyond what an id can be, numbers are read as floats.
        let loose =
            |value: &Json| value.to_string().replace("18446744073709551615", "1.8446744073709552e+19");
        assert_eq!(loose(&ours), loose(&theirs), "{text}");
    }
}

/// Any document, from a number that goes on by itself.
fn any(seed: &mut u64, depth: u32) -> Json {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let pick = (*seed >> 33) as usize;
    let texts = ["", "a", "\"", "\\", "ü\n", "😀/", "\u{1}", "next", "{", "]"];
    let text = texts[pick % texts.len()];
    match pick % if depth == 0 { 5 } else { 7 } {
        0 => Json::Null,
        1 => json!(pick.is_multiple_of(2)),
        2 => json!(i64::try_from(*seed >> 20).unwrap() - (1 << 43)),
        3 => json!((*seed >> 40) as f64 / 1024.0),
        4 => json!(text),
        5 => (0..pick % 4).map(|_| any(seed, depth - 1)).collect(),
        _ => {
            let of = |at: usize, seed: &mut u64| (format!("{text}{at}"), any(seed, depth - 1));
            Json::Object((0..pick % 4).map(|at| of(at, seed)).collect())
        }
    }
}

#[test]
fn any_document_is_read_and_skipped() {
    let mut seed = 7;
    for _ in 0..2000 {
        let document = any(&mut seed, 5);
        for text in [document.to_string(), serde_json::to_string_pretty(&document).unwrap()] {
            assert_eq!(tree(&text).as_ref(), Some(&document), "{text}");
            let mut reader = Reader::new(text.as_bytes());
            reader.skip().unwrap();
            reader.end().unwrap();
        }
    }
}

#[test]
fn what_is_no_json_is_said_to_be_none() {
    for text in [
        "", "{", "}", "{\"a\"}", "{\"a\":}", "{a:1}", "[1,]", "[1 2]", "tru", "nul", "-", "\"\\x\"",
        "<html>", "1 2", "{} {}",
    ] {
        assert_eq!(tree(text), None, "{text}");
    }
    assert_eq!(tree("\"\u{1}\""), Some(json!("\u{1}")), "what PHP would escape is taken");
    assert_eq!(tree(r#""\ud83d!""#), Some(json!("\u{fffd}!")), "half a pair is no character");
    assert!(Json::value(&mut Reader::new(b"\"\xff\"")).is_err());
    let deep = "[".repeat(100_000);
    assert!(Json::value(&mut Reader::new(deep.as_bytes())).is_err_and(|broken| broken.is_cut_off()));
}

fields! {
    #[derive(PartialEq)]
    struct Row {
        id: i64,
        title = "name": Option<String>,
    }
    embedded {
        tags: Vec<Tag>,
    }
}

fields! {
    #[derive(PartialEq)]
    struct Tag {
        name: String,
    }
}

const PAGE: &str = r#"{"_page":1,"_links":{"self":{"href":"x"},"next":{"href":"y"}},"_total_items":"2","_embedded":{"other":[{}],
    "leads":[{"name":"ü\u00e9","more":{"deep":[1,{"id":5}]},"id":1,"_embedded":{"tags":[{"id":1,"name":"vip"},null]}},
    {"id":"2","name":null,"_embedded":[]},7]}}"#;

#[test]
fn the_fields_that_are_wanted_are_read() {
    let page = envelope::<Row>(PAGE.as_bytes(), "leads").unwrap();
    assert_eq!((page.next.as_deref(), page.total), (Some("y"), Some(2)));
    let row = |id, title: Option<&str>, tags: &[&str]| {
        let tags = tags.iter().map(|name| Tag { name: (*name).to_owned() }).collect();
        Row { id, title: title.map(str::to_owned), tags }
    };
    assert_eq!(page.items, Some(vec![row(1, Some("üé"), &["vip"]), row(2, None, &[])]));
    assert!(envelope::<Row>(b"{\"_embedded\":{}}", "leads").unwrap().items.is_none());
    assert!(envelope::<Row>(b"[]", "leads").unwrap().items.is_none());
}

#[test]
fn properties_are_found_in_any_order_and_spelling() {
    let read = |text: &str| Row::value(&mut Reader::new(text.as_bytes())).ok().flatten();
    let row = |id, title: &str| Row { id, title: Some(title.to_owned()), tags: Vec::new() };
    for text in [
        r#"{"id":1,"name":"a"}"#,
        r#"{"name":"a","id":1}"#,
        r#"{"i":9,"ids":9,"id":1,"nam":0,"names":0,"":0,"name":"a"}"#,
        r#"{"i\u0064":1,"na\u006de":"a","i\"d":2}"#,
        "{ \"name\" : \"a\" ,\n\t\"id\" : 1 , \"x\" : [ { \"id\" : 5 } ] }",
        r#"{"id":7,"name":"b","id":"1","name":"a"}"#,
        r#"{"title":"b","name":"\u0061","_embedded":null,"id":1.9}"#,
    ] {
        assert_eq!(read(text), Some(row(1, "a")), "{text}");
    }
    assert_eq!(read("{}"), Some(Row::default()));
    assert_eq!(read("[1]"), None);
    let tags = r#"{"_embedded":{"tags":{"7":{"name":"a"},"8":{"name":"b"},"9":3},"id":5}}"#;
    let named = |name: &str| Tag { name: name.to_owned() };
    assert_eq!(read(tags), Some(Row { tags: vec![named("a"), named("b")], ..Row::default() }));
}

#[test]
fn numbers_are_read_to_their_last_digit() {
    for (text, number) in [
        ("0", 0),
        ("-7", -7),
        ("\"42\"", 42),
        ("999999999999999999", 999_999_999_999_999_999),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("12.9", 12),
        ("-1e3", -1000),
    ] {
        for text in [text.to_owned(), format!("{text} "), format!("{text},")] {
            assert_eq!(i64::value(&mut Reader::new(text.as_bytes())), Ok(Some(number)), "{text}");
        }
    }
    assert_eq!(i64::value(&mut Reader::new(b"null")), Ok(None));
    assert!(i64::value(&mut Reader::new(b"1x")).is_err());
}

#[test]
fn a_page_that_breaks_off_anywhere_is_cut_off() {
    for end in 0..PAGE.len() {
        let broken = envelope::<Row>(&PAGE.as_bytes()[..end], "leads").err();
        assert!(broken.is_some_and(|broken| broken.is_cut_off()), "{end}: {broken:?}");
    }
    assert!(!envelope::<Row>(b"{\"a\":1}<", "leads").err().unwrap().is_cut_off());
}
