//! Tokens that are believed, and those that are not.

use kommo_hooks::{DisableError, DisableHook, Hook as _, Secret, TokenError, Verifier, WidgetRequest};
use serde_json::{Value, json};

use crate::support::{NOW, SECRET, SERVICE, bot_token, claims, token, with};

fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(secret(), SERVICE).client("0a1b")
}

#[track_caller]
fn refused(token: &str, words: &str) -> TokenError {
    let error = verifier().bot_token(token, NOW).unwrap_err();
    assert!(error.to_string().contains(words), "{error}");
    error
}

#[test]
fn a_bots_token_is_read() {
    let read = verifier().bot_token(&bot_token(&claims()), NOW).unwrap();
    assert_eq!((read.account_id, read.entity_id, read.entity_type()), (Some(31_000_001), Some(7), Some(2)));
    assert_eq!((read.subdomain.as_deref(), read.bot_type.as_deref()), (Some("acme"), Some("salesbot")));
    for (words, number) in [("lead", 2), ("contact", 1), ("customer", 12)] {
        let read = verifier().bot_token(&bot_token(&with(json!({"entity_type": words}))), NOW).unwrap();
        assert_eq!(read.entity_type(), Some(number));
    }
}

#[test]
fn forged_tokens_are_refused() {
    let header = json!({"typ": "JWT", "alg": "HS512"});
    assert_eq!(refused(&token("HS512", &header, &claims(), "guessed"), "forged"), TokenError::Forged);
    assert_eq!(refused(&token("", &header, &claims(), SECRET), "forged"), TokenError::Forged);
    let good = bot_token(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    // Another claim under the same signature.
    let other = bot_token(&with(json!({"entity_id": 8})));
    refused(&format!("{}.{signature}", other.rsplit_once('.').unwrap().0), "forged");
    refused(&format!("{signed}.{}", &signature[..signature.len() - 4]), "forged");
    refused(&format!("{signed}.!"), "forged");
    assert_eq!(Secret::new(" ").map(|_| ()), None, "with an empty secret anybody could sign");
}

#[test]
fn other_algorithms_are_refused_whoever_signed() {
    for alg in ["none", "None", "", "HS256", "HS384", "RS256", "hs512"] {
        let header = json!({"typ": "JWT", "alg": alg});
        for signer in ["", "HS256", "HS512"] {
            let error = refused(&token(signer, &header, &claims(), SECRET), "forged");
            assert_eq!(error, TokenError::Algorithm { found: alg.into(), expected: "HS512" });
        }
    }
    refused(&token("HS512", &json!({"typ": "JWT"}), &claims(), SECRET), "signed with \"\"");
    // And the other way round: a bot's token is no one-time token.
    let error = verifier().one_time_token(&bot_token(&claims()), NOW).unwrap_err();
    assert_eq!(error, TokenError::Algorithm { found: "HS512".into(), expected: "HS256" });
}

#[test]
fn times_are_checked() {
    let at = |now| verifier().bot_token(&bot_token(&claims()), now);
    assert!(at(NOW + 300).is_ok());
    assert!(at(NOW + 329).is_ok(), "clocks may differ by half a minute");
    assert_eq!(at(NOW + 330), Err(TokenError::Expired(30)));
    assert!(at(NOW + 86_400).unwrap_err().to_string().contains("expired 86100 seconds ago"));
    assert!(at(NOW - 30).is_ok());
    assert_eq!(at(NOW - 31), Err(TokenError::NotYet(31)));
    refused(&bot_token(&with(json!({"exp": null}))), "not the JSON");
    refused(&bot_token(&with(json!({"exp": "soon"}))), "not the JSON");
    let strict = verifier().leeway(0).bot_token(&bot_token(&claims()), NOW + 301);
    assert_eq!(strict, Err(TokenError::Expired(1)));
}

#[test]
fn who_it_is_from_and_for_is_checked() {
    for iss in [
        "https://evil.example",
        "https://acme.kommo.com.evil.example",
        "http://acme.kommo.com",
        "https://kommo.com",
        "https://www.kommo.com",
        "https://a.b.kommo.com",
        "https://x@acme.kommo.com",
        "https://acme.kommo.com:8443",
        "https://other.kommo.com",
        "",
        "acme",
    ] {
        let error = refused(&bot_token(&with(json!({ "iss": iss }))), "iss");
        assert!(matches!(error, TokenError::Claim { claim: "iss", .. }), "{error}");
    }
    for aud in
        [json!("https://other.example"), json!([]), json!(["x"]), Value::Null, json!("bot.example.com")]
    {
        refused(&bot_token(&with(json!({ "aud": aud }))), "made out to another service");
    }
    refused(&bot_token(&with(json!({"client_uuid": "ffff"}))), "another integration");
    for good in [
        json!({"aud": ["x", SERVICE]}),
        json!({"aud": "https://bot.example.com/"}),
        json!({"client_uuid": null}),
        json!({"iss": "https://acme.amocrm.ru"}),
    ] {
        verifier().bot_token(&bot_token(&with(good)), NOW).unwrap();
    }
    let own = verifier().account("http://127.0.0.1:8080");
    own.bot_token(&bot_token(&with(json!({"iss": "http://127.0.0.1:8080"}))), NOW).unwrap();
    assert!(
        own.bot_token(&bot_token(&claims()), NOW).unwrap_err().to_string().contains("none of the accounts")
    );
}

#[test]
fn what_is_no_token_is_refused() {
    assert_eq!(refused("", "no token"), TokenError::Missing);
    for text in ["a", "a.b", "a.b.c.d", "..", "e30.e30.", &"x".repeat(9000)] {
        refused(text, "");
    }
    let request =
        WidgetRequest::decode("", b"return_url=https://acme.kommo.com/api/v4/salesbot/1/continue/2").unwrap();
    assert!(request.verify(&verifier(), NOW).unwrap_err().to_string().contains("no token"));
}

#[test]
fn one_time_tokens() {
    let header = json!({"typ": "JWT", "alg": "HS256"});
    let claims = with(json!({"user_id": 5, "jti": "x", "is_admin": true, "exp": NOW + 1800}));
    let read = verifier().one_time_token(&token("HS256", &header, &claims, SECRET), NOW).unwrap();
    assert_eq!((read.user_id, read.jti.as_deref(), read.is_admin), (Some(5), Some("x"), true));
}

#[test]
fn the_disable_hook_is_signed() {
    // Computed with `printf '0a1b|31' | openssl dgst -sha256 -hmac fU7hYQv0zZx1n6aQ`.
    let signature = "e9fdbe5a2e16170ff91608ba76da1a126b04bbe4531409d9f6bbed1e6531ac58";
    let hook =
        DisableHook::verify(&format!("account_id=31&client_uuid=0a1b&signature={signature}"), &secret())
            .unwrap();
    assert_eq!((hook.account_id, hook.client_uuid.as_str()), (31, "0a1b"));
    DisableHook::verify(&format!("account_id=31&client_id=0a1b&signature={signature}"), &secret()).unwrap();
    for (query, error) in [
        (format!("account_id=32&client_uuid=0a1b&signature={signature}"), DisableError::Forged),
        (format!("account_id=31&client_uuid=0a1b&signature={}", &signature[2..]), DisableError::Forged),
        ("account_id=31&client_uuid=0a1b&signature=zz".to_owned(), DisableError::Forged),
        ("account_id=31&client_uuid=0a1b&signature=ü".to_owned(), DisableError::Forged),
        ("account_id=31&client_uuid=0a1b".to_owned(), DisableError::Unsigned),
        (format!("client_uuid=0a1b&signature={signature}"), DisableError::Missing("account_id")),
        (format!("account_id=31&signature={signature}"), DisableError::Missing("client_uuid")),
    ] {
        assert_eq!(DisableHook::verify(&query, &secret()), Err(error), "{query}");
    }
}
