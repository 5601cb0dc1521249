//! What is written in a chat.

use super::ChatUser;
use crate::json::{Fields, Text};
use crate::timestamp::Timestamp;

body! {
    /// A message, into [`super::Scope::send`] or [`super::Scope::edit`].
    pub struct ChatMessage;
}

setters! {
    ChatMessage {
        /// When it was written, in milliseconds; see [`ChatMessage::sent_at`].
        msec_timestamp: i64,
        /// Whether nobody is told and no incoming lead is made: for importing what was written before.
        silent: bool,
        /// Kommo's id of the chat: when the client first answers where a manager wrote first.
        conversation_ref_id: Text,
        /// Kommo's id of the message; for changing one.
        id: Text,
    }
}

impl ChatMessage {
    /// A client's message, or with [`ChatMessage::receiver`] one of a manager. `msgid` and `chat` are the messenger's own ids:
    /// an unknown chat is made, a known `msgid` is refused.
    pub fn new(msgid: &str, chat: &str, sender: ChatUser, content: MessageContent) -> Self {
        Self::of(chat, content).other("msgid", &msgid).other("sender", &sender)
    }

    /// What a message is changed into. Name it with [`ChatMessage::id`], or by the messenger's own id with
    /// `.other("msgid", …)`.
    pub fn changed(chat: &str, content: MessageContent) -> Self {
        Self::of(chat, content)
    }

    fn of(chat: &str, content: MessageContent) -> Self {
        Self::default().other("conversation_id", &chat).other("message", &content)
    }

    /// Who gets what a manager or bot writes.
    pub fn receiver(self, receiver: ChatUser) -> Self {
        self.other("receiver", &receiver)
    }

    /// When it was written.
    pub fn sent_at(self, at: Timestamp) -> Self {
        let milliseconds = at.seconds().saturating_mul(1000);
        self.other("timestamp", &at).msec_timestamp(milliseconds)
    }

    /// The source it comes from, by its external id ([`crate::sources`]).
    pub fn source(mut self, external_id: &str) -> Self {
        let mut source = Fields::new();
        source.set("external_id", &external_id);
        self.0.set("source", &source);
        self
    }

    /// The message of the same chat that it answers, by the messenger's own id.
    pub fn reply_to(mut self, msgid: &str) -> Self {
        let (mut message, mut reply) = (Fields::new(), Fields::new());
        message.set("msgid", &msgid);
        reply.set("message", &message);
        self.0.set("reply_to", &reply);
        self
    }
}

body! {
    /// What a message says. Other properties than those with a setter go in with [`MessageContent::other`].
    pub struct MessageContent;
}

setters! {
    MessageContent {
        /// A text beside a file.
        caption = "text": Text,
        /// Seconds of a recording or film.
        media_duration: i64,
        /// What was chosen in a list of WhatsApp.
        callback_data: Text,
    }
}

impl MessageContent {
    fn of(kind: &str) -> Self {
        Self::default().other("type", &kind)
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::of("text").other("text", &text)
    }

    /// A `file`, `video`, `picture`, `voice` or `audio` at an address from which Kommo can load it.
    pub fn media(kind: &str, address: &str, name: &str, bytes: i64) -> Self {
        Self::of(kind).other("media", &address).other("file_name", &name).other("file_size", &bytes)
    }

    /// A place.
    pub fn location(longitude: f64, latitude: f64) -> Self {
        let mut place = Fields::new();
        place.set("lon", &longitude);
        place.set("lat", &latitude);
        Self::of("location").other("location", &place)
    }

    /// A contact.
    pub fn contact(name: &str, phone: &str) -> Self {
        let mut contact = Fields::new();
        contact.set("name", &name);
        contact.set("phone", &phone);
        Self::of("contact").other("contact", &contact)
    }
}

view! {
    /// What Kommo calls a message that it has taken.
    pub struct SentMessage => SentMessageRecord {
        /// Its chat.
        conversation_id: Option<String>,
        /// Who wrote it.
        sender_id: Option<String>,
        /// Who got it.
        receiver_id: Option<String>,
        /// Kommo's id of it; [`super::Scope::set_delivery`] takes it.
        msgid: String,
        /// The messenger's own id of it.
        ref_id: Option<String>,
    }
}
