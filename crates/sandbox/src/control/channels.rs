//! Channels of the Chats API: what at Kommo its support does, and users in pages that are not simulated.

use axum::Json;
use axum::extract::State as Extract;
use serde::Deserialize;
use serde_json::json;

use super::Shared;
use super::calls::{Answer, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewChannel {
    #[serde(default)]
    url: Option<String>,
}

pub(super) async fn add(Extract(state): Shared, body: String) -> Answer {
    let wanted: NewChannel = read(&body)?;
    let channel = state.add_channel(wanted.url.as_deref())?;
    let account = state.account()?.amojo_id;
    Ok(Json(json!({
        "id": channel.id, "secret": channel.secret, "code": channel.code,
        "account_id": account, "scope_id": format!("{}_{account}", channel.id),
    })))
}

pub(super) async fn hooks(Extract(state): Shared) -> Answer {
    Ok(Json(json!({ "hooks": state.channel_hooks()? })))
}

/// Whether a connected channel with hooks of version v2 was told.
fn heard(is_heard: bool) -> Answer {
    Ok(Json(json!({ "heard": is_heard })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typing {
    talk_id: i64,
    user_id: i64,
}

pub(super) async fn type_in(Extract(state): Shared, body: String) -> Answer {
    let typing: Typing = read(&body)?;
    heard(state.type_in(typing.talk_id, typing.user_id)?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reaction {
    message_id: String,
    user_id: i64,
    #[serde(default)]
    emoji: Option<String>,
}

pub(super) async fn react(Extract(state): Shared, body: String) -> Answer {
    let reaction: Reaction = read(&body)?;
    heard(state.react(&reaction.message_id, reaction.user_id, reaction.emoji.as_deref())?)
}
