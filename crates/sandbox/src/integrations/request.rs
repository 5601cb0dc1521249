//! Reading what the page sends.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::error::IntegrationError;
use super::form::{FieldProblem, IntegrationForm, Logo};
use super::model::Integration;
use super::store;
use crate::params::Params;

/// The integration form; a change (`before`) may leave fields out. Names and descriptions come as a text or, as the real
/// page sends them, keyed by language. The icon is a `data:` URL in `logo`.
pub(super) fn form(body: &Value, before: Option<&Integration>) -> Result<IntegrationForm, IntegrationError> {
    let mut form = match before {
        Some(integration) => store::as_form(integration),
        None => IntegrationForm { description: String::new(), ..IntegrationForm::new("") },
    };
    let mut problems = Vec::new();
    for (key, target) in [
        ("name", &mut form.name),
        ("description", &mut form.description),
        ("redirect_uri", &mut form.redirect_uri),
        ("revoke_access_hook_uri", &mut form.revoke_access_hook_uri),
    ] {
        if let Some(value) = body.get(key) {
            match text(value) {
                Some(text) => *target = text,
                None => problems.push(FieldProblem::new(key, "a text is expected")),
            }
        }
    }
    if let Some(scopes) = body.get("scopes") {
        match scopes
            .as_array()
            .map(|list| list.iter().map(|scope| scope.as_str().map(str::to_owned)).collect())
        {
            Some(Some(scopes)) => form.scopes = scopes,
            _ => problems.push(FieldProblem::new("scopes", "a list of scope names is expected")),
        }
    }
    for (key, target) in [
        ("has_duplicate_control", &mut form.has_duplicate_control),
        ("has_multiple_sources", &mut form.has_multiple_sources),
    ] {
        if let Some(value) = body.get(key) {
            match value.as_bool() {
                Some(flag) => *target = flag,
                None => problems.push(FieldProblem::new(key, "true or false is expected")),
            }
        }
    }
    if let Some(url) = body.get("logo").and_then(Value::as_str).filter(|url| !url.is_empty()) {
        match url.split_once(";base64,").and_then(|(_, data)| STANDARD.decode(data).ok()) {
            Some(bytes) => form.logo = Some(Logo(bytes)),
            None => {
                problems.push(FieldProblem::new("logo", "the icon must be a jpeg, jpg, png or gif image"))
            }
        }
    }
    problems.extend(form.problems());
    if problems.is_empty() { Ok(form) } else { Err(IntegrationError::Form(problems)) }
}

/// A text, or the English or first of texts keyed by language.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => map.get("en").or_else(|| map.values().next())?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// What `/ajax/widgets/edit` is asked to do.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) code: String,
    pub(super) is_active: bool,
    pub(super) settings: Map<String, Value>,
    pub(super) sdk_catalog_id: Option<i64>,
}

/// Reads the body as JSON or, as jQuery sends it by default, as a form in bracket notation.
pub(super) fn edit(headers: &HeaderMap, body: &[u8]) -> Result<Edit, IntegrationError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = if kind.starts_with("application/json") {
        serde_json::from_slice(body).map_err(|error| {
            IntegrationError::Form(vec![FieldProblem::new("body", format!("this is not JSON: {error}"))])
        })?
    } else {
        form_to_json(&Params::parse(body))
    };
    let code = body.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
    if code.is_empty() {
        return Err(IntegrationError::Form(vec![FieldProblem::new("code", "the widget's code is missing")]));
    }
    Ok(Edit {
        code,
        is_active: body.get("widget_active").and_then(Value::as_str) != Some("N"),
        sdk_catalog_id: body.get("sdk_catalog_id").and_then(Value::as_i64),
        settings: body.get("settings").and_then(Value::as_object).cloned().unwrap_or_default(),
    })
}

/// `settings[a][b]=c` as nested objects.
fn form_to_json(params: &Params) -> Value {
    let mut root = Map::new();
    for (path, value) in params.iter() {
        insert(&mut root, path, value);
    }
    Value::Object(root)
}

fn insert(map: &mut Map<String, Value>, path: &[String], value: &str) {
    match path {
        [] => {}
        [key] => {
            map.insert(key.clone(), value.into());
        }
        [key, rest @ ..] => {
            let slot = map.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
            if !slot.is_object() {
                *slot = Value::Object(Map::new());
            }
            if let Value::Object(inner) = slot {
                insert(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_json_ask_for_the_same() {
        let form = b"action=edit&id=7&code=abc&widget_active=Y&settings[login]=a&settings[people][3]=%2B1";
        let by_form = edit(&HeaderMap::new(), form).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        let by_json = edit(
            &headers,
            br#"{"code":"abc","widget_active":"Y","settings":{"login":"a","people":{"3":"+1"}}}"#,
        )
        .unwrap();
        assert_eq!(by_form.settings, by_json.settings);
        assert!(by_form.is_active && by_json.is_active);
    }

    #[test]
    fn names_keyed_by_language_are_taken() {
        let body = serde_json::json!({"name": {"es": "Mesa", "en": "Desk"}, "description": {"en": "Helps"}});
        assert_eq!(form(&body, None).unwrap().name, "Desk");
    }
}
