//! A bot at work for one entity: where it stands, what it knows, what it waits for.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ajax::BotBlock;
use crate::api::Entity;

/// A list of handlers that is being run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Frame {
    /// JSON pointer into the block's program: `/0/question`. [`CONTINUED`] is the list `continue` brought.
    pub(super) list: String,
    /// The handler that comes next.
    pub(super) next: usize,
}

/// Stands for the list of handlers that came with `continue`.
pub(super) const CONTINUED: &str = "continue";

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) block: usize,
    pub(super) step: String,
    /// `question`, `answer`, `finish` or `error`.
    pub(super) part: String,
    /// Lists within lists, the innermost last.
    pub(super) frames: Vec<Frame>,
}

/// A list of a step, as `goto` and `wait_answer` name one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    pub(super) part: String,
    /// `None` is the step the run stands in.
    pub(super) step: Option<String>,
}

impl Target {
    /// Reads `{type, step}`.
    pub(super) fn read(params: &Value) -> Result<Self, String> {
        let part = params.get("type").and_then(Value::as_str).unwrap_or("question");
        if !matches!(part, "question" | "answer" | "finish") {
            return Err(format!(
                "there is no part `{part}` of a step; question, answer or finish can be meant"
            ));
        }
        let step = match params.get("step") {
            None | Some(Value::Null) if part == "finish" => None,
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::String(text)) if text.parse::<u32>().is_ok() => Some(text.clone()),
            _ => return Err("`step` must be the number of a step".to_owned()),
        };
        Ok(Self { part: part.to_owned(), step })
    }

    pub(super) fn words(&self) -> String {
        match &self.step {
            Some(step) => format!("{} {step}", self.part),
            None => self.part.clone(),
        }
    }
}

/// What ends a run's waiting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Wait {
    /// A message of the client leads here.
    pub(super) answer: Option<Next>,
    /// This time leads here.
    pub(super) until: Option<(i64, Next)>,
    /// The `continue` call with this number.
    pub(super) request: Option<i64>,
}

/// Where a run goes on after waiting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Next {
    /// With the handler after the one that waits.
    On,
    /// With a list of a step.
    To(Target),
}

/// A run as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) id: i64,
    pub(super) bot: i64,
    pub(super) entity: Entity,
    pub(super) entity_id: i64,
    pub(super) state: String,
    pub(super) blocks: Vec<BotBlock>,
    pub(super) place: Place,
    /// What markers read that the account does not hold: `message_text`, `json`, `founded_id`, …
    pub(super) facts: Map<String, Value>,
    pub(super) wait: Option<Wait>,
    pub(super) depth: u32,
    pub(super) steps: u32,
    pub(super) reason: Option<String>,
    pub(super) ended_at: Option<i64>,
}

impl Run {
    pub(super) fn load(db: &Connection, id: i64) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(
            "SELECT id, bot_id, entity_type, entity_id, state, blocks, place, facts, wait, depth, steps, reason, ended_at \
             FROM bot_runs WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let text = |at| row.get::<_, String>(at);
            let kind: String = row.get(2)?;
            Ok(Self {
                id: row.get(0)?,
                bot: row.get(1)?,
                entity: Entity::from_plural(&kind).unwrap_or(Entity::Lead),
                entity_id: row.get(3)?,
                state: row.get(4)?,
                blocks: serde_json::from_str(&text(5)?).unwrap_or_default(),
                place: serde_json::from_str(&text(6)?).unwrap_or_default(),
                facts: serde_json::from_str(&text(7)?).unwrap_or_default(),
                wait: row.get::<_, Option<String>>(8)?.and_then(|wait| serde_json::from_str(&wait).ok()),
                depth: row.get(9)?,
                steps: row.get(10)?,
                reason: row.get(11)?,
                ended_at: row.get(12)?,
            })
        })
        .optional()
    }

    pub(super) fn save(&self, db: &Connection) -> rusqlite::Result<()> {
        let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
        let due = self.wait.as_ref().and_then(|wait| wait.until.as_ref()).map(|(at, _)| *at);
        db.prepare_cached(
            "UPDATE bot_runs SET state = ?2, place = ?3, facts = ?4, wait = ?5, due_at = ?6, steps = ?7, reason = ?8, \
             ended_at = ?9 WHERE id = ?1",
        )?
        .execute(params![
            self.id,
            self.state,
            json(serde_json::to_string(&self.place)),
            json(serde_json::to_string(&self.facts)),
            self.wait.as_ref().map(|wait| json(serde_json::to_string(wait))),
            due,
            self.steps,
            self.reason,
            self.ended_at,
        ])?;
        Ok(())
    }

    /// The block the run stands in.
    pub(super) fn block(&self) -> Option<&BotBlock> {
        self.blocks.get(self.place.block)
    }

    /// Goes to a list of the present block's program.
    pub(super) fn go(&mut self, target: &Target) {
        if let Some(step) = &target.step {
            self.place.step.clone_from(step);
        }
        self.place.part.clone_from(&target.part);
        self.place.frames = vec![Frame { list: format!("/{}/{}", self.place.step, target.part), next: 0 }];
    }

    /// Goes to the beginning of a block.
    pub(super) fn enter(&mut self, block: usize, program: &Value) {
        self.place.block = block;
        let first = match program {
            Value::Object(steps) => steps.keys().filter_map(|key| key.parse::<u32>().ok()).min().unwrap_or(0),
            _ => 0,
        };
        self.go(&Target { part: "question".to_owned(), step: Some(first.to_string()) });
    }

    /// Ends the run for good.
    pub(super) fn end(&mut self, state: &str, reason: impl Into<String>, now: i64) {
        state.clone_into(&mut self.state);
        self.reason = Some(reason.into());
        self.ended_at = Some(now);
        self.wait = None;
    }

    /// Ends waiting and goes on.
    pub(super) fn wake(&mut self, next: &Next) {
        self.wait = None;
        self.steps = 0;
        "running".clone_into(&mut self.state);
        if let Next::To(target) = next {
            self.go(target);
        }
    }

    pub(super) fn fact(&mut self, key: &str, value: impl Into<Value>) {
        self.facts.insert(key.to_owned(), value.into());
    }

    pub(super) fn fact_id(&self, key: &str) -> Option<i64> {
        self.facts.get(key)?.as_i64()
    }
}
