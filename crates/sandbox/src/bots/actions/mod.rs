//! `action`: what a bot does to the account's data (<https://www.amocrm.ru/developers/content/digital_pipeline/salesbot>).

mod cards;
mod fields;
mod incoming;
mod people;

use serde_json::Value;

pub(super) use cards::{note_doubles, tag};
pub(super) use fields::set_field;
pub(super) use incoming::accept as accept_incoming;

use super::visit::{Done, Flow, Visit};

/// Runs the action `params` names.
pub(super) fn run(visit: &mut Visit<'_>, params: &Value) -> Done {
    let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
    // Some programs write the action's params beside its name.
    let details = params.get("params").unwrap_or(params);
    match name {
        "unsorted" => incoming::unsorted(visit, details),
        "link_to_unsorted" => incoming::link(visit, details),
        "change_status" => cards::change_status(visit, details),
        "set_tag" => cards::tags(visit, details, true),
        "unset_tag" => cards::tags(visit, details, false),
        "add_note" => cards::add_note(visit, details),
        "link" => cards::link(visit, details),
        "add_linked_company" => cards::add_linked_company(visit, details),
        "add_lead_contact" => cards::add_lead_contact(visit, details),
        "set_custom_fields" => fields::set(visit, details),
        "set_budget" => fields::set_budget(visit, details),
        "subscribe" => people::subscribe(visit, details, true),
        "unsubscribe" => people::subscribe(visit, details, false),
        "change_responsible_user" => people::change_responsible(visit, details),
        _ => Ok(Flow::Skip(format!("there is no action `{name}`"))),
    }
}
