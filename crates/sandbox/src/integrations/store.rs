//! Integrations in the database.

use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value};

use super::error::IntegrationError;
use super::form::IntegrationForm;
use super::model::Integration;
use crate::random;

const COLUMNS: &str = "i.id, i.uuid, i.name, i.description, i.redirect_uri, i.revoke_access_hook_uri, i.scopes, i.secret, \
     i.code, i.has_duplicate_control, i.has_multiple_sources, \
     coalesce(u.number, 0), coalesce(u.version, ''), u.manifest, n.settings";

const FROM: &str = "FROM integrations i \
     LEFT JOIN widget_uploads u ON u.integration_id = i.id \
       AND u.number = (SELECT max(number) FROM widget_uploads WHERE integration_id = i.id) \
     LEFT JOIN widget_installs n ON n.integration_id = i.id";

/// An integration with its newest manifest and its settings.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) integration: Integration,
    /// `Null` before the first upload.
    pub(super) manifest: Value,
    /// The manifest as it was written: the order of its settings is the order of the fields.
    pub(super) manifest_text: String,
    /// `None` while it is not installed.
    pub(super) settings: Option<Map<String, Value>>,
}

pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<Stored>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} {FROM} ORDER BY i.id"))?.query_map([], read)?.collect()
}

pub(super) fn by_uuid(db: &Connection, uuid: &str) -> Result<Stored, IntegrationError> {
    one(db, "i.uuid = ?1", uuid)
}

pub(super) fn by_code(db: &Connection, code: &str) -> Result<Stored, IntegrationError> {
    one(db, "i.code = ?1", code)
}

fn one(db: &Connection, condition: &str, key: &str) -> Result<Stored, IntegrationError> {
    db.prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE {condition}"))?
        .query_row([key], read)
        .optional()?
        .ok_or_else(|| IntegrationError::NotFound(key.to_owned()))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let scopes: String = row.get(6)?;
    let manifest_text: String = row.get::<_, Option<String>>(13)?.unwrap_or_default();
    let manifest: Value = serde_json::from_str(&manifest_text).unwrap_or_default();
    let settings: Option<String> = row.get(14)?;
    let settings: Option<Map<String, Value>> =
        settings.map(|text| serde_json::from_str(&text).unwrap_or_default());
    let integration = Integration {
        id: row.get(0)?,
        uuid: row.get(1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        redirect_uri: row.get(4)?,
        revoke_access_hook_uri: row.get(5)?,
        scopes: serde_json::from_str(&scopes).unwrap_or_default(),
        secret: row.get(7)?,
        code: row.get(8)?,
        has_duplicate_control: row.get(9)?,
        has_multiple_sources: row.get(10)?,
        upload: row.get(11)?,
        version: row.get(12)?,
        status: super::install::status(&manifest, settings.as_ref()),
    };
    Ok(Stored { integration, manifest, manifest_text, settings })
}

/// Creates an integration and returns its UUID. The form must have been found acceptable.
pub(super) fn insert(
    db: &Connection,
    form: &IntegrationForm,
    user_id: i64,
    now: i64,
) -> rusqlite::Result<String> {
    let uuid = random::uuid();
    db.prepare_cached(
        "INSERT INTO integrations (uuid, name, description, redirect_uri, revoke_access_hook_uri, scopes, secret, logo, \
         logo_type, has_duplicate_control, has_multiple_sources, created_by, created_at, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)",
    )?
    .execute(rusqlite::params![
        uuid,
        form.name.trim(),
        form.description,
        form.redirect_uri,
        form.revoke_access_hook_uri,
        Value::from(form.scopes.clone()).to_string(),
        random::token(32),
        form.logo.as_ref().map(|logo| logo.0.as_slice()),
        form.logo.as_ref().and_then(super::form::Logo::mime),
        form.has_duplicate_control,
        form.has_multiple_sources,
        user_id,
        now,
    ])?;
    Ok(uuid)
}

/// Writes the form's fields over an integration; a form without an icon keeps the old one.
pub(super) fn update(db: &Connection, uuid: &str, form: &IntegrationForm, now: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE integrations SET name = ?2, description = ?3, redirect_uri = ?4, revoke_access_hook_uri = ?5, \
         scopes = ?6, logo = coalesce(?7, logo), logo_type = coalesce(?8, logo_type), has_duplicate_control = ?9, \
         has_multiple_sources = ?10, updated_at = ?11 WHERE uuid = ?1",
    )?
    .execute(rusqlite::params![
        uuid,
        form.name.trim(),
        form.description,
        form.redirect_uri,
        form.revoke_access_hook_uri,
        Value::from(form.scopes.clone()).to_string(),
        form.logo.as_ref().map(|logo| logo.0.as_slice()),
        form.logo.as_ref().and_then(super::form::Logo::mime),
        form.has_duplicate_control,
        form.has_multiple_sources,
        now,
    ])?;
    Ok(())
}

/// The form as it stands, without the icon's bytes.
pub(super) fn as_form(integration: &Integration) -> IntegrationForm {
    IntegrationForm {
        name: integration.name.clone(),
        description: integration.description.clone(),
        redirect_uri: integration.redirect_uri.clone(),
        revoke_access_hook_uri: integration.revoke_access_hook_uri.clone(),
        scopes: integration.scopes.clone(),
        logo: None,
        has_duplicate_control: integration.has_duplicate_control,
        has_multiple_sources: integration.has_multiple_sources,
    }
}

/// The icon with its MIME type.
pub(super) fn logo(db: &Connection, uuid: &str) -> rusqlite::Result<Option<(Vec<u8>, String)>> {
    db.prepare_cached("SELECT logo, logo_type FROM integrations WHERE uuid = ?1 AND logo IS NOT NULL")?
        .query_row([uuid], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// A file of the newest upload.
pub(super) fn file(db: &Connection, id: i64, number: u32, path: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached(
        "SELECT bytes FROM widget_files WHERE integration_id = ?1 AND number = ?2 AND path = ?3",
    )?
    .query_row((id, number, path), |row| row.get(0))
    .optional()
}

/// Deletes an integration with everything that belongs to it.
pub(super) fn delete(db: &Connection, uuid: &str) -> rusqlite::Result<()> {
    db.execute("DELETE FROM integrations WHERE uuid = ?1", [uuid])?;
    Ok(())
}
