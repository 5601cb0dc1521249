//! Tasks and notes.

use serde::Deserialize;

use crate::lenient::{self, Rest};

/// A task.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Task {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// The entity it is about.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_id: Option<i64>,
    /// What that is: contact 1, lead 2, company 3, customer 12.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_type: Option<i64>,
    /// Its type.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub task_type: Option<i64>,
    /// What is to be done.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// What was to be done before, if that changed.
    #[serde(default, deserialize_with = "lenient::text")]
    pub old_text: Option<String>,
    /// Whether it is done.
    #[serde(rename = "status", default, deserialize_with = "lenient::flag")]
    pub done: bool,
    /// Who is to do it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub responsible_user_id: Option<i64>,
    /// Who was to do it before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_responsible_user_id: Option<i64>,
    /// Who created it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_user_id: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// Until when, as `Y-m-d H:i:s` in the account's time.
    #[serde(default, deserialize_with = "lenient::text")]
    pub complete_till: Option<String>,
    /// Until when, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub complete_before: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A note on an entity.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// Its type: 4 plain, 10 and 11 calls, 25 service message, 102 and 103 SMS.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub note_type: Option<i64>,
    /// What it says: plain text, or JSON for calls and the like.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// An attached file; Kommo spells it `attachement`.
    #[serde(rename = "attachement", default, deserialize_with = "lenient::text")]
    pub attachment: Option<String>,
    /// The entity.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_id: Option<i64>,
    /// What that is: contact 1, lead 2, company 3, customer 12.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_type: Option<i64>,
    /// Who wrote it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_by: Option<i64>,
    /// Who changed it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_by: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// Where it came from: JSON.
    #[serde(default, deserialize_with = "lenient::text")]
    pub metadata: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}
