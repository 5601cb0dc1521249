//! Installing a widget, saving its settings, disabling it.
//!
//! What is stored follows the manifest's `settings` block
//! (<https://www.amocrm.ru/developers/content/integrations/fields>): keys the manifest does not name are not kept, and
//! a `custom` field keeps only JSON or a number.

use serde_json::{Map, Value, json};

use super::error::IntegrationError;
use super::form::FieldProblem;
use super::model::{Integration, Status};
use super::store;
use crate::state::State;

/// Settings that were stored, and what was not.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) integration: Integration,
    pub(super) dropped: Vec<FieldProblem>,
}

/// Installs the integration with these settings, or saves new settings of an installed one.
pub(super) fn save(
    state: &State,
    uuid: &str,
    given: &Map<String, Value>,
    user_id: i64,
) -> Result<Saved, IntegrationError> {
    let now = state.clock().now();
    let (saved, is_fresh) = state.transaction(|db| {
        let before = store::by_uuid(db, uuid)?;
        if before.manifest.is_null() {
            return Err(IntegrationError::NothingUploaded);
        }
        if before.manifest.pointer("/widget/installation") == Some(&Value::Bool(false)) {
            return Err(IntegrationError::NotInstallable);
        }
        let (settings, dropped) = accept(&before.manifest, given)?;
        db.prepare_cached(
            "INSERT INTO widget_installs (integration_id, settings, installed_by, installed_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?4) \
             ON CONFLICT (integration_id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at",
        )?
        .execute((before.integration.id, Value::Object(settings).to_string(), user_id, now))?;
        let integration = store::by_uuid(db, uuid)?.integration;
        Ok::<_, IntegrationError>((Saved { integration, dropped }, before.settings.is_none()))
    })?;
    if is_fresh {
        super::hooks::installed(state, uuid, user_id);
    }
    Ok(saved)
}

/// Gives a catalog to an installed widget: its elements open in the widget's own page.
pub(super) fn claim_catalog(state: &State, uuid: &str, catalog_id: i64) -> Result<(), IntegrationError> {
    state.db(|db| {
        let id = store::by_uuid(db, uuid)?.integration.id;
        db.execute(
            "UPDATE widget_installs SET sdk_catalog_id = ?2 WHERE integration_id = ?1",
            (id, catalog_id),
        )?;
        Ok(())
    })
}

/// Disables the integration: its settings are gone, its tokens revoked, and its server is told.
pub(super) fn disable(state: &State, uuid: &str) -> Result<Integration, IntegrationError> {
    let integration = state.transaction(|db| {
        let before = store::by_uuid(db, uuid)?;
        let gone =
            db.execute("DELETE FROM widget_installs WHERE integration_id = ?1", [before.integration.id])?;
        if gone == 0 {
            return Err(IntegrationError::NotInstalled);
        }
        Ok::<_, IntegrationError>(store::by_uuid(db, uuid)?.integration)
    })?;
    state.revoke_tokens(uuid)?;
    super::hooks::disabled(state, uuid);
    Ok(integration)
}

/// Where a widget stands, by its manifest and stored settings.
pub(super) fn status(manifest: &Value, settings: Option<&Map<String, Value>>) -> Status {
    let Some(settings) = settings else { return Status::Install };
    let is_complete = fields(manifest)
        .filter(|(_, field)| field.get("required") == Some(&Value::Bool(true)))
        .all(|(code, _)| settings.get(code).is_some_and(|value| !is_blank(value)));
    if is_complete { Status::Installed } else { Status::NotConfigured }
}

