//! The new widget's texts.

use serde_json::{Value as Json, json};

use super::{Plan, Start};

/// A text in English, Spanish and Portuguese; other languages get the English one until they are translated.
type Words = [&'static str; 3];

const SHORT: Words = ["A new widget", "Un widget nuevo", "Um widget novo"];
const LONG: Words = [
    "Say here what the widget does for the people who use it.",
    "Explique aquí qué hace el widget para quienes lo usan.",
    "Explique aqui o que o widget faz para quem o usa.",
];
const NOTE: Words = ["Note", "Nota", "Nota"];
const API_KEY: Words = ["API key", "Clave de API", "Chave de API"];
const API_KEY_SHORT: Words = [
    "The key has 8 characters or more.",
    "La clave tiene 8 caracteres o más.",
    "A chave tem 8 caracteres ou mais.",
];
const BUDGET: Words = ["Budget", "Presupuesto", "Orçamento"];
const REFRESH: Words = ["Refresh", "Actualizar", "Atualizar"];
const SAY: Words = ["Say", "Decir", "Dizer"];
const TEXT: Words = ["Text", "Texto", "Texto"];
const DONE: Words = ["Said", "Dicho", "Dito"];
const CALL: Words = ["Call", "Llamar", "Ligar"];
const CALLING: Words = ["Calling", "Llamando", "Ligando"];

fn word([english, spanish, portuguese]: Words, locale: &str) -> &'static str {
    match locale {
        "es" => spanish,
        "pt" => portuguese,
        _ => english,
    }
}

/// The text of `i18n/<locale>.json`. The keys are the same in every language.
pub(super) fn text(plan: &Plan, locale: &str) -> String {
    let word = |words| Json::from(word(words, locale));
    let mut texts = json!({
        "widget": {
            "name": plan.names.title, "short_description": word(SHORT), "description": word(LONG),
            "tour_description": word(LONG),
        },
        "settings": { "note": word(NOTE) },
    });
    let own = match plan.start {
        Start::Card => json!({ "panel": { "budget": word(BUDGET), "refresh": word(REFRESH) } }),
        Start::Settings => {
            json!({ "settings": { "api_key": word(API_KEY), "api_key_short": word(API_KEY_SHORT) } })
        }
        Start::Salesbot => {
            json!({ "salesbot": { "say": word(SAY), "text": word(TEXT), "done": word(DONE) } })
        }
        Start::Calls => {
            if let Some(widget) = texts.get_mut("widget").and_then(Json::as_object_mut) {
                widget.insert("call_action".into(), word(CALL));
            }
            json!({ "call": { "calling": word(CALLING) } })
        }
        Start::Empty => json!({}),
    };
    if let (Some(texts), Json::Object(own)) = (texts.as_object_mut(), own) {
        texts.extend(own);
    }
    let mut text = serde_json::to_string_pretty(&texts).unwrap_or_default();
    text.push('\n');
    text
}

/// Fills `{{word:…}}` in a test with what the simulated account's administrator reads.
pub(super) fn fill(template: &str, locales: &[String]) -> String {
    let shown =
        locales.iter().find(|locale| *locale == "en").or(locales.first()).map_or("en", String::as_str);
    let words = [
        ("budget", BUDGET),
        ("refresh", REFRESH),
        ("say", SAY),
        ("done", DONE),
        ("call", CALL),
        ("calling", CALLING),
    ];
    words.iter().fold(template.to_owned(), |text, (name, words)| {
        text.replace(&format!("{{{{word:{name}}}}}"), word(*words, shown))
    })
}
