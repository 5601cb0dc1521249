//! Incoming leads.

use serde::Deserialize;
use serde_json::Value;

use crate::lenient::{self, Rest};

/// An incoming lead.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Unsorted {
    /// Its id.
    #[serde(default, deserialize_with = "lenient::text")]
    pub uid: Option<String>,
    /// Where it came from: `sip`, `mail`, `forms`, `chats`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub category: Option<String>,
    /// When it is decided: `accept` or `decline`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub action: Option<String>,
    /// Its pipeline.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub pipeline_id: Option<i64>,
    /// The source.
    #[serde(default, deserialize_with = "lenient::text")]
    pub source: Option<String>,
    /// What the source told.
    #[serde(default)]
    pub source_data: Value,
    /// Leads and contacts it brought: `{leads, contacts}`.
    #[serde(default)]
    pub data: Value,
    /// What became of it: `{leads, contacts}`.
    #[serde(default)]
    pub accept_result: Value,
    /// What became of it: `{leads}`.
    #[serde(default)]
    pub decline_result: Value,
    /// Who decided.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_user_id: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// When it came, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}
