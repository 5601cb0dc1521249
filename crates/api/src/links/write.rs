//! [`NewLink`], a link to make or to take away.

use crate::catalogs::{Catalog, Element};
use crate::id::Id;
use crate::json::{Fields, ToJson};
use crate::reference::{AnyId, EntityRef};
use crate::users::User;

/// A link to make or to take away.
#[derive(Clone, Default)]
pub struct NewLink {
    fields: Fields,
    metadata: Fields,
}

impl NewLink {
    /// A link to an entity.
    pub fn to(entity: &EntityRef) -> Self {
        let mut link = Self::default();
        link.fields.set("to_entity_id", &(entity.id as i64));
        link.fields.set("to_entity_type", &entity.entity_type);
        link
    }

    /// A link to an element of a list.
    pub fn to_element(catalog: impl Into<Id<Catalog>>, element: impl Into<Id<Element>>) -> Self {
        let mut link = Self::to(&EntityRef::element(element));
        link.metadata.set("catalog_id", &catalog.into());
        link
    }

    /// Whose link it is; needed only for the links of many entities.
    pub fn of(mut self, id: impl Into<AnyId>) -> Self {
        self.fields.set("entity_id", &id.into());
        self
    }

    /// Makes it the main contact.
    pub fn main(mut self) -> Self {
        self.metadata.set("is_main", &true);
        self
    }

    /// How many elements.
    pub fn quantity(mut self, quantity: f64) -> Self {
        self.metadata.set("quantity", &quantity);
        self
    }

    /// Which of the element's prices counts: the id of a custom field.
    pub fn price_id(mut self, price: i64) -> Self {
        self.metadata.set("price_id", &price);
        self
    }

    /// Who does it. Kommo refuses users who are not in the account any more.
    pub fn updated_by(mut self, user: impl Into<Id<User>>) -> Self {
        self.metadata.set("updated_by", &user.into());
        self
    }
}

impl ToJson for NewLink {
    fn write_json(&self, out: &mut String) {
        if self.metadata.is_empty() {
            return self.fields.write_json(out);
        }
        let mut fields = self.fields.clone();
        fields.set("metadata", &self.metadata);
        fields.write_json(out);
    }
}
