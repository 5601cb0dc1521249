//! The Chats API ("amojo"): channels of messengers that an integration connects. At Kommo it has a host of its own, which
//! this account's stands for. <https://developers.kommo.com/reference/chats-api-authorization-and-headers>

mod chats;
mod connect;
mod hooks;
mod marks;
mod messages;
mod sign;

use axum::Router;
use axum::routing::{delete, get, post};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::api::{Call, Item};
use crate::params::Params;
use crate::random;
use crate::state::State;
pub use hooks::ChannelHook;
pub(crate) use hooks::{Spoken, send as send_hooks, tell};
use sign::Signed;

/// A channel's id and secret, as Kommo gives them when it registers one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// What its requests are signed with.
    pub secret: String,
    /// What its talks have as their origin: `amo.ext.1`.
    pub code: String,
}

impl State {
    /// Registers a channel, which at Kommo takes a letter to its support and some days. What the account says to the
    /// channel's clients is posted to `hook_url`, where `:scope_id` stands for the channel in this account.
    pub fn add_channel(&self, hook_url: Option<&str>) -> rusqlite::Result<Channel> {
        self.db(|db| {
            let number: i64 = db.query_row("SELECT COUNT(*) + 1 FROM chat_channels", [], |row| row.get(0))?;
            let channel =
                Channel { id: random::uuid(), secret: random::token(20), code: format!("amo.ext.{number}") };
            db.execute(
                "INSERT INTO chat_channels (id, secret, code, hook_url) VALUES (?1, ?2, ?3, ?4)",
                (&channel.id, &channel.secret, &channel.code, hook_url),
            )?;
            Ok(channel)
        })
    }
}

pub(crate) fn router() -> Router<State> {
    let base = "/v2/origin/custom/{scope}";
    Router::new()
        .route(base, post(Signed(messages::take)))
        .route(&format!("{base}/connect"), post(Signed(connect::connect)))
        .route(&format!("{base}/disconnect"), delete(Signed(connect::disconnect)))
        .route(&format!("{base}/chats"), post(Signed(chats::create)))
        .route(&format!("{base}/chats/{{chat}}/history"), get(Signed(chats::history)))
        .route(&format!("{base}/{{message}}/delivery_status"), post(Signed(marks::delivery)))
        .route(&format!("{base}/typing"), post(Signed(marks::typing)))
        .route(&format!("{base}/react"), post(Signed(marks::react)))
}

/// A signed request.
struct Ask<'a> {
    call: &'a Call<'a>,
    channel: &'a Channel,
    /// The rest of the scope's name: the account.
    account: &'a str,
    route: &'a [(String, String)],
    query: &'a Params,
    body: &'a Item,
}

/// What is answered.
enum Told {
    Json(Value),
    Nothing,
    /// Why not: a status and words.
    No(u16, String),
    Failed(rusqlite::Error),
}

impl From<rusqlite::Error> for Told {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}

type Answer = fn(&Ask<'_>) -> Result<Told, Told>;

fn no(words: impl Into<String>) -> Told {
    Told::No(400, words.into())
}

impl Ask<'_> {
    fn db(&self) -> &Connection {
        self.call.db
    }

    fn part(&self, name: &str) -> &str {
        self.route.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Refused unless the channel is connected and the scope this account's.
    fn connected(&self) -> Result<(), Told> {
        let account: String = self.db().query_row("SELECT amojo_id FROM account", [], |row| row.get(0))?;
        let title: Option<Option<String>> = self
            .db()
            .query_row("SELECT title FROM chat_channels WHERE id = ?1", [&self.channel.id], |row| row.get(0))
            .optional()?;
        let is_connected = title.flatten().is_some() && account == self.account;
        if is_connected { Ok(()) } else { Err(Told::No(404, "The channel is not connected".to_owned())) }
    }

    /// Kommo's id of a message, by it or by the messenger's own.
    fn message(&self, id: Option<&str>, msgid: Option<&str>) -> Result<String, Told> {
        let found: Option<String> = self
            .db()
            .query_row(
                "SELECT id FROM channel_messages WHERE channel_id = ?1 AND (id = ?2 OR msgid = ?3)",
                (&self.channel.id, id, msgid),
                |row| row.get(0),
            )
            .optional()?;
        found.ok_or_else(|| Told::No(404, "Message not found".to_owned()))
    }
}

/// A text that must be there.
fn text<'i>(item: &'i Item, key: &str) -> Result<&'i str, Told> {
    match item.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(_) => Err(no(format!("{key}: a text is wanted"))),
        None => Err(no(format!("{key}: is missing"))),
    }
}

/// An object that must be there.
fn object<'i>(item: &'i Item, key: &str) -> Result<&'i Item, Told> {
    item.get(key).and_then(Value::as_object).ok_or_else(|| no(format!("{key}: an object is wanted")))
}

/// A user: `id` and `name` at least.
fn user(item: &Item) -> Result<Value, Told> {
    text(item, "id")?;
    text(item, "name")?;
    let known = ["id", "name", "ref_id", "avatar", "profile", "profile_link"];
    let parts = known.into_iter().filter_map(|key| Some((key.to_owned(), item.get(key)?.clone())));
    Ok(Value::Object(parts.collect()))
}
