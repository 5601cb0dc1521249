//! Every sort of failure has its kind, and its text says what to do.

use kommo_api::{Error, ErrorKind, Id, Lead, LeadPatch, Method, TransportErrorKind};

use crate::fake::{Fake, Step, json, problem};

async fn error_of(step: Step) -> Error {
    let fake = Fake::new([step]);
    let api = fake.api_with(kommo_api::Retry::never());
    api.leads().get(Id::new(1)).await.err().expect("an error")
}

const UNAUTHORIZED: &str = r#"{"title":"Unauthorized","type":"https://httpstatus.es/401","status":401,"detail":"Invalid user name or password"}"#;

#[tokio::test]
async fn statuses_have_kinds() {
    let problem_body = r#"{"title":"T","status":0,"detail":"D"}"#;
    let kinds = [
        (400, ErrorKind::Validation),
        (401, ErrorKind::SessionEnded),
        (402, ErrorKind::PaymentRequired),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::MethodNotAllowed),
        (409, ErrorKind::Status),
        (422, ErrorKind::Unprocessable),
        (429, ErrorKind::RateLimited),
        (500, ErrorKind::Server),
        (502, ErrorKind::Server),
        (504, ErrorKind::Server),
    ];
    for (status, kind) in kinds {
        let error = error_of(problem(status, problem_body)).await;
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.title().as_deref(), Some("T"));
        assert_eq!(error.detail().as_deref(), Some("D"));
        assert_eq!(error.method(), Method::Get);
        assert_eq!(error.path(), "/api/v4/leads/1");
    }
}

#[tokio::test]
async fn pages_of_html_are_told_apart() {
    let html = "<html><body>blocked</body></html>";
    let page = |status| Step::Answer(status, "text/html; charset=utf-8", html.to_owned());
    assert_eq!(error_of(page(403)).await.kind(), ErrorKind::Blocked);
    assert_eq!(error_of(page(200)).await.kind(), ErrorKind::Html);
    assert_eq!(error_of(page(502)).await.kind(), ErrorKind::Server);
    assert_eq!(error_of(Step::Redirected(html.to_owned())).await.kind(), ErrorKind::SessionEnded);
    // A proxy that says JSON and sends a page.
    assert_eq!(error_of(json(200, html)).await.kind(), ErrorKind::Html);
    assert_eq!(error_of(page(403)).await.body(), html);
}

