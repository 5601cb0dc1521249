//! What holds for every body.

use kommo_hooks::{Continuation, CrmHook, Hook as _, PipelineHook, Secret, Verifier, WidgetRequest, form};
use proptest::prelude::*;
use serde_json::Value;

/// A value as PHP would write it into a form: objects and lists nested, texts at the ends.
fn write(prefix: &str, value: &Value, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| write(&format!("{prefix}[{key}]"), value, out))
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, value)| write(&format!("{prefix}[{index}]"), value, out));
        }
        other => out.push((prefix.to_owned(), other.as_str().unwrap_or_default().to_owned())),
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = ".*".prop_map(Value::from);
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(Value::from),
            // Names that are not numbers: those would be a list.
            prop::collection::vec(("[a-z_][a-z0-9_ ü&=+%]{0,8}", inner), 1..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_php_writes_is_read(value in any_value()) {
        let mut pairs = Vec::new();
        write("root", &value, &mut pairs);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        prop_assert_eq!(&form::decode(body.as_bytes()).unwrap()["root"], &value);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = form::decode(&bytes);
        let _ = CrmHook::decode("", &bytes);
        let _ = PipelineHook::decode("application/json", &bytes);
        let _ = WidgetRequest::decode("", &bytes);
    }

    #[test]
    fn no_token_that_kommo_did_not_sign_is_believed(text in "[A-Za-z0-9_.-]{0,200}") {
        let verifier = Verifier::new(Secret::new("secret").unwrap(), "https://bot.example.com");
        prop_assert!(verifier.bot_token(&text, 0).is_err());
    }

    #[test]
    fn a_bot_is_only_continued_at_the_account(text in ".*", path in "[a-z0-9/.%@:#?\\\\]{0,40}") {
        for url in [text, format!("https://acme.kommo.com{path}"), format!("https://{path}/api/v4/salesbot/1/continue/2")] {
            if let Ok(bot) = Continuation::parse(&url, "https://acme.kommo.com") {
                prop_assert_eq!(bot.account(), "https://acme.kommo.com");
                prop_assert!(bot.path().starts_with("/api/v4/salesbot/") || bot.path().starts_with("/api/v4/marketingbot/"));
            }
        }
    }
}
