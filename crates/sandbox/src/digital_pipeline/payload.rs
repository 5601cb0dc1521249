//! What a widget's service is sent: form-encoded in brackets, as accounts were seen to send it, not the JSON of the reference.

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::event::PipelineEvent;
use crate::api::Entity;
use crate::params;

/// How a lead moved, seen from the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Movement {
    To,
    Within,
    From,
}

/// What the service is told of.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) event: PipelineEvent,
    pub(super) movement: Option<Movement>,
    pub(super) entity: Entity,
    pub(super) id: i64,
    pub(super) stage: (i64, i64),
}

pub(super) fn body(
    db: &Connection,
    told: &Told,
    settings: &Map<String, Value>,
    now: i64,
) -> rusqlite::Result<String> {
    let (account, subdomain): (i64, String) =
        db.query_row("SELECT id, subdomain FROM account", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut form = form_urlencoded::Serializer::new(String::new());
    let mut add = |key: &str, value: String| {
        form.append_pair(key, &value);
    };
    add("event[type]", told.event.number().to_string());
    add("event[type_code]", told.event.code().to_owned());
    add("event[data][id]", told.id.to_string());
    add("event[data][element_type]", told.entity.code().to_string());
    add("event[data][status_id]", told.stage.1.to_string());
    add("event[data][pipeline_id]", told.stage.0.to_string());
    let direction = told.movement.filter(|_| told.entity == Entity::Lead).map(|movement| match movement {
        Movement::To => "went_to_trigger",
        Movement::Within => "went_in_trigger",
        Movement::From => "went_from_trigger",
    });
    if let Some(direction) = direction {
        add("event[data][direction_of_movement]", direction.to_owned());
    }
    add("event[time]", now.to_string());
    for (key, value) in settings {
        params::brackets(&mut form, &format!("action[settings][widget][settings][{key}]"), value);
    }
    form.append_pair("subdomain", &subdomain);
    form.append_pair("account_id", &account.to_string());
    Ok(form.finish())
}
