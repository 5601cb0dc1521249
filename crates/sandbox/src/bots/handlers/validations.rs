//! `validations`: what the client wrote, held against rules.

use serde_json::Value;

use super::conditions::{branch, in_range, joined};
use crate::api::Refusal;
use crate::bots::markers::plain;
use crate::bots::pattern;
use crate::bots::visit::{Done, Visit};

pub(super) fn run(visit: &mut Visit<'_>, params: &Value) -> Done {
    let list = params.get("conditions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let found = list.iter().map(|one| holds(visit, one)).collect::<Result<Vec<bool>, Refusal>>()?;
    let is_valid = joined(params, &found);
    visit.run.fact("last_validation_result", is_valid);
    Ok(branch(is_valid))
}

fn holds(visit: &mut Visit<'_>, rule: &Value) -> Result<bool, Refusal> {
    let null = Value::Null;
    let value = visit.term(rule.get("client_value").unwrap_or(&null))?.join(", ");
    let value = value.trim();
    let wanted = rule.get("condition_value").unwrap_or(&null);
    let text = |key: &str| rule.get(key).and_then(Value::as_str).unwrap_or_default();
    let (kind, operation) = (text("type"), text("operation"));
    let contains = match kind {
        "simple" => {
            let wanted_text = visit.fill(&plain(wanted))?;
            return match operation {
                "equal" => Ok(value == wanted_text.trim()),
                "not_equal" => Ok(value != wanted_text.trim()),
                // Whether Kommo means exactly, at least or at most is not documented.
                "length" => Ok(value.chars().count().to_string() == wanted_text.trim()),
                "contains" => Ok(value.contains(wanted_text.trim())),
                "not_contains" => Ok(!value.contains(wanted_text.trim())),
                other => Err(Refusal::said(format!("there is no operation `{other}` for simple values"))),
            };
        }
        "email" => pattern::email(value).is_some(),
        "phone" => pattern::phone(value).is_some(),
        "range_numbers" => in_range(value, wanted),
        "regex" => pattern::parse(&plain(wanted)).map_err(Refusal::said)?.is_match(value),
        other => return Err(Refusal::said(format!("there is no validation `{other}`"))),
    };
    match operation {
        "not_contains" | "not_equal" => Ok(!contains),
        _ => Ok(contains),
    }
}
