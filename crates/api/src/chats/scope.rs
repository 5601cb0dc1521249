//! [`Scope`], a channel in one account.

use super::{ChatMessage, ChatUser, Delivery, HistoryMessage, SentMessage};
use crate::Result;
use crate::call::{Call, Query, call, done, encode};
use crate::client::Api;
use crate::http::{Answer, Method, Request};
use crate::json::{Fields, FromField, FromJson, Json};

/// A channel in one account; from [`super::Channel::scope`].
#[derive(Clone)]
pub struct Scope {
    pub(super) api: Api,
    pub(super) id: String,
}

view! {
    /// A chat.
    pub struct Chat => ChatRecord {
        /// Kommo's id of it, which [`crate::contacts::Contacts::link_chats`] binds to a contact.
        id: String,
        /// The client: `id`, `client_id`, `name`, `avatar`, `phone`, `email`.
        user: Option<Json>,
    }
}

impl Scope {
    fn path(&self, action: &str) -> String {
        let mut path = String::from("/v2/origin/custom/");
        encode(&mut path, &self.id);
        path.push_str(action);
        path
    }

    fn of(&self, stem: &str, id: &str, action: &str) -> String {
        let mut path = self.path(stem);
        encode(&mut path, id);
        path.push_str(action);
        path
    }

    /// `POST /v2/origin/custom/{scope}/chats`: makes a chat, so that a manager can write first. `chat` is the messenger's own
    /// id; one that is there is given back. Nobody sees it until it is bound to a contact or something is written.
    pub fn create_chat(&self, chat: &str, user: ChatUser) -> Call<Chat> {
        let mut fields = Fields::new();
        fields.set("conversation_id", &chat);
        fields.set("user", &user);
        let read = |answer: Answer| {
            answer.document().and_then(Chat::from_json).ok_or_else(|| answer.unexpected("id"))
        };
        call(&self.api, Method::Post, self.path("/chats"), &fields, read).repeatable()
    }

    /// `POST /v2/origin/custom/{scope}`: hands a message over. A `msgid` is taken once, so that a message that may have
    /// arrived can be sent again safely: what was taken is refused.
    pub fn send(&self, message: ChatMessage) -> Call<SentMessage> {
        self.event("new_message", message, |answer| {
            let document = answer.document();
            // Older answers have it at the top.
            let sent = document.and_then(|document| {
                document.get("new_message").or_else(|| document.get("msgid").and(Some(document.clone())))
            });
            sent.as_ref().and_then(SentMessage::from_json).ok_or_else(|| answer.unexpected("new_message"))
        })
    }

    /// `POST /v2/origin/custom/{scope}`: changes what a message says; see [`ChatMessage::changed`].
    pub fn edit(&self, message: ChatMessage) -> Call<()> {
        self.event("edit_message", message, done)
    }

    fn event<T>(&self, kind: &str, message: ChatMessage, read: fn(Answer) -> Result<T>) -> Call<T> {
        let mut fields = Fields::new();
        fields.set("event_type", &kind);
        fields.set("payload", &message);
        call(&self.api, Method::Post, self.path(""), &fields, read)
    }

    /// `POST /v2/origin/custom/{scope}/{message}/delivery_status`: what became of a message that Kommo gave to deliver, by
    /// Kommo's id of it.
    pub fn set_delivery(&self, message: &str, delivery: Delivery<'_>) -> Call<()> {
        let path = self.of("/", message, "/delivery_status");
        call(&self.api, Method::Post, path, &delivery.fields(), done).repeatable()
    }

    /// `GET /v2/origin/custom/{scope}/chats/{chat}/history`: what was written, by Kommo's id of the chat; at most 50 at once,
    /// from `offset` on.
    pub fn history(&self, chat: &str, offset: i64, limit: i64) -> Call<Vec<HistoryMessage>> {
        let mut path = self.of("/chats/", chat, "/history");
        let mut query = Query::new();
        query.push("offset", &offset);
        query.push("limit", &limit);
        query.append_to(&mut path);
        Call::new(&self.api, Request::new(Method::Get, path), |answer| {
            Ok(answer.document().map(|document| Vec::from_field(document, "messages")).unwrap_or_default())
        })
    }

    /// `POST /v2/origin/custom/{scope}/typing`: shows for five seconds that the client is writing, by the messenger's own ids.
    pub fn typing(&self, chat: &str, sender: &str) -> Call<()> {
        let (mut fields, mut user) = (Fields::new(), Fields::new());
        user.set("id", &sender);
        fields.set("conversation_id", &chat);
        fields.set("sender", &user);
        call(&self.api, Method::Post, self.path("/typing"), &fields, done).repeatable()
    }

    /// `POST /v2/origin/custom/{scope}/react`: puts an emoji to a message, or with `None` takes it away. `chat` and `msgid`
    /// are the messenger's own ids; a manager needs a [`ChatUser::ref_id`].
    pub fn react(&self, chat: &str, msgid: &str, user: ChatUser, emoji: Option<&str>) -> Call<()> {
        let mut fields = Fields::new();
        fields.set("conversation_id", &chat);
        fields.set("msgid", &msgid);
        fields.set("user", &user);
        fields.set("type", &if emoji.is_some() { "react" } else { "unreact" });
        if let Some(emoji) = emoji {
            fields.set("emoji", &emoji);
        }
        call(&self.api, Method::Post, self.path("/react"), &fields, done).repeatable()
    }
}
