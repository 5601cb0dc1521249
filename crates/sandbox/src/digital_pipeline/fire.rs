//! From what has happened to the triggers it sets off.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use super::event::PipelineEvent;
use super::payload::{self, Movement};
use crate::api::Entity;
use crate::bots;
use crate::webhooks::Change;

/// Pipeline and stage; customers have the pipeline 0.
type Stage = (i64, i64);

/// Something that may set off triggers.
#[derive(Debug)]
pub(crate) struct Happened {
    entity: Entity,
    id: i64,
    what: What,
}

#[derive(Debug)]
enum What {
    /// From a stage, or from nowhere for a new card.
    Moved(Option<Stage>),
    /// Around a card that stays where it is.
    At(PipelineEvent),
}

impl Happened {
    /// An event around a lead that stays where it is.
    pub(crate) fn at_lead(event: PipelineEvent, id: i64) -> Self {
        Self { entity: Entity::Lead, id, what: What::At(event) }
    }

    fn of(change: &Change) -> Option<Self> {
        let entity = match change.entity_type.as_str() {
            "lead" => Entity::Lead,
            "customer" => Entity::Customer,
            _ => return None,
        };
        let status = |key: &str| change.before.pointer(&format!("/0/lead_status/{key}"))?.as_i64();
        let what = match change.kind.as_str() {
            "lead_added" | "customer_added" => What::Moved(None),
            "lead_status_changed" => What::Moved(Some((status("pipeline_id")?, status("id")?))),
            "customer_period_changed" => What::Moved(Some((0, change.before.as_i64()?))),
            "incoming_call" if !change.is_quiet => What::At(PipelineEvent::CallIn),
            _ => return None,
        };
        Some(Self { entity, id: change.entity_id, what })
    }
}

/// Sets off the triggers of what a call has changed. `depth` says how many bots and triggers led to the call. Gives the number
/// of triggers.
pub(crate) fn fire(db: &Connection, changes: &[Change], now: i64, depth: u32) -> rusqlite::Result<usize> {
    let mut count = 0;
    for happening in changes.iter().filter_map(Happened::of) {
        count += happened(db, &happening, now, depth)?;
    }
    Ok(count)
}

/// A trigger as it is kept.
struct Trigger {
    id: i64,
    status: i64,
    last: Option<i64>,
    integration: Option<i64>,
    bot: Option<i64>,
    events: Vec<String>,
    settings: Map<String, Value>,
}

/// Sets off the triggers of one thing that has happened.
pub(crate) fn happened(
    db: &Connection,
    happening: &Happened,
    now: i64,
    depth: u32,
) -> rusqlite::Result<usize> {
    let Some(present) = present(db, happening.entity, happening.id)? else { return Ok(0) };
    let before = match happening.what {
        What::Moved(before) => before,
        What::At(_) => Some(present),
    };
    let mut pipelines = vec![present.0];
    pipelines.extend(before.map(|stage| stage.0).filter(|id| *id != present.0));
    let mut count = 0;
    for pipeline in pipelines {
        for trigger in of_pipeline(db, pipeline)? {
            let manifest = trigger.integration.map(|id| manifest(db, id)).transpose()?.flatten();
            let is_multiple = manifest.as_ref().and_then(|manifest| manifest.pointer("/dp/action_multiple"))
                == Some(&Value::Bool(true));
            let last = trigger.last.filter(|_| is_multiple);
            let stages = stages(db, pipeline, trigger.status, last)?;
            let is_in = |stage: Stage| stage.0 == pipeline && stages.contains(&stage.1);
            let Some((event, movement)) =
                effect(happening, before.map(is_in), is_in(present), is_multiple, before == Some(present))
            else {
                continue;
            };
            // What a trigger waits for is chosen in its form; what happens within a stretch follows from its being one.
            let is_wanted = trigger.events.iter().any(|code| code == event.code());
            let is_stretch = matches!(movement, Some(Movement::Within | Movement::From));
            if !is_wanted && !is_stretch {
                continue;
            }
            count += 1;
            if let Some(bot) = trigger.bot {
                let start = bots::Start {
                    bot,
                    entity: happening.entity,
                    entity_id: happening.id,
                    via: "trigger",
                    depth,
                    bot_params: Map::new(),
                };
                bots::start(db, &start, now)?;
            } else {
                let told = payload::Told {
                    event,
                    movement,
                    entity: happening.entity,
                    id: happening.id,
                    stage: present,
                };
                deliver(db, &trigger, manifest.as_ref(), &told, now)?;
            }
        }
    }
    Ok(count)
}

