//! Actions on incoming leads.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use crate::api::{Entity, Refusal, unsorted as api};
use crate::bots::visit::{Done, Flow, Visit, kind, whole};

/// The incoming lead the bot is about, if it still is one.
fn open(visit: &mut Visit<'_>) -> rusqlite::Result<Option<String>> {
    let Some(lead) = visit.subject(Entity::Lead)? else { return Ok(None) };
    visit
        .call
        .db
        .prepare_cached("SELECT uid FROM unsorted WHERE lead_id = ?1 AND state = 'open'")?
        .query_row([lead], |row| row.get(0))
        .optional()
}

/// Accepts the incoming lead, where there is one.
pub(in crate::bots) fn accept(visit: &mut Visit<'_>) -> Result<bool, Refusal> {
    let Some(uid) = open(visit)? else { return Ok(false) };
    let user = visit.responsible()?;
    visit.call.ask(api::accept, &[("uid", &uid)], &json!({ "user_id": user }))?;
    visit.wrote("accepted the incoming lead");
    Ok(true)
}

pub(super) fn unsorted(visit: &mut Visit<'_>, params: &Value) -> Done {
    match params.get("value").and_then(Value::as_str) {
        Some("accept") => {
            if !accept(visit)? {
                return Ok(Flow::Skip("there is no incoming lead to accept".to_owned()));
            }
        }
        Some("decline") => {
            let Some(uid) = open(visit)? else {
                return Ok(Flow::Skip("there is no incoming lead to decline".to_owned()));
            };
            visit.call.ask(api::decline, &[("uid", &uid)], &json!({ "user_id": 0 }))?;
            visit.wrote("declined the incoming lead");
        }
        _ => return Err(Refusal::said("`unsorted` needs accept or decline as its value")),
    }
    Ok(Flow::Next)
}

/// Joins the incoming lead to a lead or customer that exists.
pub(super) fn link(visit: &mut Visit<'_>, params: &Value) -> Done {
    let Some(uid) = open(visit)? else {
        return Ok(Flow::Skip("there is no incoming lead to link".to_owned()));
    };
    let entity = kind(params.get("entity_type")).unwrap_or(Entity::Lead);
    let mut link = json!({ "entity_type": entity.plural(), "entity_id": whole(params.get("entity_id")) });
    if let (Some(contact), Some(link)) = (whole(params.get("contact_id")), link.as_object_mut()) {
        link.insert("metadata".to_owned(), json!({ "contact_id": contact }));
    }
    visit.call.ask(api::link, &[("uid", &uid)], &json!({ "user_id": 0, "link": link }))?;
    visit.wrote(format!("linked the incoming lead to {} {}", entity.singular(), link_id(params)));
    Ok(Flow::Next)
}

fn link_id(params: &Value) -> i64 {
    whole(params.get("entity_id")).unwrap_or_default()
}