fn fields(manifest: &Value) -> impl Iterator<Item = (&String, &Value)> {
    manifest.get("settings").and_then(Value::as_object).into_iter().flatten()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

type Accepted = (Map<String, Value>, Vec<FieldProblem>);

/// The settings to store and those that are dropped; an error when a required one is empty or a type does not fit.
fn accept(manifest: &Value, given: &Map<String, Value>) -> Result<Accepted, IntegrationError> {
    let (mut kept, mut dropped, mut wrong) = (Map::new(), Vec::new(), Vec::new());
    for (code, field) in fields(manifest) {
        let kind = field.get("type").and_then(Value::as_str).unwrap_or("text");
        let value = given.get(code).cloned().unwrap_or(Value::Null);
        let was_blank = is_blank(&value);
        match shape(kind, value) {
            Ok(value) => {
                kept.insert(code.clone(), value);
            }
            Err(message) if kind == "custom" => dropped.push(FieldProblem::new(code.clone(), message)),
            Err(message) => wrong.push(FieldProblem::new(code.clone(), message)),
        }
        if was_blank && field.get("required") == Some(&Value::Bool(true)) {
            wrong.push(FieldProblem::new(code.clone(), "this field is required"));
        }
    }
    for code in given.keys().filter(|code| fields(manifest).all(|(known, _)| known != *code)) {
        dropped.push(FieldProblem::new(
            code.clone(),
            "the manifest has no such settings field, so it is not stored",
        ));
    }
    if wrong.is_empty() { Ok((kept, dropped)) } else { Err(IntegrationError::Form(wrong)) }
}

/// A value in the shape its field type is stored in.
fn shape(kind: &str, value: Value) -> Result<Value, &'static str> {
    match (kind, value) {
        (_, Value::Null) => Ok(json!("")),
        ("users" | "users_lp", Value::Object(map)) => Ok(Value::Object(map)),
        ("users" | "users_lp", Value::String(text)) => match serde_json::from_str(&text) {
            Ok(Value::Object(map)) => Ok(Value::Object(map)),
            _ if text.is_empty() => Ok(json!({})),
            _ => Err("an object with user ids as keys is expected"),
        },
        ("users" | "users_lp", Value::Array(list)) if list.is_empty() => Ok(json!({})),
        ("users" | "users_lp", _) => Err("an object with user ids as keys is expected"),
        ("custom", Value::String(text)) if text.trim().is_empty() => Ok(json!("")),
        ("custom", Value::String(text)) => match serde_json::from_str::<Value>(&text) {
            Ok(_) => Ok(Value::String(text)),
            Err(_) => Err(
                "a custom field keeps only JSON or a number; this plain text is lost, as it would be in Kommo",
            ),
        },
        ("custom", Value::Number(number)) => Ok(Value::String(number.to_string())),
        ("custom", other) => Ok(Value::String(other.to_string())),
        (_, Value::String(text)) => Ok(Value::String(text)),
        (_, Value::Number(number)) => Ok(Value::String(number.to_string())),
        (_, Value::Bool(flag)) => Ok(Value::String(flag.to_string())),
        (_, _) => Err("a text is expected"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Value {
        json!({"settings": {
            "login": {"name": "s.login", "type": "text", "required": true},
            "rules": {"name": "s.rules", "type": "custom", "required": false},
            "people": {"name": "s.people", "type": "users", "required": false},
        }})
    }

    fn accept_json(given: Value) -> Result<Accepted, IntegrationError> {
        accept(&manifest(), given.as_object().unwrap())
    }

    #[test]
    fn custom_fields_keep_json_and_numbers_only() {
        let (kept, dropped) = accept_json(json!({"login": "a", "rules": "{\"a\":1}"})).unwrap();
        assert_eq!(kept["rules"], "{\"a\":1}");
        assert!(dropped.is_empty());
        let (kept, _) = accept_json(json!({"login": "a", "rules": 12})).unwrap();
        assert_eq!(kept["rules"], "12");
        let (kept, dropped) = accept_json(json!({"login": "a", "rules": "plain text"})).unwrap();
        assert!(!kept.contains_key("rules"));
        assert_eq!(dropped[0].field, "rules");
    }

    #[test]
    fn required_fields_and_wrong_shapes_are_all_named() {
        let Err(IntegrationError::Form(problems)) = accept_json(json!({"login": " ", "people": "x"})) else {
            panic!("accepted");
        };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["login", "people"]);
    }

    #[test]
    fn unknown_keys_are_not_stored() {
        let (kept, dropped) = accept_json(json!({"login": "a", "extra": "b"})).unwrap();
        assert!(!kept.contains_key("extra"));
        assert_eq!(dropped[0].field, "extra");
    }

    #[test]
    fn status_follows_required_fields() {
        assert_eq!(status(&manifest(), None), Status::Install);
        assert_eq!(status(&manifest(), Some(&Map::new())), Status::NotConfigured);
        let settings = json!({"login": "a"}).as_object().unwrap().clone();
        assert_eq!(status(&manifest(), Some(&settings)), Status::Installed);
    }
}