/// The event a trigger is sent, and the direction of movement.
fn effect(
    happening: &Happened,
    was_in: Option<bool>,
    is_in: bool,
    is_multiple: bool,
    has_stayed: bool,
) -> Option<(PipelineEvent, Option<Movement>)> {
    use PipelineEvent as Event;
    let is_lead = happening.entity == Entity::Lead;
    if let What::At(event) = happening.what {
        return is_in.then_some((event, None));
    }
    let moved = if is_lead { Event::LeadStatusChanged } else { Event::CustomerPeriodChanged };
    let added = if is_lead { Event::LeadAdded } else { Event::CustomerAdded };
    let within = if is_lead { Event::LeadAppearedInStatus } else { Event::CustomerAppearedInPeriod };
    let (event, movement) = match (was_in, is_in) {
        (None, true) => (added, Movement::To),
        (Some(false), true) => (moved, Movement::To),
        (Some(true), true) if is_multiple && !has_stayed => (within, Movement::Within),
        (Some(true), false) if is_multiple => (moved, Movement::From),
        _ => return None,
    };
    // Customers have no direction.
    Some((event, Some(movement)))
}

/// Where a card stands now.
fn present(db: &Connection, entity: Entity, id: i64) -> rusqlite::Result<Option<Stage>> {
    let sql = match entity {
        Entity::Lead => {
            "SELECT pipeline_id, status_id FROM leads WHERE id = ?1 AND NOT is_deleted AND NOT is_unsorted"
        }
        _ => "SELECT 0, status_id FROM customers WHERE id = ?1 AND NOT is_deleted AND status_id IS NOT NULL",
    };
    db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

fn of_pipeline(db: &Connection, pipeline: i64) -> rusqlite::Result<Vec<Trigger>> {
    db.prepare_cached(
        "SELECT id, status_id, last_status_id, integration_id, bot_id, events, settings FROM dp_triggers \
         WHERE pipeline_id = ?1 ORDER BY id",
    )?
    .query_map([pipeline], |row| {
        let (events, settings): (String, String) = (row.get(5)?, row.get(6)?);
        Ok(Trigger {
            id: row.get(0)?,
            status: row.get(1)?,
            last: row.get(2)?,
            integration: row.get(3)?,
            bot: row.get(4)?,
            events: serde_json::from_str(&events).unwrap_or_default(),
            settings: serde_json::from_str(&settings).unwrap_or_default(),
        })
    })?
    .collect()
}

/// The newest manifest of an integration that is installed.
fn manifest(db: &Connection, integration: i64) -> rusqlite::Result<Option<Value>> {
    let found: Option<String> = db
        .prepare_cached(
            "SELECT u.manifest FROM widget_uploads u JOIN widget_installs n ON n.integration_id = u.integration_id \
             WHERE u.integration_id = ?1 ORDER BY u.number DESC LIMIT 1",
        )?
        .query_row([integration], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The stages from the first to the last of a trigger, in the pipeline's order.
fn stages(db: &Connection, pipeline: i64, first: i64, last: Option<i64>) -> rusqlite::Result<Vec<i64>> {
    let Some(last) = last else { return Ok(vec![first]) };
    let sql = if pipeline == 0 {
        "SELECT id FROM customer_statuses WHERE ?1 = 0 ORDER BY sort, id"
    } else {
        "SELECT id FROM statuses WHERE pipeline_id = ?1 ORDER BY sort, id"
    };
    let all: Vec<i64> =
        db.prepare_cached(sql)?.query_map([pipeline], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let place = |id: i64| all.iter().position(|known| *known == id);
    Ok(match (place(first), place(last)) {
        (Some(from), Some(to)) if from <= to => all.get(from..=to).unwrap_or_default().to_vec(),
        _ => vec![first],
    })
}

/// Stores what the widget's service is to be sent. Without an address nothing is sent, and the reason is kept.
fn deliver(
    db: &Connection,
    trigger: &Trigger,
    manifest: Option<&Value>,
    told: &payload::Told,
    now: i64,
) -> rusqlite::Result<()> {
    let Some(manifest) = manifest else { return Ok(()) };
    let url = manifest.pointer("/dp/webhook_url").and_then(Value::as_str).unwrap_or_default();
    let body = payload::body(db, told, &trigger.settings, now)?;
    let missing = url.is_empty().then_some("the manifest has no dp.webhook_url");
    db.prepare_cached(
        "INSERT INTO dp_deliveries (trigger_id, destination, event, body, due_at, last_error, created_at, finished_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(rusqlite::params![
        trigger.id,
        url,
        told.event.code(),
        body,
        missing.is_none().then_some(now),
        missing,
        now,
        missing.map(|_| now),
    ])?;
    Ok(())
}
