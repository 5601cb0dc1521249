//! Connecting a channel to the account.

use serde_json::{Value, json};

use super::{Ask, Told, no, text};

pub(super) fn connect(ask: &Ask<'_>) -> Result<Told, Told> {
    let account = account(ask)?;
    let title = match ask.body.get("title") {
        Some(Value::String(title)) => title.clone(),
        None => ask.channel.code.clone(),
        Some(_) => return Err(no("title: a text is wanted")),
    };
    let version = match ask.body.get("hook_api_version").map(Value::as_str) {
        // What nobody chooses is what there was first.
        None => "v1",
        Some(Some(version @ ("v1" | "v2"))) => version,
        Some(_) => return Err(no("hook_api_version: v1 or v2 is wanted")),
    };
    let is_free = ask.body.get("is_time_window_disabled").and_then(Value::as_bool).unwrap_or_default();
    ask.db().execute(
        "UPDATE chat_channels SET title = ?2, hook_api_version = ?3, is_time_window_disabled = ?4 WHERE id = ?1",
        (&ask.channel.id, &title, version, is_free),
    )?;
    Ok(Told::Json(json!({
        "account_id": account,
        "scope_id": format!("{}_{account}", ask.channel.id),
        "title": title,
        "hook_api_version": version,
        "is_time_window_disabled": is_free,
    })))
}

pub(super) fn disconnect(ask: &Ask<'_>) -> Result<Told, Told> {
    account(ask)?;
    ask.db().execute("UPDATE chat_channels SET title = NULL WHERE id = ?1", [&ask.channel.id])?;
    Ok(Told::Json(json!({})))
}

fn account<'a>(ask: &'a Ask<'_>) -> Result<&'a str, Told> {
    let named = text(ask.body, "account_id")?;
    let own: String = ask.db().query_row("SELECT amojo_id FROM account", [], |row| row.get(0))?;
    if own == named { Ok(named) } else { Err(Told::No(404, "Account not found".to_owned())) }
}
