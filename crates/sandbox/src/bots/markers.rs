//! Markers: `{{lead.name}}` and the like. One that means nothing here reads as nothing, and the trace shows it.

use serde_json::{Map, Value, json};

use super::pattern;
use super::visit::Visit;
use crate::api::{Entity, custom_fields};
use crate::{datetime, random};

impl Visit<'_> {
    /// A text with its markers filled in.
    pub(super) fn fill(&mut self, text: &str) -> rusqlite::Result<String> {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((name, after)) = after.split_once("}}") else {
                rest = rest.get(before.len()..).unwrap_or_default();
                break;
            };
            out.push_str(&self.read(name.trim())?.join(", "));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// JSON with the markers of its texts filled in.
    pub(super) fn fill_all(&mut self, value: &Value) -> rusqlite::Result<Value> {
        Ok(match value {
            Value::String(text) => Value::String(self.fill(text)?),
            Value::Array(list) => {
                Value::Array(list.iter().map(|one| self.fill_all(one)).collect::<Result<_, _>>()?)
            }
            Value::Object(map) => {
                let mut filled = Map::new();
                for (key, value) in map {
                    filled.insert(key.clone(), self.fill_all(value)?);
                }
                Value::Object(filled)
            }
            other => other.clone(),
        })
    }

    /// The values a term of a condition stands for: a marker's, those of `lead.tags` or `chat.origin`, or the text itself.
    pub(super) fn term(&mut self, term: &Value) -> rusqlite::Result<Vec<String>> {
        let text = plain(term);
        let bare = ["lead.", "contact.", "company.", "customer.", "chat."]
            .iter()
            .any(|start| text.starts_with(start));
        let marker = text
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"))
            .filter(|name| !name.contains("{{"));
        match marker {
            Some(name) => self.read(name.trim()),
            None if bare && !text.contains(char::is_whitespace) => self.read(&text),
            None => Ok(vec![self.fill(&text)?]),
        }
    }

    /// The values of a marker, noted in the trace.
    pub(super) fn read(&mut self, name: &str) -> rusqlite::Result<Vec<String>> {
        let values = self.values(name)?;
        let seen = match &values {
            None => Value::Null,
            Some(values) => json!(values.join(", ")),
        };
        self.notes.read.insert(name.to_owned(), seen);
        Ok(values.unwrap_or_default())
    }

    fn values(&mut self, name: &str) -> rusqlite::Result<Option<Vec<String>>> {
        let one = |text: String| Ok(Some(vec![text]));
        let message = self.run.facts.get("message_text").map(plain).unwrap_or_default();
        match name {
            "name" => return self.values("contact.name"),
            "message_text" => return one(message),
            "message_text.email" => return Ok(pattern::email(&message).map(|found| vec![found])),
            "message_text.phone" => return Ok(pattern::phone(&message).map(|found| vec![found])),
            "origin" | "chat.origin" => {
                return one(self.run.facts.get("origin").map(plain).unwrap_or_default());
            }
            "current_date" => return one(datetime::day_text(self.call.now)),
            "rand" => return one(random::token(16)),
            "short_rand" => return one(random::token(4)),
            "short_rand_num" => {
                let number = u32::from_str_radix(&random::token(3), 16).unwrap_or_default();
                return one((1111 + number % 8889).to_string());
            }
            "visitor_uid" | "session_id" => return one(random::uuid_of(&format!("{name} {}", self.run.id))),
            "bot.id" => return one(self.run.bot.to_string()),
            _ => {}
        }
        if let Some(wanted) = name.strip_prefix("regexp.") {
            return Ok(pattern::first(wanted, &message).map(|found| vec![found]));
        }
        // What the run has learned: json.*, bot_params.*, founded_id, talk.id, last_validation_result, cf.talk.nps.
        let path = format!("/{}", name.replace('.', "/"));
        if let Some(known) = self.run.facts.get(name).or_else(|| self.fact_at(&path)) {
            return one(plain(known));
        }
        let Some((owner, field)) = name.split_once('.') else { return Ok(None) };
        let (entity, id) = match owner {
            "contact" => (Entity::Contact, self.subject(Entity::Contact)?),
            "lead" => (Entity::Lead, self.subject(Entity::Lead)?),
            "company" => (Entity::Company, self.subject(Entity::Company)?),
            "customer" => (Entity::Customer, self.subject(Entity::Customer)?),
            "contact_double" => (Entity::Contact, self.run.fact_id("contact_double_id")),
            "external_contact" => (Entity::Contact, self.run.fact_id("external_contact_id")),
            "external_lead" => (Entity::Lead, self.run.fact_id("external_lead_id")),
            "external_customer" => (Entity::Customer, self.run.fact_id("external_customer_id")),
            _ => return Ok(None),
        };
        match id {
            Some(id) => self.member(entity, id, field),
            None => Ok(None),
        }
    }

    fn fact_at(&self, path: &str) -> Option<&Value> {
        let (first, rest) = path.strip_prefix('/')?.split_once('/')?;
        self.run.facts.get(first)?.pointer(&format!("/{rest}"))
    }

    /// A member of a card: a column, `tags`, `cf.<id>`, `responsible.<what>`, `phone`, `email`.
    fn member(&mut self, entity: Entity, id: i64, field: &str) -> rusqlite::Result<Option<Vec<String>>> {
        let Some(card) = self.card(entity, id)? else { return Ok(None) };
        let db = self.call.db;
        if field == "tags" {
            let sql = "SELECT t.name FROM entity_tags e JOIN tags t ON t.id = e.tag_id \
                       WHERE e.entity_type = ?1 AND e.entity_id = ?2 ORDER BY t.id";
            return db
                .prepare_cached(sql)?
                .query_map((entity.plural(), id), |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
                .map(Some);
        }
        if let Some(kind) = match field {
            "users_subscribers" => Some("user"),
            "groups_subscribers" => Some("group"),
            _ => None,
        } {
            let sql = "SELECT subscriber_id FROM entity_subscriptions WHERE entity_type = ?1 AND entity_id = ?2 AND type = ?3";
            return db
                .prepare_cached(sql)?
                .query_map((entity.plural(), id, kind), |row| row.get::<_, i64>(0).map(|id| id.to_string()))?
                .collect::<rusqlite::Result<Vec<String>>>()
                .map(Some);
        }
        let code = match field {
            "phone" => Some("PHONE"),
            "email" => Some("EMAIL"),
            _ => None,
        };
        let wanted = field
            .strip_prefix("cf.")
            .or_else(|| field.strip_prefix("custom_fields."))
            .and_then(|id| id.parse::<i64>().ok());
        if wanted.is_some() || code.is_some() {
            let stored = card.get("custom_fields").cloned().unwrap_or_default();
            let definitions = custom_fields::Definitions::load(db, owner(entity))?;
            let shown = custom_fields::shown(&definitions, &stored);
            let fits = |field: &&Value| {
                wanted.is_some_and(|id| field.get("field_id").and_then(Value::as_i64) == Some(id))
                    || code.is_some_and(|code| field.get("field_code").and_then(Value::as_str) == Some(code))
            };
            let field = shown.as_array().and_then(|fields| fields.iter().find(fits));
            let values = field.and_then(|field| field.get("values")).and_then(Value::as_array);
            return Ok(
                values.map(|values| values.iter().filter_map(|one| one.get("value")).map(plain).collect())
            );
        }
        if let Some(what) = field.strip_prefix("responsible.") {
            let column = match what {
                "id" => "CAST(id AS TEXT)",
                "name" => "name",
                "email" => "login",
                _ => return Ok(None),
            };
            let user = card.get("responsible_user_id").and_then(Value::as_i64).unwrap_or_default();
            let found: Option<String> = rusqlite::OptionalExtension::optional(
                db.prepare_cached(&format!("SELECT {column} FROM users WHERE id = ?1"))?
                    .query_row([user], |row| row.get(0)),
            )?;
            return Ok(found.map(|value| vec![value]));
        }
        Ok(card.get(field).filter(|_| field != "custom_fields").map(|value| vec![plain(value)]))
    }
}

/// The custom fields of a kind.
pub(super) fn owner(entity: Entity) -> custom_fields::Owner {
    crate::api::cards::spec(entity).owner
}

/// A JSON value as a text: null is empty.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
