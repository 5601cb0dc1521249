//! Making tags and giving them to entities.

use super::Tag;
use crate::id::Id;
use crate::json::{Fields, ToJson};

body! {
    /// A new tag.
    pub struct NewTag;
}

setters! {
    NewTag {
        /// Its colour, as six hexadecimal digits in upper case; only for leads, and only one of Kommo's 23.
        color: crate::json::Text,
    }
}

impl NewTag {
    /// A tag with a name.
    pub fn new(name: &str) -> Self {
        Self::default().other("name", &name)
    }
}

/// A tag by id or by name. One that does not exist yet is made from its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TagRef {
    /// By id.
    Id(Id<Tag>),
    /// By name.
    Name(String),
}

impl From<Id<Tag>> for TagRef {
    fn from(id: Id<Tag>) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for TagRef {
    fn from(name: &str) -> Self {
        Self::Name(String::from(name))
    }
}

impl From<String> for TagRef {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

/// Either the id or the name: both together make duplicates.
impl ToJson for TagRef {
    fn write_json(&self, out: &mut String) {
        let mut fields = Fields::new();
        match self {
            Self::Id(id) => fields.set("id", id),
            Self::Name(name) => fields.set("name", name),
        }
        fields.write_json(out);
    }
}

/// Gives the body of a creation its tags.
macro_rules! tag_setters {
    ($($name:ident),*) => {$(
        impl $name {
            /// Adds a tag, by id or name.
            pub fn tag(mut self, tag: impl Into<$crate::tags::TagRef>) -> Self {
                self.0.push("_embedded/tags", &tag.into());
                self
            }
        }
    )*};
}
pub(crate) use tag_setters;

/// Gives the body of a change its tags.
macro_rules! tag_patch_setters {
    ($($name:ident),*) => {$(
        impl $name {
            /// Adds a tag, by id or name, and leaves the others.
            pub fn add_tag(mut self, tag: impl Into<$crate::tags::TagRef>) -> Self {
                self.0.push("tags_to_add", &tag.into());
                self
            }

            /// Takes a tag away, by id or name, and leaves the others.
            pub fn remove_tag(mut self, tag: impl Into<$crate::tags::TagRef>) -> Self {
                self.0.push("tags_to_delete", &tag.into());
                self
            }

            /// Puts these tags in place of all others; none clears them. Whoever else changes tags at the same moment
            /// loses: prefer [`Self::add_tag`] and [`Self::remove_tag`].
            pub fn replace_tags<T: Into<$crate::tags::TagRef>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
                let tags: Vec<$crate::tags::TagRef> = tags.into_iter().map(Into::into).collect();
                self.0.set("_embedded/tags", &(!tags.is_empty()).then_some(tags));
                self
            }
        }
    )*};
}
pub(crate) use tag_patch_setters;
