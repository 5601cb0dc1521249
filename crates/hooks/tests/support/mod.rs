//! Tokens as Kommo makes them, and as a forger would.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses some")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::{Sha256, Sha512};

/// The integration's secret.
pub const SECRET: &str = "fU7hYQv0zZx1n6aQ";
/// Where the service is.
pub const SERVICE: &str = "https://bot.example.com";
/// Now.
pub const NOW: i64 = 1_767_225_600;

/// What a bot's token says.
pub fn claims() -> Value {
    json!({
        "iss": "https://acme.kommo.com", "aud": SERVICE,
        // Live tokens have floats here.
        "iat": 1_767_225_600.123, "nbf": 1_767_225_600.123, "exp": 1_767_225_900.123,
        "account_id": 31_000_001, "subdomain": "acme", "client_uuid": "0a1b",
        "entity_type": "2", "entity_id": 7, "bot_type": "salesbot",
    })
}

/// The same with some claims replaced.
pub fn with(changes: Value) -> Value {
    let mut claims = claims();
    for (key, value) in changes.as_object().unwrap() {
        claims[key] = value.clone();
    }
    claims
}

/// A token with any header, signed as `alg` says.
pub fn token(alg: &str, header: &Value, claims: &Value, secret: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let key = secret.as_bytes();
    let signature = match alg {
        "HS512" => Hmac::<Sha512>::new_from_slice(key)
            .unwrap()
            .chain_update(&signed)
            .finalize()
            .into_bytes()
            .to_vec(),
        "HS256" => Hmac::<Sha256>::new_from_slice(key)
            .unwrap()
            .chain_update(&signed)
            .finalize()
            .into_bytes()
            .to_vec(),
        _ => Vec::new(),
    };
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A bot's token.
pub fn bot_token(claims: &Value) -> String {
    token("HS512", &json!({"typ": "JWT", "alg": "HS512"}), claims, SECRET)
}
