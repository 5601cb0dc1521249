//! Calls to services: `widget_request`, and the older `request`.

use axum::http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Map, Value, json};

use crate::api::{Call, Refusal};
use crate::bots::markers::plain;
use crate::bots::run::Run;
use crate::bots::token;
use crate::bots::visit::{Asked, Done, Flow, Visit};
use crate::params;
use crate::reach::Outgoing;

/// Posts `token`, `data[…]` and `return_url` to the widget's service, form-encoded. A code block of the bot itself belongs to
/// no integration: its request carries no token.
pub(super) fn widget_request(visit: &mut Visit<'_>, given: &Value) -> Done {
    let url = address(visit, given)?;
    let data = visit.fill_all(given.get("data").unwrap_or(&Value::Null))?;
    let db = visit.call.db;
    db.execute(
        "INSERT INTO bot_requests (run_id, created_at) VALUES (?1, ?2)",
        (visit.run.id, visit.call.now),
    )?;
    let request = db.last_insert_rowid();
    let mut form = form_urlencoded::Serializer::new(String::new());
    if let Some(token) = signed(visit.call, visit.run, &url)? {
        form.append_pair("token", &token);
    }
    if !data.is_null() {
        params::brackets(&mut form, "data", &data);
    }
    let return_url =
        format!("{}/api/v4/salesbot/{}/continue/{request}", visit.call.state.base_url(), visit.run.bot);
    form.append_pair("return_url", &return_url);
    visit.wrote(format!("posted to {url}, to be continued as {request}"));
    Ok(Flow::Ask(Outgoing::form("salesbot", &url, form.finish()), Asked::Continue(request)))
}

fn address(visit: &mut Visit<'_>, given: &Value) -> Result<String, Refusal> {
    let url = visit.fill(&given.get("url").map(plain).unwrap_or_default())?;
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(url)
    } else {
        Err(Refusal::said(format!("`{url}` is no address of a service")))
    }
}

fn signed(call: &Call<'_>, run: &Run, url: &str) -> Result<Option<String>, Refusal> {
    let Some(code) = run.block().map(|block| block.code.as_str()).filter(|code| !code.is_empty()) else {
        return Ok(None);
    };
    let found: Option<(String, String)> = rusqlite::OptionalExtension::optional(
        call.db
            .prepare_cached("SELECT uuid, secret FROM integrations WHERE code = ?1")?
            .query_row([code], |row| Ok((row.get(0)?, row.get(1)?))),
    )?;
    let Some((uuid, secret)) = found else {
        return Err(Refusal::said(format!("the integration with the widget `{code}` has been deleted")));
    };
    let (account, subdomain): (i64, String) =
        call.db.query_row("SELECT id, subdomain FROM account", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let claims = json!({
        "iss": call.state.base_url(),
        "aud": token::audience(url),
        "iat": call.now as f64,
        "nbf": call.now as f64,
        "exp": (call.now + token::LIFETIME) as f64,
        "account_id": account,
        "subdomain": subdomain,
        "client_uuid": uuid,
        "entity_type": run.entity.code().to_string(),
        "entity_id": run.entity_id,
        "bot_type": "salesbot",
    });
    Ok(Some(token::sign(&claims, &secret)))
}

/// The older request: `{url, method, json, data}`. What becomes of the answer is not documented; here a JSON object is read
/// by `{{json.<key>}}`.
pub(super) fn request(visit: &mut Visit<'_>, given: &Value) -> Done {
    let url = address(visit, given)?;
    let method = given.get("method").and_then(Value::as_str).unwrap_or("POST").to_uppercase();
    let method =
        Method::from_bytes(method.as_bytes()).map_err(|_| Refusal::said("`method` is no method of HTTP"))?;
    let data = visit.fill_all(given.get("data").unwrap_or(&Value::Object(Map::new())))?;
    visit.wrote(format!("asked {method} {url}"));
    let is_json = matches!(given.get("json"), Some(Value::Bool(true) | Value::Number(_)));
    let mut form = form_urlencoded::Serializer::new(String::new());
    if let Value::Object(map) = &data {
        map.iter().for_each(|(key, value)| params::brackets(&mut form, key, value));
    }
    let mut outgoing = Outgoing::form("salesbot", &url, form.finish());
    if is_json {
        outgoing.body = data.to_string().into();
        outgoing.headers =
            HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    }
    if method == Method::GET {
        outgoing.body = axum::body::Bytes::new();
    }
    outgoing.method = method;
    Ok(Flow::Ask(outgoing, Asked::Json))
}
