//! What Kommo tells the service behind a chat channel (Kommo: developers.kommo.com/reference/receiving-chat-webhooks).

use hmac::{Hmac, Mac as _};
use serde::Deserialize;
use serde_json::Value;
use sha1::Sha1;

use crate::body::LIMIT;
use crate::lenient::{self, Rest};
use crate::secret::{self, Secret};

/// Something happened in a chat of a channel. It is sent once and never again, to channels connected with
/// `hook_api_version` v2; answer within five seconds.
///
/// ```
/// use kommo_hooks::{ChannelEvent, ChannelHook, Secret};
///
/// # fn example(body: &[u8], x_signature: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let secret = Secret::new("the channel's secret").ok_or("no secret")?;
/// let hook = ChannelHook::verify(body, x_signature, &secret)?;
/// if let ChannelEvent::Message(written) = hook.event {
///     println!("{:?} is told {:?}", written.receiver.client_id, written.message.text);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ChannelHook {
    /// The account, as the Chats API names it: a UUID.
    pub account_id: Option<String>,
    /// When it was sent, in seconds since 1970.
    pub time: Option<i64>,
    /// What happened.
    pub event: ChannelEvent,
}

/// What happened in a chat.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ChannelEvent {
    /// A user or a bot has written to the client.
    Message(Box<ChannelMessage>),
    /// A user is writing. At most every five seconds, and only where Kommo's support switched it on.
    Typing(Box<Typing>),
    /// A user has reacted to a message, or taken that back.
    Reaction(Box<Reaction>),
    /// Something this crate does not know; the first version of the hooks, too.
    Other(Value),
}

/// A hook that is not believed, or not understood.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChannelHookError {
    /// Larger than [`LIMIT`].
    #[error("the hook of a channel has more than {LIMIT} bytes")]
    TooLarge,
    /// The header `X-Signature` is missing.
    #[error("the hook of a channel is not signed: anybody could have sent it")]
    Unsigned,
    /// The signature is wrong.
    #[error(
        "the signature is not that of this channel: the hook was forged, or the secret is another channel's"
    )]
    Forged,
    /// It is no JSON, or of another shape.
    #[error("the hook of a channel cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
}

/// What a user or a bot has written.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ChannelMessage {
    /// The chat.
    #[serde(default)]
    pub conversation: Conversation,
    /// Who wrote.
    #[serde(default)]
    pub sender: ChannelUser,
    /// The client.
    #[serde(default)]
    pub receiver: ChannelUser,
    /// When, in milliseconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub msec_timestamp: Option<i64>,
    /// The source it goes out through: `{external_id}`.
    #[serde(default)]
    pub source: Value,
    /// What was written.
    #[serde(default)]
    pub message: ChannelContent,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A chat.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Conversation {
    /// Kommo's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// The channel's own; missing where a user of the account writes first.
    #[serde(default, deserialize_with = "lenient::text")]
    pub client_id: Option<String>,
}

/// A user of the account, a bot or the client.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ChannelUser {
    /// Kommo's id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// The channel's own id of a client.
    #[serde(default, deserialize_with = "lenient::text")]
    pub client_id: Option<String>,
    /// The name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// The phone number; where a user writes first, the one that was chosen.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub email: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a message says. Several files of one message come in hooks of their own, with the same `media_group_id`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ChannelContent {
    /// Kommo's id: what becomes of the message is reported by it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// `text`, `file`, `video`, `picture`, `voice`, `audio` or `sticker`.
    #[serde(rename = "type", default, deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// The text.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// Address of the file.
    #[serde(default, deserialize_with = "lenient::text")]
    pub media: Option<String>,
    /// Address of a small picture of it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub thumbnail: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub file_name: Option<String>,
    /// Its size in bytes.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub file_size: Option<i64>,
    /// What it was sent together with.
    #[serde(default, deserialize_with = "lenient::text")]
    pub media_group_id: Option<String>,
    /// Buttons: `{mode: "inline", buttons: [[{text, url?}]]}`, or in Kommo a `list_message`; null if there are none.
    #[serde(default)]
    pub markup: Value,
    /// The template it was made of: `{id, external_id?, content, params}`.
    #[serde(default)]
    pub template: Value,
    /// What it answers: `{message}`.
    #[serde(default)]
    pub reply_to: Value,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A user is writing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Typing {
    /// Who.
    #[serde(default)]
    pub user: ChannelUser,
    /// Where.
    #[serde(default)]
    pub conversation: Conversation,
    /// When to stop showing it, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub expired_at: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A user has reacted.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Reaction {
    /// To what: `{id, client_id?, …}`; with older accounts only its id.
    #[serde(default)]
    pub message: Value,
    /// The id of the message, where older accounts have nothing else.
    #[serde(default, deserialize_with = "lenient::text")]
    pub msgid: Option<String>,
    /// Who.
    #[serde(default)]
    pub user: ChannelUser,
    /// Where.
    #[serde(default)]
    pub conversation: Conversation,
    /// `react`, or `unreact` for taking it back.
    #[serde(rename = "type", default, deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// With what.
    #[serde(default, deserialize_with = "lenient::text")]
    pub emoji: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl ChannelHook {
    /// Verifies and reads a hook: the body as it came, the header `X-Signature`, and the channel's secret.
    ///
    /// The signature is compared in constant time. Line breaks at the end of the body may be signed or not.
    ///
    /// # Errors
    /// [`ChannelHookError`]; answer what is not believed with 401 and do nothing.
    pub fn verify(body: &[u8], signature: &str, secret: &Secret) -> Result<Self, ChannelHookError> {
        if body.len() > LIMIT {
            return Err(ChannelHookError::TooLarge);
        }
        if signature.trim().is_empty() {
            return Err(ChannelHookError::Unsigned);
        }
        let signature = secret::hex(signature.trim()).ok_or(ChannelHookError::Forged)?;
        let is_signed = |body: &[u8]| {
            Hmac::<Sha1>::new_from_slice(secret.bytes())
                .is_ok_and(|mac| mac.chain_update(body).verify_slice(&signature).is_ok())
        };
        if is_signed(body) || is_signed(body.trim_ascii_end()) {
            Ok(Self::of(serde_json::from_slice(body)?))
        } else {
            Err(ChannelHookError::Forged)
        }
    }

    fn of(body: Value) -> Self {
        let part = |path: &str| body.pointer(path).filter(|part| part.is_object()).cloned();
        let event = if let Some(message) = part("/message") {
            serde_json::from_value(message).map(ChannelEvent::Message)
        } else if let Some(typing) = part("/action/typing") {
            serde_json::from_value(typing).map(ChannelEvent::Typing)
        } else if let Some(reaction) = part("/action/reaction") {
            serde_json::from_value(reaction).map(ChannelEvent::Reaction)
        } else {
            Ok(ChannelEvent::Other(body.clone()))
        };
        Self {
            account_id: body.get("account_id").and_then(lenient::to_text),
            time: body.get("time").and_then(lenient::to_integer),
            event: event.unwrap_or(ChannelEvent::Other(body)),
        }
    }
}
