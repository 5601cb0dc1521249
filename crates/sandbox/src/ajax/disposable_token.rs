//! The one-time token `$authorizedAjax` sends along as `X-Auth-Token`.
//!
//! <https://developers.kommo.com/docs/one-time-tokens>: a JWT signed HS256 with the integration's secret. Kommo does not
//! state its lifetime in words; 1,800 seconds are those of the documented sample.

use axum::extract::{Path, State as Handler};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::integrations::IntegrationError;
use crate::random;
use crate::session::{Session, User};
use crate::state::State;

/// Seconds a token is valid.
const LIFETIME: i64 = 1800;

pub(super) fn router() -> Router<State> {
    Router::new().route("/ajax/v2/integrations/{uuid}/disposable_token", get(issue))
}

async fn issue(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(uuid): Path<String>,
) -> Result<Response, IntegrationError> {
    let token = token(&state, &uuid, &user, None)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({"token": token}))).into_response())
}

/// A one-time token of an integration for a user; `data` tells the mobile card's frame which card it is on.
pub(super) fn token(
    state: &State,
    uuid: &str,
    user: &User,
    data: Option<&Value>,
) -> Result<String, IntegrationError> {
    let integration = crate::integrations::by_uuid(state, uuid)?;
    let account = state.account()?;
    let now = state.clock().now();
    let mut claims = json!({
        "iss": state.base_url(),
        "aud": audience(&integration.redirect_uri, state.base_url()),
        "jti": random::uuid(),
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME,
        "account_id": account.id,
        "user_id": user.id,
        "subdomain": account.subdomain,
        "client_uuid": integration.uuid,
    });
    if let (Value::Object(claims), Some(data)) = (&mut claims, data) {
        claims.insert("data".to_owned(), data.clone());
    }
    Ok(sign(&claims, &integration.secret))
}

/// Scheme and host of the redirect link; the account itself where there is none.
fn audience<'a>(redirect_uri: &'a str, account: &'a str) -> &'a str {
    let Some(rest) = redirect_uri.strip_prefix("https://") else { return account };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    redirect_uri.get(.."https://".len() + host).unwrap_or(account)
}

fn sign(claims: &Value, secret: &str) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(&json!({"typ": "JWT", "alg": "HS256"})), encode(claims));
    // HMAC takes keys of any length, so there is nothing to go wrong; an unsigned token would be refused anyway.
    let signature = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map(|mac| mac.chain_update(signed.as_bytes()).finalize().into_bytes().to_vec())
        .unwrap_or_default();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audience_is_scheme_and_host_of_the_redirect_link() {
        assert_eq!(audience("https://a.example/oauth?x", "http://me"), "https://a.example");
        assert_eq!(audience("https://a.example", "http://me"), "https://a.example");
        assert_eq!(audience("", "http://me"), "http://me");
    }

    #[test]
    fn signatures_are_those_of_the_standard() {
        // RFC 4231, test case 2, brought into the form of a token's last part.
        let mac =
            Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap().chain_update(b"what do ya want for nothing?");
        let hex = random::hex(&mac.finalize().into_bytes());
        assert_eq!(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let token = sign(&json!({"a": 1}), "key");
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let again = Hmac::<Sha256>::new_from_slice(b"key").unwrap().chain_update(signed);
        assert!(again.verify_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).is_ok());
    }
}
