//! What holds for every program.

use kommo_salesbot::Program;
use proptest::prelude::*;
use serde_json::{Value, json};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        let key = prop_oneof![
            Just("handler".to_owned()),
            Just("params".to_owned()),
            Just("question".to_owned()),
            Just("type".to_owned()),
            Just("step".to_owned()),
            "[0-9]",
            ".*",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Programs of the right shape, right and wrong in what they hold.
fn any_program() -> impl Strategy<Value = Value> {
    let part = prop_oneof![Just("question"), Just("answer"), Just("finish")];
    let handler = (0..6i64, part.clone(), ".*").prop_map(|(step, part, text)| match step {
        0 => json!({"handler": "show", "params": {"type": "text", "value": text}}),
        1 => json!({"handler": "exits", "params": {"value": "done"}}),
        2 => json!({"handler": "wait_answer", "params": {"type": part, "step": text.len() % 3}}),
        3 => json!({"handler": "condition", "params": {"term1": text, "term2": 1, "operation": "=",
            "result": [{"handler": "goto", "params": {"type": part, "step": text.len() % 3}}]}}),
        _ => json!({"handler": "goto", "params": {"type": part, "step": step - 4}}),
    });
    let step = prop::collection::vec((part, prop::collection::vec(handler, 0..4)), 0..3).prop_map(|parts| {
        Value::Object(parts.into_iter().map(|(key, list)| (key.into(), list.into())).collect())
    });
    prop::collection::vec(step, 0..4).prop_map(Value::from)
}

/// Whether following every `goto` that must be taken, from any part, comes back to where it was.
fn goes_in_a_circle(program: &Value) -> bool {
    let next = |step: usize, part: &str| {
        for handler in program[step][part].as_array()? {
            match handler["handler"].as_str()? {
                "goto" => {
                    let to = &handler["params"];
                    return Some((
                        usize::try_from(to["step"].as_u64()?).ok()?,
                        to["type"].as_str()?.to_owned(),
                    ));
                }
                "exits" | "wait_answer" => return None,
                _ => {}
            }
        }
        None
    };
    (0..program.as_array().map_or(0, Vec::len)).any(|step| {
        ["question", "answer", "finish"].iter().any(|part| {
            let mut at = Some((step, (*part).to_owned()));
            for _ in 0..20 {
                at = at.and_then(|(step, part)| next(step, &part));
            }
            at.is_some()
        })
    })
}

proptest! {
    #[test]
    fn any_json_survives_the_round_trip(value in any_json()) {
        let program = Program::parse(&value.to_string()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&program.to_json()).unwrap(), value);
        prop_assert_eq!(&Program::parse(&program.to_json()).unwrap(), &program);
        // Any answer, and no panic.
        if let Err(error) = program.check(&["done"]) {
            prop_assert!(!error.text().is_empty());
        }
    }

    #[test]
    fn a_program_that_passes_never_goes_in_a_circle(value in any_program()) {
        let program = Program::parse(&value.to_string()).unwrap();
        if program.check(&["done"]).is_ok() {
            prop_assert!(!goes_in_a_circle(&value), "{}", value);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        let _ = Program::parse(&text);
    }
}
