//! The shape of a bot's program, as the Salesbot reference describes it
//! (<https://www.amocrm.ru/developers/content/digital_pipeline/salesbot>).

use serde_json::{Map, Value};

/// Bytes a program may have.
const MOST: usize = 64 * 1024;
/// Handlers that are documented or were seen in working programs.
const HANDLERS: &[&str] = &[
    "action",
    "buttons",
    "condition",
    "conditions",
    "exits",
    "filter",
    "find",
    "goto",
    "meta",
    "preset",
    "request",
    "send_external_message",
    "send_internal",
    "send_message",
    "show",
    "stop",
    "validations",
    "wait_answer",
    "waits",
    "widget_request",
];
/// Parts of a step.
const PARTS: &[&str] = &["question", "answer", "finish"];
/// What else stands in steps and means nothing to the bot: some widgets write `require`, Kommo's designer `block_uuid`.
const BESIDE: &[&str] = &["require", "block_uuid"];
/// What Kommo's designer writes beside the steps.
const BESIDE_STEPS: &[&str] = &["conversation"];

/// What is wrong with the program a widget gave, if anything is.
pub(super) fn check(text: &str) -> Result<(), String> {
    if text.len() > MOST {
        return Err(format!("the program has {} bytes; 64 KB are the most", text.len()));
    }
    let program: Value = serde_json::from_str(text)
        .map_err(|error| format!("onSalesbotDesignerSave must return a JSON text: {error}"))?;
    match &program {
        Value::Array(steps) if steps.is_empty() => Err("the program has no steps".to_owned()),
        Value::Array(steps) => steps.iter().enumerate().try_for_each(|(at, one)| step(one, &at.to_string())),
        Value::Object(steps) if steps.is_empty() => Err("the program has no steps".to_owned()),
        Value::Object(steps) => steps.iter().try_for_each(|(at, one)| {
            if at == "error" {
                return handlers(one, "error");
            }
            if BESIDE_STEPS.contains(&at.as_str()) {
                return Ok(());
            }
            if at.parse::<u32>().is_err() {
                return Err(format!("`{at}` is no step: steps are numbered, or named `error`"));
            }
            step(one, at)
        }),
        _ => Err("the program must be an array of steps or an object with numbered steps".to_owned()),
    }
}

fn step(step: &Value, at: &str) -> Result<(), String> {
    let parts = step.as_object().ok_or_else(|| format!("step {at} is not an object"))?;
    let unknown = parts.keys().find(|key| !PARTS.contains(&key.as_str()) && !BESIDE.contains(&key.as_str()));
    if let Some(key) = unknown {
        return Err(format!("step {at} has `{key}`; a step has question, answer and finish"));
    }
    PARTS.iter().try_for_each(|part| {
        parts.get(*part).map_or(Ok(()), |list| handlers(list, &format!("step {at}, {part}")))
    })
}

fn handlers(list: &Value, place: &str) -> Result<(), String> {
    let list = list.as_array().ok_or_else(|| format!("{place} must be an array of handlers"))?;
    list.iter().enumerate().try_for_each(|(at, one)| handler(one, &format!("{place}[{at}]")))
}

fn handler(handler: &Value, place: &str) -> Result<(), String> {
    let object: &Map<String, Value> =
        handler.as_object().ok_or_else(|| format!("{place} is not an object"))?;
    let name =
        object.get("handler").and_then(Value::as_str).ok_or_else(|| format!("{place} has no `handler`"))?;
    if !HANDLERS.contains(&name) {
        return Err(format!("{place}: there is no handler `{name}`"));
    }
    match object.get("params").and_then(|params| params.get("result")) {
        Some(result) => handlers(result, &format!("{place}.params.result")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn programs_of_the_documented_shape_pass() {
        for program in [
            r#"[{"question":[{"handler":"show","params":{"type":"text","value":"Hi"}}],"require":[]}]"#,
            r#"{"0":{"question":[{"handler":"widget_request","params":{"url":"https://x","data":{}}}]},"error":[{"handler":"stop","params":{}}]}"#,
            r#"{"0":{"question":[],"block_uuid":"9f"},"conversation":false}"#,
            r#"[{"answer":[{"handler":"conditions","params":{"logic":"and","conditions":[],"result":[{"handler":"goto","params":{"type":"question","step":1}}]}}]}]"#,
        ] {
            assert_eq!(check(program), Ok(()), "{program}");
        }
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (program, said) in [
            ("undefined", "JSON text"),
            ("[]", "no steps"),
            (r#"{"execute_handlers":[]}"#, "numbered"),
            (r#"[{"question":{}}]"#, "step 0, question must be an array"),
            (r#"[{"question":[{"handler":"shout"}]}]"#, "step 0, question[0]: there is no handler `shout`"),
            (
                r#"[{"question":[{"handler":"condition","params":{"result":[{}]}}]}]"#,
                "params.result[0] has no `handler`",
            ),
            (r#"[{"handler":"show"}]"#, "step 0 has `handler`"),
        ] {
            let problem = check(program).unwrap_err();
            assert!(problem.contains(said), "{program}: {problem}");
        }
        assert!(check(&" ".repeat(64 * 1024 + 1)).unwrap_err().contains("64 KB"));
    }
}
