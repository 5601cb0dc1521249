//! Talks: conversations with clients. Kommo's pages "Conversations" and "Chats API add-on".

mod message;
mod talk;

pub use message::{Message, MessageFilter};
pub use talk::{Talk, TalkFilter, TalkStatus};

use crate::call::{Call, Get, List, call, done, path};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, FromField};

const PATH: &str = "/api/v4/talks";

/// The talks; from [`Api::talks`].
#[derive(Clone)]
pub struct Talks(Api);

impl Api {
    /// The talks.
    pub fn talks(&self) -> Talks {
        Talks(self.clone())
    }
}

impl Talks {
    /// `GET /talks`: at most 250 a page.
    pub fn list(&self) -> List<Talk> {
        List::new(&self.0, PATH)
    }

    /// `GET /talks/{id}`: one talk; an error of the kind `NotFound` if there is none.
    pub fn get(&self, id: impl Into<Id<Talk>>) -> Get<Talk> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /talks/{id}/close`: closes a talk; the bot that asks for a rate starts, unless `force`. An error of the kind
    /// `Unprocessable` if it is closed already.
    pub fn close(&self, id: impl Into<Id<Talk>>, force: bool) -> Call<()> {
        let mut fields = Fields::new();
        fields.set("force_close", &force);
        call(&self.0, Method::Post, of(id.into(), "/close"), &fields, done)
    }

    /// `GET /talks/{id}/messages`: what was written, at most 250 at once. Needs Kommo's Chats API add-on.
    pub fn messages(&self, id: impl Into<Id<Talk>>) -> List<Message> {
        List::new(&self.0, of(id.into(), "/messages"))
    }

    /// `POST /talks/{id}/send_message`: writes a text; gives the message's id. Needs Kommo's Chats API add-on, which has
    /// a quota.
    pub fn send_message(&self, id: impl Into<Id<Talk>>, text: &str) -> Call<Option<String>> {
        let mut fields = Fields::new();
        fields.set("text", &text);
        call(&self.0, Method::Post, of(id.into(), "/send_message"), &fields, |answer| {
            Ok(answer.document().and_then(|document| Option::from_field(document, "id")))
        })
    }
}

fn of(id: Id<Talk>, action: &str) -> String {
    let mut path = path(PATH, id.get());
    path.push_str(action);
    path
}
