//! Bots with blocks of widgets. A block's program is what the widget's `onSalesbotDesignerSave` gave, frozen here.

use axum::extract::{Path, State as Handler};
use axum::http::StatusCode;
use axum::routing::{delete, get};
use axum::{Json, Router};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Refusal, admin, program};
use crate::session::Session;
use crate::state::State;

/// A bot as the designer saved it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Bot {
    /// Number of the bot; 0 for one that is to be created.
    #[serde(default)]
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its blocks in order.
    pub blocks: Vec<BotBlock>,
}

/// A widget's block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BotBlock {
    /// Code of the widget; empty for a code block of the bot itself.
    pub code: String,
    /// Handler of the manifest's `salesbot_designer`.
    pub handler: String,
    /// Values of the handler's fields.
    #[serde(default)]
    pub params: Map<String, Value>,
    /// Exits the widget declared: `[{code, title}]`.
    #[serde(default)]
    pub exits: Vec<Value>,
    /// Where its exits lead: the exit's code to the place of a block in the bot, from 0, or to `"stop"`. An exit that is not
    /// named leads to the block that follows.
    #[serde(default)]
    pub targets: Map<String, Value>,
    /// The JSON text of `onSalesbotDesignerSave`.
    pub program: String,
}

impl Bot {
    /// A bot that is to be created, without blocks.
    pub fn new(name: impl Into<String>) -> Self {
        Self { id: 0, name: name.into(), blocks: Vec::new() }
    }

    /// The same in place of the bot with this id.
    #[must_use]
    pub fn instead_of(mut self, id: i64) -> Self {
        self.id = id;
        self
    }

    /// The same with one more block.
    #[must_use]
    pub fn block(mut self, block: BotBlock) -> Self {
        self.blocks.push(block);
        self
    }
}

impl BotBlock {
    /// A widget's block with this program.
    pub fn new(code: impl Into<String>, handler: impl Into<String>, program: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            handler: handler.into(),
            params: Map::new(),
            exits: Vec::new(),
            targets: Map::new(),
            program: program.into(),
        }
    }

    /// A code block of the bot itself: its `widget_request` carries no token.
    pub fn code(program: impl Into<String>) -> Self {
        Self::new("", "code", program)
    }

    /// The same with an exit that leads to the block that follows.
    #[must_use]
    pub fn exit(mut self, code: &str) -> Self {
        self.exits.push(json!({ "code": code, "title": code }));
        self
    }

    /// The same with an exit that leads to a block, by its place from 0; `None` stops the bot.
    #[must_use]
    pub fn exit_to(mut self, code: &str, block: Option<usize>) -> Self {
        self.targets.insert(code.to_owned(), block.map_or_else(|| json!("stop"), |place| json!(place)));
        self.exit(code)
    }
}

/// Why a bot was not saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BotError {
    /// A program has a wrong shape.
    #[error("block {place} ({handler}): {problem}")]
    Program {
        /// Place of the block, from 1.
        place: usize,
        /// Its handler.
        handler: String,
        /// What is wrong, and where.
        problem: String,
    },
    /// The id is not 0 and belongs to no bot.
    #[error("there is no bot {0}")]
    NotFound(i64),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] crate::DbError),
}

impl From<rusqlite::Error> for BotError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

impl From<BotError> for Refusal {
    fn from(error: BotError) -> Self {
        let status = match &error {
            BotError::Program { .. } => StatusCode::BAD_REQUEST,
            BotError::NotFound(_) => StatusCode::NOT_FOUND,
            BotError::Database(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl crate::Sandbox {
    /// Saves a bot as the designer does, and gives it with its id: new if that is 0. The programs are frozen in it.
    ///
    /// # Errors
    ///
    /// [`BotError`], among them every program that has not the documented shape.
    pub fn save_bot(&self, bot: Bot) -> Result<Bot, BotError> {
        put(self.state(), bot)
    }

    /// The bots of the account, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn bots(&self) -> Result<Vec<Bot>, crate::DbError> {
        Ok(self.state().db(all)?)
    }
}

pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/ajax/sandbox/bots", get(list).post(save))
        .route("/ajax/sandbox/bots/{id}", delete(remove))
}

fn all(db: &Connection) -> rusqlite::Result<Vec<Bot>> {
    db.prepare_cached("SELECT id, name, blocks FROM salesbots ORDER BY id")?
        .query_map([], |row| {
            let blocks: String = row.get(2)?;
            Ok(Bot {
                id: row.get(0)?,
                name: row.get(1)?,
                blocks: serde_json::from_str(&blocks).unwrap_or_default(),
            })
        })?
        .collect()
}

async fn list(Handler(state): Handler<State>, Session(_): Session) -> Result<Json<Vec<Bot>>, Refusal> {
    Ok(Json(state.db(all)?))
}

/// Kommo ignores programs of a wrong shape without a word; here they are refused with the place of the mistake.
async fn save(
    Handler(state): Handler<State>,
    Session(user): Session,
    Json(bot): Json<Bot>,
) -> Result<Json<Bot>, Refusal> {
    admin(&user)?;
    Ok(Json(put(&state, bot)?))
}

fn put(state: &State, mut bot: Bot) -> Result<Bot, BotError> {
    for (at, block) in bot.blocks.iter().enumerate() {
        program::check(&block.program).map_err(|problem| BotError::Program {
            place: at + 1,
            handler: block.handler.clone(),
            problem,
        })?;
    }
    let now = state.clock().now();
    let blocks = json!(bot.blocks).to_string();
    state.db(|db| {
        if bot.id == 0 {
            db.execute(
                "INSERT INTO salesbots (name, blocks, updated_at) VALUES (?1, ?2, ?3)",
                (&bot.name, blocks, now),
            )?;
            bot.id = db.last_insert_rowid();
        } else {
            let changed = db.execute(
                "UPDATE salesbots SET name = ?2, blocks = ?3, updated_at = ?4 WHERE id = ?1",
                (bot.id, &bot.name, blocks, now),
            )?;
            if changed == 0 {
                return Err(BotError::NotFound(bot.id));
            }
        }
        Ok(bot)
    })
}

async fn remove(
    Handler(state): Handler<State>,
    Session(user): Session,
    Path(id): Path<i64>,
) -> Result<Json<Vec<Bot>>, Refusal> {
    admin(&user)?;
    Ok(Json(state.db(|db| {
        db.execute("DELETE FROM salesbots WHERE id = ?1", [id])?;
        all(db)
    })?))
}
