//! What pages and widgets are told about integrations.

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value, json};

use super::store::{self, Stored};
use crate::session::User;
use crate::state::State;

/// Every uploaded widget with what its pages need. The secret never leaves the "Keys and scopes" tab.
pub(super) fn widgets(state: &State, user: &User) -> rusqlite::Result<Value> {
    state.db(|db| {
        let stored = store::all(db)?;
        let uploaded = stored.iter().filter(|one| one.integration.upload > 0);
        uploaded
            .map(|one| widget(db, one, &user.lang))
            .collect::<rusqlite::Result<Vec<Value>>>()
            .map(Value::Array)
    })
}

/// One uploaded widget.
pub(super) fn widget(db: &Connection, one: &Stored, lang: &str) -> rusqlite::Result<Value> {
    let integration = &one.integration;
    let (lang, texts) = texts(db, one, lang)?;
    Ok(json!({
        "id": integration.id,
        "uuid": integration.uuid,
        "code": integration.code,
        "name": integration.name,
        "description": integration.description,
        "path": integration.files_path(),
        "number": integration.upload,
        "version": integration.version,
        "status": integration.status.as_str(),
        "is_installed": one.settings.is_some(),
        "sdk_catalog_id": sdk_catalog(db, integration.id)?,
        "settings": one.settings.clone().unwrap_or_default(),
        "scopes": integration.scopes,
        // As text: the order of its settings fields matters.
        "manifest": one.manifest_text,
        "lang": lang,
        "langs": texts,
        "images": images(db, one)?,
    }))
}

fn sdk_catalog(db: &Connection, id: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT sdk_catalog_id FROM widget_installs WHERE integration_id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// The texts in the user's language; where the archive does not have it, English, else its first language. (What
/// Kommo falls back to is not documented.)
fn texts(db: &Connection, one: &Stored, lang: &str) -> rusqlite::Result<(String, Value)> {
    let locales =
        one.manifest.pointer("/widget/locale").and_then(Value::as_array).cloned().unwrap_or_default();
    let declared: Vec<&str> = locales.iter().filter_map(Value::as_str).collect();
    // A file of a language that the manifest does not declare is not looked at.
    let preferred = [lang, "en"].into_iter().filter(|lang| declared.contains(lang));
    for candidate in preferred.chain(declared.iter().copied()) {
        let file =
            store::file(db, one.integration.id, one.integration.upload, &format!("i18n/{candidate}.json"))?;
        let texts = file
            .map(|bytes| bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes))
            .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        if let Some(texts) = texts {
            return Ok((candidate.to_owned(), texts));
        }
    }
    Ok((lang.to_owned(), Value::Object(Map::new())))
}

fn images(db: &Connection, one: &Stored) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached(
        "SELECT path FROM widget_files WHERE integration_id = ?1 AND number = ?2 AND path LIKE 'images/%' ORDER BY path",
    )?
    .query_map((one.integration.id, one.integration.upload), |row| row.get(0))?
    .collect()
}

/// An integration as the Integrations page lists it, uploaded or not.
pub(super) fn tile(db: &Connection, one: &Stored) -> rusqlite::Result<Value> {
    let integration = &one.integration;
    let has_logo = store::logo(db, &integration.uuid)?.is_some();
    Ok(json!({
        "type": "widget",
        "id": integration.id,
        "uuid": integration.uuid,
        "client": {"uuid": integration.uuid},
        "code": integration.code,
        "name": integration.name,
        "description": integration.description,
        "redirect_uri": integration.redirect_uri,
        "revoke_access_hook_uri": integration.revoke_access_hook_uri,
        "scopes": integration.scopes,
        "has_duplicate_control": integration.has_duplicate_control,
        "has_multiple_sources": integration.has_multiple_sources,
        "logo": has_logo.then(|| format!("/ajax/widgets/{}/logo", integration.uuid)),
        "path": integration.files_path(),
        "version": integration.version,
        "number": integration.upload,
        "status": integration.status.as_str(),
        "is_installed": one.settings.is_some(),
        "is_installable": one.manifest.pointer("/widget/installation") != Some(&Value::Bool(false)),
    }))
}
