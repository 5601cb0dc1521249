//! What users do besides writing messages: that they are about to, and reactions. The account's pages have neither, so that
//! a test says it.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use super::{Listening, enqueue, listening, sender};
use crate::amojo::chats::{own_id, shown};
use crate::api::reply;
use crate::state::State;

/// How long somebody is taken to be writing.
const TYPING_MS: i64 = 5000;

impl State {
    /// Lets a user be writing in a talk. `false` if the talk is of no connected channel that hears of it: there is no such
    /// thing in the first version of its hooks.
    pub fn type_in(&self, talk: i64, user: i64) -> rusqlite::Result<bool> {
        let until = (self.clock().now_millis() + TYPING_MS).div_euclid(1000);
        self.act(Some(talk), user, |_, to, user| {
            let typing =
                json!({ "user": { "id": user }, "conversation": to.conversation(), "expired_at": until });
            Ok(Some(json!({ "typing": typing })))
        })
    }

    /// Lets a user react to a message of a channel with an emoji, or take that back. `false` as with [`State::type_in`], and
    /// if there is no such message.
    pub fn react(&self, message: &str, user: i64, emoji: Option<&str>) -> rusqlite::Result<bool> {
        let talk = self.db(|db| {
            db.query_row("SELECT talk_id FROM talk_messages WHERE id = ?1", [message], |row| row.get(0))
                .optional()
        })?;
        self.act(talk, user, |db, to, user| {
            let Some(message) = about(db, message)? else { return Ok(None) };
            let mut reaction = reply::object(json!({
                "message": message,
                "user": { "id": user },
                "conversation": to.conversation(),
                "type": if emoji.is_some() { "react" } else { "unreact" },
            }));
            if let Some(emoji) = emoji {
                reaction.insert("emoji".to_owned(), emoji.into());
            }
            Ok(Some(json!({ "reaction": reaction })))
        })
    }

    fn act(
        &self,
        talk: Option<i64>,
        user: i64,
        action: impl FnOnce(&Connection, &Listening, &str) -> rusqlite::Result<Option<Value>>,
    ) -> rusqlite::Result<bool> {
        let Some(talk) = talk else { return Ok(false) };
        let time = self.clock().now();
        let told = self.transaction(|db| {
            let Some(to) = listening(db, talk)?.filter(|to| !to.is_first_version) else { return Ok(false) };
            let user = own_id(&sender(db, &json!({ "type": "internal", "id": user }))?);
            let Some(action) = action(db, &to, &user)? else { return Ok(false) };
            enqueue(db, &to, &json!({ "account_id": to.account, "time": time, "action": action }))?;
            Ok::<_, rusqlite::Error>(true)
        })?;
        self.hooks().notify_one();
        Ok(told)
    }
}

/// The message a reaction is to.
fn about(db: &Connection, id: &str) -> rusqlite::Result<Option<Map<String, Value>>> {
    let user = |text: Option<String>| -> Option<Value> { serde_json::from_str(&text?).ok() };
    db.query_row(
        "SELECT msgid, sender, receiver, written_ms FROM channel_messages WHERE id = ?1",
        [id],
        |row| {
            let written: i64 = row.get(3)?;
            let mut message = reply::object(json!({
                "id": id,
                "sender": user(row.get(1)?).as_ref().map(shown),
                "receiver": user(row.get(2)?).as_ref().map(shown),
                "timestamp": written.div_euclid(1000),
                "msec_timestamp": written,
            }));
            if let Some(msgid) = row.get::<_, Option<String>>(0)? {
                message.insert("client_id".to_owned(), msgid.into());
            }
            Ok(message)
        },
    )
    .optional()
}
