//! What a widget can read of a request that was refused: the page keeps it, and Rust reads it when it is asked for.
//! `cargo xtask test --only wasm` or `wasm-pack test --headless --chrome`.
#![cfg(target_family = "wasm")]
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod support;

use std::cell::RefCell;

use js_sys::Function;
use kommo_widget::api_client::{Error as ApiError, ErrorKind, LeadPatch, NewLead};
use kommo_widget::prelude::*;
use support::{answer, widget};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static REFUSED: RefCell<Vec<Option<ApiError>>> = const { RefCell::new(Vec::new()) };
}

#[derive(Default)]
struct Tested;

#[widget]
impl Widget for Tested {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        let leads = cx.api().leads();
        let one = leads.update(Id::new(7), LeadPatch::new().price(5)).await.err();
        let three = leads.create_many(["a", "b", "c"].map(NewLead::new)).await;
        REFUSED.set(std::iter::once(one).chain(three.into_iter().map(std::result::Result::err)).collect());
        Ok(Rendered::Nothing)
    }
}

/// What the widget's calls fail with where the account answers all of them so.
async fn refused(status: u16, content_type: &str, body: &str) -> Vec<Option<ApiError>> {
    let host = widget::<Tested>(&[("render", 1)]);
    let answer_all = format!(
        "window.fetch = () => Promise.resolve(new Response({body:?},
           {{ status: {status}, headers: {{ 'Content-Type': '{content_type}', 'X-Request-Id': 'r-1' }} }}))"
    );
    Function::new_no_args(&answer_all).call0(&JsValue::NULL).unwrap();
    assert_eq!(answer(&host, "render", &[]).await, JsValue::FALSE);
    REFUSED.take()
}

#[wasm_bindgen_test]
async fn a_refusal_is_read_in_all_its_parts() {
    let refused = refused(
        400,
        "application/problem+json",
        r#"{"title":"Bad Request","detail":"Request validation failed","hint":"look","validation-errors":[{"request_id":"1","errors":[{"code":"InvalidType","path":"price","detail":"not a number"}]}]}"#,
    )
    .await;
    let [Some(one), Some(first), Some(second), Some(third)] = refused.as_slice() else {
        panic!("{} results", refused.len());
    };
    assert_eq!((one.kind(), one.status()), (ErrorKind::Validation, Some(400)));
    assert_eq!((one.method().as_str(), one.path()), ("PATCH", "/api/v4/leads/7"));
    assert_eq!(one.title().as_deref(), Some("Bad Request"));
    assert_eq!(one.detail().as_deref(), Some("Request validation failed"));
    assert_eq!((one.hint().as_deref(), one.request_id()), (Some("look"), Some("r-1")));
    assert!(one.body().contains("InvalidType") && !one.may_have_arrived());
    // A copy reads the same.
    let copy = one.clone();
    assert_eq!((copy.kind(), copy.text()), (one.kind(), one.text()));
    assert!(one.text().contains("not a number"), "{}", one.text());

    assert_eq!((first.kind(), third.kind()), (ErrorKind::BatchRefused, ErrorKind::BatchRefused));
    assert_eq!((second.kind(), second.status()), (ErrorKind::Validation, Some(400)));
    assert!(first.invalid().is_empty());
    let invalid = second.invalid();
    let named: Vec<_> = invalid.iter().map(|one| (one.path.as_str(), one.code.as_str())).collect();
    assert_eq!(named, [("price", "InvalidType")]);
}

#[wasm_bindgen_test]
async fn what_is_no_document_is_kept_as_text() {
    let blocked = refused(403, "text/html", "<h1>Blocked</h1>").await;
    assert_eq!(blocked.len(), 4);
    for error in &blocked {
        let error = error.as_ref().unwrap();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Blocked, Some(403)));
        assert_eq!(error.body(), "<h1>Blocked</h1>");
        assert!(error.document().is_none() && error.invalid().is_empty());
    }
    let cut = refused(200, "application/json", "[1,").await;
    let error = cut.first().unwrap().as_ref().unwrap();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Truncated, "[1,".to_owned()));
}
