//! `condition` and `conditions`.

use serde_json::Value;

use crate::api::Refusal;
use crate::bots::markers::plain;
use crate::bots::visit::{Done, Flow, Visit};

pub(super) fn one(visit: &mut Visit<'_>, params: &Value) -> Done {
    let holds = holds(visit, params)?;
    Ok(branch(holds))
}

pub(super) fn several(visit: &mut Visit<'_>, params: &Value) -> Done {
    let list = params.get("conditions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    // Every term is looked at, so that the trace shows all of them.
    let found = list.iter().map(|one| holds(visit, one)).collect::<Result<Vec<bool>, Refusal>>()?;
    Ok(branch(joined(params, &found)))
}

/// Several truths by `logic`; no conditions at all are true with `and`, false with `or`.
pub(super) fn joined(params: &Value, found: &[bool]) -> bool {
    let is_or =
        params.get("logic").and_then(Value::as_str).is_some_and(|logic| logic.eq_ignore_ascii_case("or"));
    if is_or { found.contains(&true) } else { !found.contains(&false) }
}

pub(super) fn branch(holds: bool) -> Flow {
    if holds { Flow::Enter("params/result".to_owned()) } else { Flow::Next }
}

/// Whether a condition holds: texts are compared without the space around them; of a list such as `lead.tags`, one value
/// is enough.
pub(super) fn holds(visit: &mut Visit<'_>, condition: &Value) -> Result<bool, Refusal> {
    let null = Value::Null;
    let first = visit.term(condition.get("term1").unwrap_or(&null))?;
    let second = condition.get("term2").unwrap_or(&null);
    let operation = condition.get("operation").and_then(Value::as_str).unwrap_or("=");
    let trimmed = |values: &[String]| -> Vec<String> {
        let some = values.iter().map(|value| value.trim().to_owned()).collect::<Vec<_>>();
        if some.is_empty() { vec![String::new()] } else { some }
    };
    let have = trimmed(&first);
    match operation {
        "=" | "!=" => {
            let wanted = trimmed(&visit.term(second)?);
            Ok((operation == "=") == have.iter().any(|value| wanted.contains(value)))
        }
        "in" | "not_in" => {
            let list = match second {
                Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>(),
                other => vec![visit.fill(&plain(other))?],
            };
            let list: Vec<String> =
                list.iter().flat_map(|text| text.split(',')).map(|part| part.trim().to_owned()).collect();
            Ok((operation == "in") == have.iter().any(|value| list.contains(value)))
        }
        "in_range" => Ok(have.iter().any(|value| in_range(value, second))),
        other => Err(Refusal::said(format!(
            "there is no operation `{other}`; =, !=, in, not_in and in_range are known"
        ))),
    }
}

/// Whether a number lies in `{from?, to?}`, both ends included.
pub(super) fn in_range(value: &str, range: &Value) -> bool {
    let end =
        |key: &str| range.get(key).and_then(|end| end.as_f64().or_else(|| plain(end).trim().parse().ok()));
    let Ok(number) = value.trim().parse::<f64>() else { return false };
    end("from").is_none_or(|from| number >= from) && end("to").is_none_or(|to| number <= to)
}
