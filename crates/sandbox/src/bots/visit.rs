//! A handler's visit: the account, the run, and what is noted down on the way.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::run::{Run, Target, Wait};
use super::trace::Notes;
use crate::api::{Call, Entity, Item, Refusal, cards};
use crate::reach::Outgoing;

/// What a handler works with.
pub(super) struct Visit<'v> {
    pub(super) call: &'v Call<'v>,
    pub(super) run: &'v mut Run,
    pub(super) notes: Notes,
}

/// What comes after a handler.
#[derive(Debug)]
pub(super) enum Flow {
    /// The handler after it.
    Next,
    /// The list of handlers at this place below the handler, then the handler after it.
    Enter(String),
    Goto(Target),
    /// Leaves the block.
    Exit(String),
    Wait(Wait),
    /// Waits, and runs the same handler again.
    Again(Wait),
    /// The bot is over.
    End(String),
    /// The message could not be delivered: the handlers of `error` come next, if there are any.
    Undelivered(String),
    /// Nothing could be done; the sentence says why. The bot goes on.
    Skip(String),
    /// A request to a service, and what is done with its answer.
    Ask(Outgoing, Asked),
}

/// What a request to a service is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The run pauses until this `continue`.
    Continue(i64),
    /// The answer's JSON is read by `{{json.<key>}}`.
    Json,
}

pub(super) type Done = Result<Flow, Refusal>;

impl Visit<'_> {
    /// Says what was written.
    pub(super) fn wrote(&mut self, sentence: impl Into<String>) {
        self.notes.wrote.push(sentence.into());
    }

    /// The entity of this kind that the bot is about.
    pub(super) fn subject(&mut self, entity: Entity) -> rusqlite::Result<Option<i64>> {
        if entity == self.run.entity {
            return Ok(Some(self.run.entity_id));
        }
        if entity == Entity::Contact
            && let Some(contact) = self.run.fact_id("contact_id")
        {
            return Ok(Some(contact));
        }
        // The main contact; of several leads the newest open one.
        let sql = match entity {
            Entity::Lead => {
                "SELECT l.id FROM links k JOIN leads l ON l.id = k.from_id WHERE k.from_type = 'leads' AND k.to_type = ?1 \
                 AND k.to_id = ?2 AND NOT l.is_deleted ORDER BY l.status_id IN (142, 143), l.id DESC LIMIT 1"
            }
            Entity::Customer => {
                "SELECT from_id FROM links WHERE from_type = 'customers' AND to_type = ?1 AND to_id = ?2 \
                 ORDER BY from_id DESC LIMIT 1"
            }
            Entity::Contact if self.run.entity == Entity::Company => {
                "SELECT from_id FROM links WHERE from_type = 'contacts' AND to_type = ?1 AND to_id = ?2 \
                 ORDER BY from_id LIMIT 1"
            }
            Entity::Contact => {
                "SELECT to_id FROM links WHERE to_type = 'contacts' AND from_type = ?1 AND from_id = ?2 \
                 ORDER BY is_main DESC, to_id LIMIT 1"
            }
            Entity::Company => {
                "SELECT to_id FROM links WHERE to_type = 'companies' AND from_type = ?1 AND from_id = ?2 LIMIT 1"
            }
            Entity::Element => return Ok(None),
        };
        self.call
            .db
            .prepare_cached(sql)?
            .query_row((self.run.entity.plural(), self.run.entity_id), |row| row.get(0))
            .optional()
    }

    /// The subject of this kind; a refusal in words where the bot has none.
    pub(super) fn need(&mut self, entity: Entity) -> Result<i64, Refusal> {
        self.subject(entity)?
            .ok_or_else(|| Refusal::said(format!("the bot is about no {}", entity.singular())))
    }

    /// A stored card.
    pub(super) fn card(&self, entity: Entity, id: i64) -> rusqlite::Result<Option<Map<String, Value>>> {
        cards::find(self.call, cards::spec(entity), id)
    }

    /// Changes a card as `PATCH /api/v4/{entity}/{id}` does.
    pub(super) fn change(&self, entity: Entity, id: i64, values: Value) -> Result<(), Refusal> {
        cards::update_one(self.call, cards::spec(entity), id, &object(values)).map(drop)
    }

    /// The first administrator, for what a person has to answer for.
    pub(super) fn admin(&self) -> rusqlite::Result<i64> {
        self.call.db.query_row(
            "SELECT id FROM users WHERE is_active ORDER BY is_admin DESC, position, id LIMIT 1",
            [],
            |row| row.get(0),
        )
    }

    /// The user responsible for the bot's entity.
    pub(super) fn responsible(&self) -> rusqlite::Result<i64> {
        let card = self.card(self.run.entity, self.run.entity_id)?.unwrap_or_default();
        match card.get("responsible_user_id").and_then(Value::as_i64).filter(|id| *id != 0) {
            Some(user) => Ok(user),
            None => self.admin(),
        }
    }

    /// Adds a note by the robot.
    pub(super) fn note(&self, entity: Entity, id: i64, kind: &str, params: Value) -> Result<i64, Refusal> {
        let note = json!({ "note_type": kind, "params": params, "created_by": 0, "responsible_user_id": self.responsible()? });
        crate::api::notes::add(self.call, entity, id, &object(note))
    }
}

/// The members of a `json!({…})` literal.
pub(super) fn object(value: Value) -> Item {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The kinds the programs write as 1, 2, 3, 12 or as words; `None` for others.
pub(super) fn kind(value: Option<&Value>) -> Option<Entity> {
    let value = value?;
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    [Entity::Contact, Entity::Lead, Entity::Company, Entity::Customer, Entity::Element].into_iter().find(
        |entity| {
            number == Some(entity.code())
                || value.as_str().is_some_and(|name| name == entity.singular() || name == entity.plural())
        },
    )
}

/// A whole number, also where it is written as a text.
pub(super) fn whole(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}
