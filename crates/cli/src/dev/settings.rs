//! Values for a widget's settings.

use serde_json::{Map, Value, json};

/// The given values, completed: a required field without a value gets one for show, because without it Kommo would not
/// install the widget.
#[must_use]
pub fn complete(manifest: &Value, given: &Map<String, Value>, user: i64) -> Map<String, Value> {
    let mut values = given.clone();
    let fields = manifest.get("settings").and_then(Value::as_object);
    for (code, field) in fields.into_iter().flatten() {
        if !values.contains_key(code) && field.get("required") == Some(&Value::Bool(true)) {
            let kind = field.get("type").and_then(Value::as_str).unwrap_or("text");
            values.insert(code.clone(), for_show(kind, user));
        }
    }
    values
}

/// The first given value that is for no field of the manifest, as a sentence.
///
/// # Errors
/// That sentence.
pub fn known(manifest: &Value, given: &Map<String, Value>) -> Result<(), String> {
    let none = Map::new();
    let fields = manifest.get("settings").and_then(Value::as_object).unwrap_or(&none);
    let Some(unknown) = given.keys().find(|code| !fields.contains_key(*code)) else { return Ok(()) };
    let codes: Vec<&str> = fields.keys().map(String::as_str).collect();
    let there = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
    Err(format!("the manifest has no setting `{unknown}`; it has {there}"))
}

fn for_show(kind: &str, user: i64) -> Value {
    match kind {
        "numeric" | "custom" => json!("1"),
        "users" | "users_lp" => json!({ user.to_string(): "100" }),
        _ => json!("Demo"),
    }
}

/// Reads `field=value`.
///
/// # Errors
/// A sentence when there is no `=`.
pub fn assignment(text: &str) -> Result<(String, Value), String> {
    let (field, value) =
        text.split_once('=').ok_or_else(|| format!("`{text}` has no `=`; write `field=value`"))?;
    Ok((field.trim().to_owned(), Value::String(value.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_required_fields_without_a_value_are_filled() {
        let manifest = json!({"settings": {
            "key": {"type": "text", "required": true}, "limit": {"type": "numeric", "required": true},
            "note": {"type": "text", "required": false}, "people": {"type": "users", "required": true},
        }});
        let given = json!({"key": "mine"}).as_object().unwrap().clone();
        let values = complete(&manifest, &given, 7);
        assert_eq!(Value::Object(values), json!({"key": "mine", "limit": "1", "people": {"7": "100"}}));
    }

    #[test]
    fn a_value_is_for_a_field() {
        let manifest = json!({"settings": {"key": {"type": "text"}, "limit": {"type": "numeric"}}});
        let given = |code: &str| Map::from_iter([(code.to_owned(), json!("1"))]);
        assert!(known(&manifest, &given("limit")).is_ok());
        let error = known(&manifest, &given("lmit")).unwrap_err();
        assert_eq!(error, "the manifest has no setting `lmit`; it has key, limit");
        assert!(known(&json!({}), &given("key")).unwrap_err().ends_with("it has none"));
    }

    #[test]
    fn an_assignment_may_hold_further_signs() {
        assert_eq!(assignment("url = a=b").unwrap(), ("url".to_owned(), json!(" a=b")));
        assert!(assignment("nothing").unwrap_err().contains("field=value"));
    }
}
