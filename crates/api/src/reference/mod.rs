//! [`EntityRef`], "that lead" or "that contact".

pub mod linked;

use crate::contacts::Contact;
use crate::id::Id;
use crate::json::{FromField, FromJson, Json};
use crate::leads::Lead;

open_names! {
    /// The kinds of entity that others are attached to.
    pub enum EntityType {
        /// A lead.
        Leads = "leads",
        /// A contact.
        Contacts = "contacts",
        /// A company.
        Companies = "companies",
        /// A customer.
        Customers = "customers",
        /// An element of a catalog.
        CatalogElements = "catalog_elements",
    }
}

#[cfg(feature = "amocrm")]
pub(crate) use crate::customers::Customer;

/// Stands for a customer in ids; the feature `amocrm` has the customers themselves.
#[cfg(not(feature = "amocrm"))]
pub struct Customer(());

/// A kind of entity with an id: what a task, a note or a link belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityRef {
    /// The kind.
    pub entity_type: EntityType,
    /// The id. It is a plain number, as its type depends on the kind.
    pub id: u64,
}

impl EntityRef {
    /// A reference to an entity of any kind.
    #[inline(always)]
    pub fn new(entity_type: EntityType, id: u64) -> Self {
        Self { entity_type, id }
    }

    /// A lead.
    #[inline(always)]
    pub fn lead(id: impl Into<Id<Lead>>) -> Self {
        Self::new(EntityType::Leads, id.into().get())
    }

    /// A contact.
    #[inline(always)]
    pub fn contact(id: impl Into<Id<Contact>>) -> Self {
        Self::new(EntityType::Contacts, id.into().get())
    }

    /// A company.
    #[inline(always)]
    pub fn company(id: impl Into<Id<crate::companies::Company>>) -> Self {
        Self::new(EntityType::Companies, id.into().get())
    }

    /// A customer.
    #[inline(always)]
    pub fn customer(id: impl Into<Id<crate::reference::Customer>>) -> Self {
        Self::new(EntityType::Customers, id.into().get())
    }

    /// A catalog element.
    #[inline(always)]
    pub fn element(id: impl Into<Id<crate::catalogs::Element>>) -> Self {
        Self::new(EntityType::CatalogElements, id.into().get())
    }

    /// `/api/v4/leads/1`.
    #[inline(always)]
    pub(crate) fn path(&self) -> String {
        let mut stem = String::from("/api/v4/");
        stem.push_str(self.entity_type.as_str());
        crate::call::path(&stem, self.id)
    }

    /// Reads `entity_type` and `entity_id`.
    pub(crate) fn of(json: &Json) -> Option<Self> {
        let entity_type = Option::<EntityType>::from_field(json, "entity_type")?;
        let id = Option::<i64>::from_field(json, "entity_id")?;
        Some(Self { entity_type, id: u64::try_from(id).ok()? })
    }
}

impl FromJson for EntityRef {
    fn from_json(json: &Json) -> Option<Self> {
        Self::of(json)
    }
}

/// The id of an entity whose kind is given elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnyId(pub u64);

impl From<u64> for AnyId {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

impl<T: ?Sized> From<Id<T>> for AnyId {
    fn from(id: Id<T>) -> Self {
        Self(id.get())
    }
}

impl crate::call::Param for AnyId {
    fn push_param(&self, out: &mut String) {
        crate::json::push_integer(out, self.0 as i64);
    }
}

impl crate::json::ToJson for AnyId {
    fn write_json(&self, out: &mut String) {
        crate::json::push_integer(out, self.0 as i64);
    }
}

impl FromJson for AnyId {
    fn from_json(json: &Json) -> Option<Self> {
        u64::try_from(json.as_i64()?).ok().map(Self)
    }
}

/// Gives the handle of an entity what all entities have.
macro_rules! linked_entity {
    ($handle:ident, $name:ident, $reference:path) => {
        impl $handle {
            /// The notes of one.
            pub fn notes(&self, id: impl Into<Id<$name>>) -> $crate::notes::Notes {
                $crate::notes::Notes::of(&self.0, &$reference(id.into()))
            }

            /// What one is linked to.
            pub fn links(&self, id: impl Into<Id<$name>>) -> $crate::links::Links {
                $crate::links::Links::of(&self.0, &$reference(id.into()))
            }

            /// The files of one.
            pub fn files(&self, id: impl Into<Id<$name>>) -> $crate::files::EntityFiles {
                $crate::files::EntityFiles::of(&self.0, &$reference(id.into()))
            }
        }
    };
}
pub(crate) use linked_entity;
