//! Chat messages, talks, chat templates.

use serde::Deserialize;
use serde_json::Value;

use crate::lenient::{self, Rest};

/// A chat message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// Its id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// The chat.
    #[serde(default, deserialize_with = "lenient::text")]
    pub chat_id: Option<String>,
    /// The talk.
    #[serde(default, deserialize_with = "lenient::text")]
    pub talk_id: Option<String>,
    /// The contact.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub contact_id: Option<i64>,
    /// What it says.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// `incoming` or `outgoing`.
    #[serde(rename = "type", default, deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// The channel.
    #[serde(default, deserialize_with = "lenient::text")]
    pub origin: Option<String>,
    /// The entity it belongs to.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_id: Option<i64>,
    /// What that is: contact 1, lead 2, customer 12.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_type: Option<i64>,
    /// When, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<Author>,
    /// A file: `{type, link, file_name}`.
    #[serde(default)]
    pub attachment: Value,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Author {
    /// The id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// `external` for a client.
    #[serde(rename = "type", default, deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// The name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Talk {
    /// Its id.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub talk_id: Option<i64>,
    /// The chat.
    #[serde(default, deserialize_with = "lenient::text")]
    pub chat_id: Option<String>,
    /// The contact.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub contact_id: Option<i64>,
    /// The entity it belongs to.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub entity_id: Option<i64>,
    /// What that is.
    #[serde(default, deserialize_with = "lenient::text")]
    pub entity_type: Option<String>,
    /// The channel.
    #[serde(default, deserialize_with = "lenient::text")]
    pub origin: Option<String>,
    /// How the client rated it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub rate: Option<i64>,
    /// Whether it is open.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub is_in_work: bool,
    /// Whether it was read.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub is_read: bool,
    /// When it began, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// When it changed, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub updated_at: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A chat template that was reviewed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Template {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// What it says.
    #[serde(default, deserialize_with = "lenient::text")]
    pub content: Option<String>,
    /// Whether it is still under review.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub is_on_review: bool,
    /// The reviews: `{id, source_id, status, reject_reason}`.
    #[serde(default, deserialize_with = "lenient::list")]
    pub reviews: Vec<Value>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}
