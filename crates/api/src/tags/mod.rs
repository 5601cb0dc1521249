//! Tags. Kommo's pages "Tags of entities" and "Tag colors".
//!
//! Each kind of entity has its own tags. They cannot be renamed or deleted.

mod write;

pub use write::{NewTag, TagRef};
pub(crate) use write::{tag_patch_setters, tag_setters};

use crate::call::{Batch, Call, List, Nothing, Searchable, call_array, one};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::reference::EntityType;

view! {
    /// A tag.
    pub struct Tag => TagRecord {
        /// Its id.
        id: Id<Tag>,
        /// Its name.
        name: Option<String>,
        /// Its colour, as six hexadecimal digits; only tags of leads have one.
        color: Option<String>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
}

filter! {
    /// Conditions on tags.
    pub struct TagFilter {
        /// The id.
        many id: Id<Tag>,
        /// The whole name.
        one name: String,
    }
}

entity!(Tag in "tags", with Nothing, filter TagFilter, order Nothing);

impl Searchable for Tag {}

/// The tags of a kind of entity; from [`Api::tags`].
#[derive(Clone)]
pub struct Tags {
    api: Api,
    path: String,
}

impl Api {
    /// The tags of leads, contacts, companies or customers.
    pub fn tags(&self, entity_type: EntityType) -> Tags {
        let mut path = String::from("/api/v4/");
        path.push_str(entity_type.as_str());
        path.push_str("/tags");
        Tags { api: self.clone(), path }
    }
}

impl Tags {
    /// `GET /{entity}/tags`: at most 250 a page.
    pub fn list(&self) -> List<Tag> {
        List::new(&self.api, &self.path)
    }

    /// `POST /{entity}/tags`: makes a tag, or gives the one that has this name.
    pub fn create(&self, tag: NewTag) -> Call<Tag> {
        // Kommo knows a tag by its name: sending it twice does no harm.
        call_array(&self.api, Method::Post, self.path.clone(), &tag.0, one).repeatable()
    }

    /// `POST /{entity}/tags`: makes many tags.
    pub fn create_many(&self, tags: impl IntoIterator<Item = NewTag>) -> Batch<Tag> {
        let tags = tags.into_iter().map(|tag| (None, tag.0));
        Batch::new(&self.api, Method::Post, self.path.clone(), "tags", tags, Tag).repeatable()
    }
}