#[tokio::test]
async fn answers_that_break_off_or_have_another_form() {
    assert_eq!(error_of(json(200, r#"{"id":1,"name":"cut o"#)).await.kind(), ErrorKind::Truncated);
    assert_eq!(error_of(json(200, "12")).await.kind(), ErrorKind::Decode);
    assert_eq!(error_of(json(200, "[]")).await.kind(), ErrorKind::Decode);
    assert_eq!(error_of(Step::Fail(TransportErrorKind::Truncated)).await.kind(), ErrorKind::Truncated);
    assert_eq!(error_of(Step::Fail(TransportErrorKind::Interrupted)).await.kind(), ErrorKind::Network);
    assert_eq!(error_of(Step::Fail(TransportErrorKind::Cancelled)).await.kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn what_may_have_arrived_is_known() {
    assert!(!error_of(Step::Fail(TransportErrorKind::NotSent)).await.may_have_arrived());
    assert!(error_of(Step::Fail(TransportErrorKind::Interrupted)).await.may_have_arrived());
    assert!(!error_of(problem(429, "")).await.may_have_arrived());
    assert!(error_of(problem(500, "")).await.may_have_arrived());
    assert_eq!(error_of(Step::Fail(TransportErrorKind::NotSent)).await.status(), None);
}

#[tokio::test]
async fn refused_fields_are_named() {
    let body = r#"{"validation-errors":[
        {"request_id":"0","errors":[
            {"code":"NotSupportedChoice","path":"custom_fields_values.0.field_id","detail":"The value you selected is not a valid choice."},
            {"code":"InvalidType","path":"price","detail":"This value should be of type int."}]},
        {"request_id":"7","errors":[{"code":"FieldMissing","path":"name","detail":"This field is missing."}]}],
        "title":"Bad Request","type":"https://httpstatus.es/400","status":400,"detail":"Request validation failed"}"#;
    let fake = Fake::new([problem(400, body)]);
    let patch = LeadPatch::new().price(1).field(Id::new(810_213), "Showroom").field("PHONE", "5");
    let error = fake.api().leads().update(Id::new(5), patch.clone()).await.err().unwrap();
    let invalid = error.invalid();
    assert_eq!(invalid[0].custom_field(patch.fields()), Some("810213"), "Kommo says only where it stands");
    assert_eq!(invalid[1].custom_field(patch.fields()), None);
    assert_eq!(invalid.len(), 3);
    assert_eq!(invalid[0].item, "0");
    assert_eq!(invalid[0].path, "custom_fields_values.0.field_id");
    assert_eq!(invalid[1].code, "InvalidType");
    assert_eq!(invalid[2].item, "7");
    let text = error.to_string();
    assert_eq!(
        text,
        "PATCH /api/v4/leads/5: Kommo refused the data (400); 0: custom_fields_values.0.field_id: The value you \
         selected is not a valid choice; 0: price: This value should be of type int; 7: name: This field is missing. \
         Correct what is named and send it again."
    );
}

#[tokio::test]
async fn the_other_shapes_of_refusals() {
    let shapes = [
        (
            r#"{"errors":{"123":"Lead not found"},"detail":"Invalid request items"}"#,
            ("123", "", "Lead not found"),
        ),
        (r#"{"errors":[{"code":226,"message":"Error 226."}]}"#, ("", "226", "Error 226.")),
        (
            r#"{"errors":[{"request_id":"1","errors":{"code":"EntityNotFound","detail":"source with id = 4 not found"}}]}"#,
            ("1", "EntityNotFound", "source with id = 4 not found"),
        ),
    ];
    for (body, (item, code, detail)) in shapes {
        let invalid = error_of(problem(400, body)).await.invalid();
        assert_eq!(invalid.len(), 1, "{body}");
        assert_eq!((&*invalid[0].item, &*invalid[0].code, &*invalid[0].detail), (item, code, detail));
    }
    // Nothing that can be read is no reason to fail.
    for body in
        ["", "null", "[]", r#"{"validation-errors":{"a":1}}"#, r#"{"errors":"x"}"#, r#"{"errors":[null,1]}"#]
    {
        let _ = error_of(problem(400, body)).await.to_string();
    }
}

#[tokio::test]
async fn the_text_says_what_to_do_and_hides_the_query() {
    let fake = Fake::new([problem(401, UNAUTHORIZED)]);
    let list = fake.api().contacts().list().search("+1 555 0100");
    let error = list.await.err().unwrap();
    assert_eq!(error.path(), "/api/v4/contacts?query=%2B1%20555%200100");
    let text = error.to_string();
    assert!(
        text.starts_with(
            "GET /api/v4/contacts: not signed in any more (401): Invalid user name or password. "
        )
    );
    assert!(text.contains("Sign in again"));
    assert!(!text.contains("555"), "what a user typed stays out of logs");
    assert_eq!(format!("{error:?}"), text);
}

#[tokio::test]
async fn a_kept_body_is_bounded() {
    let long = "é".repeat(10_000);
    let error = error_of(Step::Answer(500, "text/plain", long)).await;
    assert!(error.body().len() <= 4096);
    assert!(error.body().starts_with("éé"));
    let document = format!(r#"{{"detail":"{}"}}"#, "é".repeat(10_000));
    let error = error_of(problem(500, &document)).await;
    assert!(error.body().len() <= 4096);
}

#[test]
fn ids_keep_their_type() {
    let id: Id<Lead> = "17".parse().unwrap();
    assert_eq!(id.to_string(), "17");
    assert!("x".parse::<Id<Lead>>().is_err());
}
