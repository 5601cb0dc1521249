//! The shape of a seed document.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::time::Moment;

/// Values of custom fields, by the field's id or code.
pub(super) type Fields = BTreeMap<String, Value>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    pub(super) account: Account,
    pub(super) groups: Vec<Group>,
    #[serde(default)]
    pub(super) roles: Vec<Role>,
    pub(super) users: Vec<User>,
    #[serde(default)]
    pub(super) task_types: Vec<TaskType>,
    #[serde(default)]
    pub(super) currencies: Vec<Currency>,
    pub(super) pipelines: Vec<Pipeline>,
    #[serde(default)]
    pub(super) loss_reasons: Vec<Group>,
    #[serde(default)]
    pub(super) custom_fields: BTreeMap<String, Vec<Field>>,
    #[serde(default)]
    pub(super) companies: Vec<Card>,
    #[serde(default)]
    pub(super) contacts: Vec<Card>,
    #[serde(default)]
    pub(super) leads: Vec<Card>,
    #[serde(default)]
    pub(super) tasks: Vec<Task>,
    #[serde(default)]
    pub(super) notes: Vec<Note>,
    #[serde(default)]
    pub(super) catalogs: Vec<Catalog>,
    #[serde(default)]
    pub(super) lead_elements: Vec<LeadElement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) subdomain: String,
    pub(super) country: String,
    pub(super) currency: String,
    pub(super) currency_symbol: Option<String>,
    pub(super) language: String,
    pub(super) timezone: String,
    pub(super) timezone_offset: String,
    pub(super) created: Moment,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) id: i64,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Role {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) rights: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) login: String,
    pub(super) password: String,
    pub(super) lang: String,
    #[serde(default)]
    pub(super) admin: bool,
    #[serde(default)]
    pub(super) free: bool,
    #[serde(default)]
    pub(super) group: i64,
    pub(super) role: Option<i64>,
    pub(super) rank: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) rights: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskType {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) color: Option<String>,
    pub(super) icon_id: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Currency {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) symbol: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pipeline {
    pub(super) id: i64,
    pub(super) name: String,
    #[serde(default)]
    pub(super) main: bool,
    /// Id of the stage of incoming leads.
    pub(super) incoming: i64,
    pub(super) stages: Vec<Stage>,
    pub(super) won: String,
    pub(super) lost: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) color: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) id: i64,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) code: Option<String>,
    pub(super) group: Option<String>,
    pub(super) remind: Option<String>,
    #[serde(default)]
    pub(super) predefined: bool,
    #[serde(default = "yes")]
    pub(super) deletable: bool,
    #[serde(default)]
    pub(super) enums: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) id: i64,
    pub(super) value: String,
    pub(super) code: Option<String>,
}

/// A lead, contact or company; which members mean something depends on which.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    pub(super) id: i64,
    pub(super) name: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) responsible: i64,
    pub(super) created: Moment,
    /// When the lead came into its stage; with its creation if absent.
    pub(super) moved: Option<Moment>,
    pub(super) price: Option<i64>,
    pub(super) pipeline: Option<i64>,
    pub(super) status: Option<i64>,
    pub(super) loss_reason: Option<i64>,
    pub(super) company: Option<i64>,
    #[serde(default)]
    pub(super) contacts: Vec<i64>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) fields: Fields,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    pub(super) id: i64,
    /// `leads`, `contacts` or `companies`.
    pub(super) kind: String,
    /// The id of the card.
    pub(super) on: i64,
    pub(super) text: String,
    pub(super) responsible: i64,
    pub(super) due: Moment,
    #[serde(rename = "type")]
    pub(super) task_type: i64,
    pub(super) created: Moment,
    #[serde(default)]
    pub(super) duration: i64,
    #[serde(default)]
    pub(super) done: bool,
    pub(super) result: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) on: i64,
    #[serde(rename = "type")]
    pub(super) note_type: String,
    pub(super) params: Value,
    pub(super) by: i64,
    pub(super) at: Moment,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalog {
    pub(super) id: i64,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) custom_fields: Vec<Field>,
    #[serde(default)]
    pub(super) elements: Vec<Element>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Element {
    pub(super) id: i64,
    pub(super) name: String,
    #[serde(default)]
    pub(super) fields: Fields,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeadElement {
    pub(super) lead: i64,
    pub(super) catalog: i64,
    pub(super) element: i64,
    pub(super) quantity: f64,
}

fn yes() -> bool {
    true
}
