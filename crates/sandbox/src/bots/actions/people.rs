//! Actions about users: who answers for a card, who hears of it.

use serde_json::{Value, json};

use crate::api::{Entity, Refusal};
use crate::bots::markers::plain;
use crate::bots::visit::{Done, Flow, Visit, kind, whole};

pub(super) fn change_responsible(visit: &mut Visit<'_>, params: &Value) -> Done {
    let entity = kind(params.get("type")).unwrap_or(Entity::Lead);
    let value = visit.fill(&params.get("value").map(plain).unwrap_or_default())?;
    let Ok(user) = value.trim().parse::<i64>() else {
        return Err(Refusal::said(format!("`{value}` is no number of a user")));
    };
    let id = visit.need(entity)?;
    visit.change(entity, id, json!({ "responsible_user_id": user }))?;
    visit.wrote(format!("made user {user} responsible for {} {id}", entity.singular()));
    Ok(Flow::Next)
}

/// `{type: user | group | all, value, entity_type}`; `all` ends every subscription.
pub(super) fn subscribe(visit: &mut Visit<'_>, params: &Value, is_on: bool) -> Done {
    let entity = kind(params.get("entity_type")).unwrap_or(Entity::Lead);
    let id = visit.need(entity)?;
    let kind = params.get("type").and_then(Value::as_str).unwrap_or("user");
    let db = visit.call.db;
    match (kind, is_on, whole(params.get("value"))) {
        ("all", false, _) => {
            db.execute(
                "DELETE FROM entity_subscriptions WHERE entity_type = ?1 AND entity_id = ?2",
                (entity.plural(), id),
            )?;
        }
        ("user" | "group", true, Some(who)) => {
            db.execute(
                "INSERT OR IGNORE INTO entity_subscriptions (entity_type, entity_id, subscriber_id, type) VALUES (?1, ?2, ?3, ?4)",
                (entity.plural(), id, who, kind),
            )?;
        }
        ("user" | "group", false, Some(who)) => {
            db.execute(
                "DELETE FROM entity_subscriptions WHERE entity_type = ?1 AND entity_id = ?2 AND subscriber_id = ?3 AND type = ?4",
                (entity.plural(), id, who, kind),
            )?;
        }
        _ => return Err(Refusal::said("a subscription needs the type user or group and its number")),
    }
    let who = params.get("value").map(plain).unwrap_or_default();
    let did = if is_on { "subscribed" } else { "unsubscribed" };
    visit.wrote(format!("{did} {kind} {who} {} {id}", entity.singular()));
    Ok(Flow::Next)
}
