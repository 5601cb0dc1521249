//! The feed of what happened. Kommo's pages "Events list", "Events types", "Events filtration".

mod event;
mod filter;
mod value;

pub use event::{Event, EventType, EventWith};
pub use filter::{EventEntity, EventFilter};
pub use value::EventValue;

use crate::call::{Call, Get, List, encode};
use crate::client::Api;
use crate::http::{Method, Request};

const PATH: &str = "/api/v4/events";

/// The feed of what happened; from [`Api::events`]. It can only be read.
#[derive(Clone)]
pub struct Events(Api);

impl Api {
    /// The feed of what happened.
    pub fn events(&self) -> Events {
        Events(self.clone())
    }
}

impl Events {
    /// `GET /events`: at most 250 a page, 100 on amoCRM.
    pub fn list(&self) -> List<Event> {
        List::new(&self.0, PATH)
    }

    /// `GET /events/{id}`: one event, or `None`.
    pub fn get(&self, id: &str) -> Get<Event> {
        let mut path = String::from(PATH);
        path.push('/');
        encode(&mut path, id);
        Get::new(&self.0, path)
    }

    /// `GET /events/types`: the types there are, with their names in a language: `en`, `es`, `pt` or `ru`.
    pub fn types(&self, language: &str) -> Call<crate::Page<EventType>> {
        let mut path = String::from("/api/v4/events/types?language_code=");
        encode(&mut path, language);
        Call::new(&self.0, Request::new(Method::Get, path), crate::call::page)
    }
}
