//! Links between entities. Kommo's page "Linking entities".
//!
//! A lead can be linked to contacts, companies and elements; a contact to companies, leads, customers and elements; a
//! company to contacts, leads, customers and elements; a customer to contacts, companies and elements.

mod write;

pub use write::NewLink;

use crate::call::{Call, List, Nothing, call, done};
use crate::catalogs::Catalog;
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::ToJson;
use crate::reference::{AnyId, EntityRef, EntityType};

filter! {
    /// Conditions on links.
    pub struct LinkFilter {
        /// The entity whose links are asked for; only, and needed, in [`Api::links`].
        many entity_id: AnyId,
        /// The entity linked to; only together with its type.
        one to_entity_id: AnyId,
        /// The type of the entity linked to.
        one to_entity_type: EntityType,
        /// The list of the elements linked to.
        one to_catalog_id: Id<Catalog>,
    }
}

view! {
    /// A link.
    pub struct Link => LinkRecord {
        /// The entity; only in [`Api::links`].
        entity_id: Option<AnyId>,
        /// Its type.
        entity_type: Option<EntityType>,
        /// The entity it is linked to.
        to_entity_id: Option<AnyId>,
        /// Its type.
        to_entity_type: Option<EntityType>,
        /// How it is linked.
        metadata: Option<LinkMetadata>,
    }
}

impl Link {
    /// The entity it is linked to.
    pub fn to(&self) -> Option<EntityRef> {
        Some(EntityRef::new(self.to_entity_type()?, self.to_entity_id()?.0))
    }
}

view! {
    /// How entities are linked.
    pub struct LinkMetadata => LinkMetadataRecord {
        /// Whether it is the main contact.
        main_contact: bool,
        /// How many; of elements.
        quantity: Option<f64>,
        /// The element's list.
        catalog_id: Option<Id<Catalog>>,
        /// Which of the element's prices counts.
        price_id: Option<i64>,
    }
}

entity!(Link in "links", with Nothing, filter LinkFilter, order Nothing);

/// The links of an entity; from `links` of the entities' handles.
#[derive(Clone)]
pub struct Links {
    api: Api,
    path: String,
}

impl Links {
    pub(crate) fn of(api: &Api, entity: &EntityRef) -> Self {
        Self { api: api.clone(), path: entity.path() }
    }

    fn action(&self, action: &str) -> String {
        let mut path = self.path.clone();
        path.push_str(action);
        path
    }

    /// `GET /{entity}/{id}/links`: what it is linked to.
    pub fn list(&self) -> List<Link> {
        List::new(&self.api, self.action("/links"))
    }

    /// `POST /{entity}/{id}/link`: links it.
    pub fn link(&self, links: &[NewLink]) -> Call<crate::Page<Link>> {
        call(&self.api, Method::Post, self.action("/link"), &links as &dyn ToJson, crate::call::page)
    }

    /// `POST /{entity}/{id}/unlink`: takes links away.
    pub fn unlink(&self, links: &[NewLink]) -> Call<()> {
        call(&self.api, Method::Post, self.action("/unlink"), &links as &dyn ToJson, done)
    }
}

/// The links of all entities of a kind; from [`Api::links`].
#[derive(Clone)]
pub struct AllLinks(Links);

impl Api {
    /// The links of all leads, contacts, companies or customers.
    pub fn links(&self, entity_type: EntityType) -> AllLinks {
        let mut path = String::from("/api/v4/");
        path.push_str(entity_type.as_str());
        AllLinks(Links { api: self.clone(), path })
    }
}

impl AllLinks {
    /// `GET /{entity}/links`: what the entities of the filter are linked to. Their ids are needed.
    pub fn list(&self, filter: LinkFilter) -> List<Link> {
        self.0.list().filter(filter)
    }

    /// `POST /{entity}/link`: links entities; each link says of which entity it is ([`NewLink::of`]).
    pub fn link(&self, links: &[NewLink]) -> Call<crate::Page<Link>> {
        self.0.link(links)
    }

    /// `POST /{entity}/unlink`: takes links away.
    pub fn unlink(&self, links: &[NewLink]) -> Call<()> {
        self.0.unlink(links)
    }
}
