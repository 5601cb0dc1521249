//! Sending: signed with the channel's secret, once, in order.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, Method, header};
use hmac::{Hmac, Mac as _};
use serde::Serialize;
use sha1::Sha1;

use crate::random;
use crate::reach::{Outgoing, reach};
use crate::state::State;

/// How long a receiver may take, in real time.
const PATIENCE: Duration = Duration::from_secs(5);

/// A request to the service behind a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelHook {
    /// Number, counting up.
    pub id: i64,
    /// The channel.
    pub channel_id: String,
    /// Where it went.
    pub url: String,
    /// The JSON that was sent.
    pub body: String,
    /// The answer's status; `None` if there was none, or there is none yet.
    pub status: Option<i64>,
    /// Why there was no answer.
    pub error: Option<String>,
}

impl State {
    /// What the services behind channels were told, oldest first.
    pub fn channel_hooks(&self) -> rusqlite::Result<Vec<ChannelHook>> {
        self.db(|db| {
            db.prepare_cached(
                "SELECT id, channel_id, url, body, status, error FROM channel_hooks ORDER BY id",
            )?
            .query_map([], |row| {
                Ok(ChannelHook {
                    id: row.get(0)?,
                    channel_id: row.get(1)?,
                    url: row.get(2)?,
                    body: row.get(3)?,
                    status: row.get(4)?,
                    error: row.get(5)?,
                })
            })?
            .collect()
        })
    }
}

struct Waiting {
    id: i64,
    url: String,
    body: String,
    secret: String,
}

/// Sends what waits, in order and beside whatever else is sent. A request that has begun is not made again.
pub(crate) fn send(state: &State) -> rusqlite::Result<()> {
    let waiting: Vec<Waiting> = state.db(|db| {
        let waiting = db
            .prepare_cached(
                "SELECT h.id, h.url, h.body, c.secret FROM channel_hooks h JOIN chat_channels c ON c.id = h.channel_id \
                 WHERE NOT h.is_sent ORDER BY h.id",
            )?
            .query_map([], |row| {
                Ok(Waiting { id: row.get(0)?, url: row.get(1)?, body: row.get(2)?, secret: row.get(3)? })
            })?
            .collect::<rusqlite::Result<_>>()?;
        db.prepare_cached("UPDATE channel_hooks SET is_sent = 1 WHERE NOT is_sent")?.execute([])?;
        Ok::<_, rusqlite::Error>(waiting)
    })?;
    if waiting.is_empty() {
        return Ok(());
    }
    let state = state.clone();
    tokio::spawn(async move {
        for hook in waiting {
            let answer = post(&state, &hook).await;
            // A database that is gone has nobody who would read it.
            let _ = state.db(|db| {
                db.execute(
                    "UPDATE channel_hooks SET status = ?2, error = ?3 WHERE id = ?1",
                    (hook.id, answer.as_ref().ok(), answer.as_ref().err()),
                )
            });
        }
    });
    Ok(())
}

async fn post(state: &State, hook: &Waiting) -> Result<u16, String> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let mac = Hmac::<Sha1>::new_from_slice(hook.secret.as_bytes()).map_err(|error| error.to_string())?;
    let signature = random::hex(&mac.chain_update(&hook.body).finalize().into_bytes());
    headers.insert("x-signature", HeaderValue::from_str(&signature).map_err(|error| error.to_string())?);
    let outgoing = Outgoing {
        via: "channel",
        method: Method::POST,
        url: hook.url.clone(),
        headers,
        body: hook.body.clone().into(),
    };
    match tokio::time::timeout(PATIENCE, reach(state, outgoing)).await {
        Ok(answered) => answered.map(|answered| answered.status).map_err(|error| error.to_string()),
        Err(_) => Err("no answer within 5 seconds".to_owned()),
    }
}
