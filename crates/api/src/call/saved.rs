//! [`Saved`], Kommo's short answer to a creation or change.

use std::marker::PhantomData;

use crate::Result;
use crate::call::{Entity, first};
use crate::http::Answer;
use crate::id::Id;
use crate::json::{FromField, Json};
use crate::timestamp::Timestamp;

/// What Kommo answers when something was created or changed: not the whole entity, only its id and little more.
pub struct Saved<T> {
    json: Json,
    marker: PhantomData<fn() -> T>,
}

impl<T> Saved<T> {
    pub(crate) fn new(json: Json) -> Self {
        Self { json, marker: PhantomData }
    }

    /// The id.
    pub fn id(&self) -> Id<T> {
        Id::from_field(&self.json, "id")
    }

    /// When it was changed; not told at creation.
    pub fn updated_at(&self) -> Option<Timestamp> {
        Option::from_field(&self.json, "updated_at")
    }

    /// The mark the request gave to this item; its index in the batch if it gave none.
    pub fn request_id(&self) -> Option<String> {
        Option::from_field(&self.json, "request_id")
    }

    /// The document itself.
    pub fn json(&self) -> &Json {
        &self.json
    }
}

pub(crate) fn saved<T: Entity>(answer: Answer) -> Result<Saved<T>> {
    first(&answer, T::KEY).map(Saved::new)
}
