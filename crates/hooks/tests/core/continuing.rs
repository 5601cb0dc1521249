//! Where a bot is continued, with what, and how often.

use kommo_hooks::{Answer, Continuation, Once, Replayed, ReturnUrlError};
use kommo_salesbot::handlers::{Exits, Goto, Link, Show};
use serde_json::{Value, json};

const ACCOUNT: &str = "https://acme.kommo.com";

#[test]
fn only_the_accounts_own_address_is_taken() {
    let bot =
        Continuation::parse("https://acme.kommo.com/api/v4/salesbot/321/continue/123", ACCOUNT).unwrap();
    assert_eq!(
        (bot.account(), bot.path(), bot.bot_id()),
        (ACCOUNT, "/api/v4/salesbot/321/continue/123", Some(321))
    );
    Continuation::parse("https://ACME.kommo.com:443/api/v4/marketingbot/1/continue/a-b_C", ACCOUNT).unwrap();
    let local = "http://127.0.0.1:81";
    Continuation::parse(&format!("{local}/api/v4/salesbot/1/continue/2"), local).unwrap();

    for host in [
        "https://evil.example",
        "http://acme.kommo.com",
        "https://acme.kommo.com:8443",
        "https://acme.kommo.com.evil.example",
        "https://acme.kommo.com@evil.example",
        "https://evil.example#@acme.kommo.com",
        "https://user@acme.kommo.com",
        "https://user:pass@acme.kommo.com",
        "https://other.kommo.com",
        "https://127.0.0.1",
        "https://[::1]",
        "file://acme.kommo.com",
        "https://acme.kommo.com\\@evil.example",
    ] {
        let url = format!("{host}/api/v4/salesbot/1/continue/2");
        let error = Continuation::parse(&url, ACCOUNT).unwrap_err();
        assert!(!matches!(error, ReturnUrlError::NoUrl(_)), "{url}: {error}");
    }
    for path in [
        "",
        "/",
        "/api/v4/leads",
        "/api/v4/salesbot/1/continue",
        "/api/v4/salesbot/x/continue/2",
        "/api/v4/salesbot/1/continue/2/",
        "/api/v4/salesbot/1/continue/2/../../../../leads",
        "/api/v4/salesbot/1/continue/",
        "/api/v4/salesbot//continue/2",
        "/api/v4/salesbot/1/continue/2?x",
        "/api/v4/salesbot/1/continue/2#x",
        "/api/v4/salesbot/1/continue/%2e%2e",
        "/api/v4/leadsbot/1/continue/2",
        "//api/v4/salesbot/1/continue/2",
    ] {
        let error = Continuation::parse(&format!("{ACCOUNT}{path}"), ACCOUNT).unwrap_err();
        assert!(matches!(error, ReturnUrlError::Path(_)), "{path}: {error}");
    }
    assert!(Continuation::parse("salesbot", ACCOUNT).is_err());
}

#[test]
fn an_answer_has_kommos_shape_and_limits() {
    let answer = Answer::new()
        .data("answer", "We open at nine.")
        .data("sure", true)
        .handler(Show::buttons("Was that it?", ["Yes", "No"]))
        .handler(Goto::step(2));
    let written: Value = serde_json::from_str(&answer.to_json().unwrap()).unwrap();
    let expected = json!({"data": {"answer": "We open at nine.", "sure": true}, "execute_handlers": [
        {"handler": "show", "params": {"type": "buttons", "value": "Was that it?", "buttons": ["Yes", "No"]}},
        {"handler": "goto", "params": {"type": "question", "step": 2}},
    ]});
    assert_eq!(written, expected);

    let refused = |answer: Answer, words: &str| {
        let error = answer.to_json().unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    let shows = |count| (0..count).fold(Answer::new(), |answer, _| answer.handler(Show::text("x")));
    shows(10).to_json().unwrap();
    refused(shows(11), "11 handlers, and 10 are the most");
    Answer::new().handler(Show::text("ü".repeat(80))).to_json().unwrap();
    refused(Answer::new().handler(Show::text("ü".repeat(81))), "81 characters, and 80 are the most");
    Answer::new().handler(Show::buttons("x", vec!["y"; 25])).to_json().unwrap();
    refused(Answer::new().handler(Show::buttons("x", vec!["y"; 26])), "26 buttons, and 25 are the most");
    refused(Answer::new().handler(Show::links("x", vec![Link::new("y", "z"); 26])), "26 buttons");
    refused(Answer::new().handler(Exits::new("paid")), "`exits`; only `show` and `goto`");
    refused(Answer::new().handler(Goto::step("thanks")), "give its number");
}

#[test]
fn a_request_is_answered_once() {
    let once = Once::new();
    once.use_up("a", 100, 0).unwrap();
    assert_eq!(once.use_up("a", 100, 0), Err(Replayed::Used));
    assert_eq!(once.use_up("a", 100, 130), Err(Replayed::Used), "as long as clocks may differ");
    once.use_up("b", 100, 0).unwrap();
    once.release("a");
    once.use_up("a", 100, 0).unwrap();
    once.use_up("a", 1000, 161).unwrap();
}
