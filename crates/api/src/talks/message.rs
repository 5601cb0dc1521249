//! [`Message`], what was written in a talk.

use crate::call::{Nothing, Span};
use crate::json::Json;
use crate::timestamp::Timestamp;

filter! {
    /// Conditions on messages.
    pub struct MessageFilter {
        /// When it was written.
        span created_at: Span,
    }
}

view! {
    /// A message of a talk.
    pub struct Message => MessageRecord {
        /// Its id.
        id: Option<String>,
        /// `incoming` or `outgoing`.
        direction = "type": Option<String>,
        /// `text`, `contact`, `file`, `video`, `picture`, `voice`, `audio`, `sticker`, `location`.
        message_type: Option<String>,
        /// Who wrote it; `type` is `internal`, `external` or `bot`.
        author: Option<Json>,
        /// Its text.
        text: Option<String>,
        /// Whether it arrived.
        delivery_status: Option<String>,
        /// What hangs on it: `type`, `link`, `file_name`.
        attachment: Option<Json>,
        /// When it was written.
        created_at: Option<Timestamp>,
    }
}

entity!(Message in "messages", with Nothing, filter MessageFilter, order Nothing);
