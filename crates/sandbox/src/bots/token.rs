//! The token of a `widget_request`: a JWT signed HS512 with the integration's secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha512;

/// Seconds a token is valid. Kommo documents none; those of the one-time tokens are taken.
pub(super) const LIFETIME: i64 = 1800;

/// Scheme and host of the service's address.
pub(super) fn audience(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let rest = url.get(start..).unwrap_or_default();
    let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..end).unwrap_or(url)
}

pub(super) fn sign(claims: &Value, secret: &str) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(&json!({"typ": "JWT", "alg": "HS512"})), encode(claims));
    let signature = Hmac::<Sha512>::new_from_slice(secret.as_bytes())
        .map(|mac| mac.chain_update(signed.as_bytes()).finalize().into_bytes().to_vec())
        .unwrap_or_default();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}
