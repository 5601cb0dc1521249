//! The new widget's manifest.json.

use super::{Plan, Start};

/// The locations of a start.
pub(super) fn locations(start: Start) -> &'static [&'static str] {
    match start {
        Start::Card => &["lcard-1", "settings"],
        Start::Settings => &["settings"],
        Start::Salesbot => &["salesbot_designer", "settings"],
        // Without a block of their own in the column: the call is in the menu of a number.
        Start::Calls => &["lcard-0", "ccard-0", "comcard-0", "settings"],
        Start::Empty => &["everywhere", "settings"],
    }
}

const SALESBOT: &str = r#",
  "salesbot_designer": {
    "say": {
      "name": "salesbot.say",
      "settings": {
        "text": { "name": "salesbot.text", "type": "text", "manual": true }
      }
    }
  }"#;

/// The manifest in the order in which Kommo's documentation presents its blocks.
pub(super) fn text(plan: &Plan) -> String {
    let required = plan.start == Start::Settings;
    let field = if required { "api_key" } else { "note" };
    let pictures: Vec<String> = plan
        .locales
        .iter()
        .map(|locale| format!("      {}: [{}]", quoted(locale), quoted(&format!("/{TOUR}"))))
        .collect();
    include_str!("../../templates/common/manifest.json.in")
        .replace("{{schema}}", SCHEMA)
        .replace("{{locales}}", &list(plan.locales.iter().map(String::as_str)))
        .replace("{{locations}}", &list(locations(plan.start).iter().copied()))
        // Kommo refuses a widget with the location `settings` whose settings are missing or empty.
        .replace("{{field}}", field)
        .replace("{{required}}", if required { "true" } else { "false" })
        .replace("{{pictures}}", &pictures.join(",\n"))
        .replace("{{block}}", if plan.start == Start::Salesbot { SALESBOT } else { "" })
}

/// Where the manifest's JSON Schema lies, for editors. Hidden files are not packed.
pub(super) const SCHEMA: &str = ".kommo/manifest.schema.json";

/// The tour's picture, the same in every language: it has no words.
pub(super) const TOUR: &str = "images/tour_1.png";

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.map(quoted).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
