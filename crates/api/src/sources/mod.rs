//! Sources: where leads come from. Kommo's page "Sources".
//!
//! Needs a widget with the location `lead_sources` and an admin's token; an integration sees only its own sources.

mod source;

pub use source::{NewSource, Source, SourceFilter, SourcePatch};

use crate::call::{Batch, Call, Get, List, call, call_array, done, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, ToJson};

const PATH: &str = "/api/v4/sources";
/// How many sources a request may write.
const SOURCES_MOST: usize = 50;

/// The sources; from [`Api::sources`].
#[derive(Clone)]
pub struct Sources(Api);

impl Api {
    /// The sources of leads.
    pub fn sources(&self) -> Sources {
        Sources(self.clone())
    }
}

impl Sources {
    /// `GET /sources`: all on one page, at most 100.
    pub fn list(&self) -> List<Source> {
        List::new(&self.0, PATH)
    }

    /// `GET /sources/{id}`: one source, or `None`.
    pub fn get(&self, id: impl Into<Id<Source>>) -> Get<Source> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /sources`: makes a source.
    pub fn create(&self, source: NewSource) -> Call<Source> {
        call_array(&self.0, Method::Post, String::from(PATH), &source.0, one)
    }

    /// `POST /sources`: makes many sources, at most 50 at once.
    pub fn create_many(&self, sources: impl IntoIterator<Item = NewSource>) -> Batch<Source> {
        let sources = sources.into_iter().map(|source| (None, source.0));
        Batch::new(&self.0, Method::Post, String::from(PATH), "sources", sources, Source::from)
            .most(SOURCES_MOST)
    }

    /// `PATCH /sources/{id}`: changes what the patch sets. The external id cannot be changed.
    pub fn update(&self, id: impl Into<Id<Source>>, patch: SourcePatch) -> Call<Source> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `PATCH /sources`: changes many sources, at most 50 at once.
    pub fn update_many(&self, sources: impl IntoIterator<Item = (Id<Source>, SourcePatch)>) -> Batch<Source> {
        let sources = sources.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::changes(&self.0, String::from(PATH), sources).most(SOURCES_MOST)
    }

    /// `DELETE /sources/{id}`: deletes a source.
    pub fn delete(&self, id: impl Into<Id<Source>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }

    /// `DELETE /sources`: deletes many sources; an error of the kind `Validation` names those that do not exist.
    pub fn delete_many(&self, ids: &[Id<Source>]) -> Call<()> {
        let items: Vec<Fields> = ids.iter().map(id_object).collect();
        call(&self.0, Method::Delete, String::from(PATH), &items as &dyn ToJson, done)
    }
}

fn id_object(id: &Id<Source>) -> Fields {
    let mut fields = Fields::new();
    fields.set("id", id);
    fields
}
