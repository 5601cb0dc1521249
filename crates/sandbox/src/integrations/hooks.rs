//! What an integration's own server is told: the code at install, and that access has been revoked.
//!
//! <https://developers.kommo.com/docs/oauth-20>, <https://developers.kommo.com/docs/private-integration>. A server that does
//! not answer within three seconds is not asked again. Whether Kommo asks again is not documented.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::{IntegrationError, keys, store};
use crate::random;
use crate::reach::{Outgoing, reach};
use crate::state::State;

const PATIENCE: Duration = Duration::from_secs(3);
/// `platform` of Kommo; 1 is amoCRM.
const KOMMO: &str = "2";

/// Sends the authorization code of a fresh install to the redirect link, if there is one.
pub(crate) fn installed(state: &State, uuid: &str, user_id: i64) {
    send_code(state, uuid, user_id, vec![("from_widget", "1".to_owned())]);
}

/// Sends the code that a user's API key was traded for.
pub(super) fn exchanged(state: &State, uuid: &str, user_id: i64, sent_with: Option<(&'static str, String)>) {
    let mut query = vec![("from_exchange", "1".to_owned())];
    query.extend(sent_with);
    send_code(state, uuid, user_id, query);
}

fn send_code(state: &State, uuid: &str, user_id: i64, more: Vec<(&'static str, String)>) {
    let (state, uuid) = (state.clone(), uuid.to_owned());
    state.clone().spawn(async move {
        let Ok(one) = state.db(|db| store::by_uuid(db, &uuid)) else { return };
        let link = one.integration.redirect_uri;
        if link.is_empty() {
            return;
        }
        let Ok(mut query) = code_for(&state, &uuid, user_id) else { return };
        query.extend(more);
        get(&state, &link, &query).await;
    });
}

/// A fresh code, as the redirect link's query carries it.
pub(crate) fn code_for(
    state: &State,
    uuid: &str,
    user_id: i64,
) -> Result<Vec<(&'static str, String)>, IntegrationError> {
    let issued = keys::issue(state, uuid, user_id)?;
    let referer = state.base_url().split_once("://").map_or("", |(_, host)| host).to_owned();
    Ok(vec![
        ("code", issued.code),
        ("referer", referer),
        ("platform", KOMMO.to_owned()),
        ("client_id", uuid.to_owned()),
    ])
}

/// A link with a query, after the one it may have.
pub(crate) fn with_query(link: &str, query: &[(&str, String)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let join = if link.contains('?') { '&' } else { '?' };
    format!("{link}{join}{query}")
}

/// Revokes the tokens of an integration that has been disabled, and tells its server.
pub(crate) fn disabled(state: &State, uuid: &str) {
    let (state, uuid) = (state.clone(), uuid.to_owned());
    state.clone().spawn(async move {
        let Ok(one) = state.db(|db| store::by_uuid(db, &uuid)) else { return };
        let link = one.integration.revoke_access_hook_uri;
        let Ok(account) = state.account() else { return };
        if link.is_empty() {
            return;
        }
        let account = account.id.to_string();
        let signature = signature(&one.integration.secret, &uuid, &account);
        let query = [("account_id", account), ("client_uuid", uuid), ("signature", signature)];
        get(&state, &link, &query).await;
    });
}

/// HMAC-SHA256 of `{client_uuid}|{account_id}` with the integration's secret, in hex.
fn signature(secret: &str, uuid: &str, account: &str) -> String {
    Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map(|mac| random::hex(&mac.chain_update(format!("{uuid}|{account}")).finalize().into_bytes()))
        .unwrap_or_default()
}

async fn get(state: &State, link: &str, query: &[(&str, String)]) {
    let agent = HeaderValue::from_static("amoService-oAuth-Code-Sender/1.0");
    let outgoing = Outgoing {
        via: "oauth",
        method: Method::GET,
        url: with_query(link, query),
        headers: HeaderMap::from_iter([(header::USER_AGENT, agent)]),
        body: Bytes::new(),
    };
    // Nobody waits for the answer; what was sent is among the calls to foreign hosts.
    let _ = tokio::time::timeout(PATIENCE, reach(state, outgoing)).await;
}
