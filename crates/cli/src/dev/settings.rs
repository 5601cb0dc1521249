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
    fn an_assignment_may_hold_further_signs() {
        assert_eq!(assignment("url = a=b").unwrap(), ("url".to_owned(), json!(" a=b")));
        assert!(assignment("nothing").unwrap_err().contains("field=value"));
    }
}
