//! The kinds of entities that have cards and can be linked, tagged, noted and tasked.

use rusqlite::Connection;

use super::problem::Problem;

/// A kind of entity, in the order links are stored (see `db/schema/entities.sql`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entity {
    Lead,
    Customer,
    Contact,
    Company,
    Element,
}

impl Entity {
    /// The kinds that have cards of their own.
    pub(crate) const CARDS: [Self; 4] = [Self::Lead, Self::Contact, Self::Company, Self::Customer];

    /// As in paths and most bodies.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Lead => "leads",
            Self::Contact => "contacts",
            Self::Company => "companies",
            Self::Customer => "customers",
            Self::Element => "catalog_elements",
        }
    }

    /// As in events and calls.
    pub(crate) fn singular(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Customer => "customer",
            Self::Element => "catalog_element",
        }
    }

    /// As in error texts.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Contact => "Contact",
            Self::Company => "Company",
            Self::Customer => "Customer",
            Self::Element => "Element",
        }
    }

    /// The numeric code shared by several of Kommo's APIs.
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::Contact => 1,
            Self::Lead => 2,
            Self::Company => 3,
            Self::Element => 11,
            Self::Customer => 12,
        }
    }

    /// The table it is kept in.
    pub(crate) fn table(self) -> &'static str {
        self.plural()
    }

    /// Reads the plural.
    pub(crate) fn from_plural(name: &str) -> Option<Self> {
        [Self::Lead, Self::Contact, Self::Company, Self::Customer, Self::Element]
            .into_iter()
            .find(|entity| entity.plural() == name)
    }

    /// Whether such an entity exists and is not in the recycle bin.
    pub(crate) fn exists(self, db: &Connection, id: i64) -> Result<bool, Problem> {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1 AND NOT is_deleted", self.table());
        Ok(db.prepare_cached(&sql)?.exists([id])?)
    }
}
