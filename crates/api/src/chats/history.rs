//! [`HistoryMessage`].

use crate::json::Json;
use crate::timestamp::Timestamp;

view! {
    /// A message of a chat's history. What is empty may be left out.
    pub struct HistoryMessage => HistoryMessageRecord {
        /// When it was written.
        timestamp: Option<Timestamp>,
        /// The same in milliseconds.
        msec_timestamp: Option<i64>,
        /// Who wrote it: `id`, `name`, `client_id`, `avatar`, `phone`, `email`.
        sender: Option<Json>,
        /// Who got it.
        receiver: Option<Json>,
        /// What it says: `id`, `client_id`, `type`, `text`, `media`, `thumbnail`, `file_name`, `file_size`, …
        message: Option<Json>,
    }
}
