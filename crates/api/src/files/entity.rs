//! The files of entities.

use crate::Result;
use crate::call::{Call, List, Nothing, call, done, encode};
use crate::client::Api;
use crate::http::{Method, Request};
use crate::json::{Fields, FromField, Json, ToJson};
use crate::reference::EntityRef;

view! {
    /// A file of an entity.
    pub struct EntityFile => EntityFileRecord {
        /// The file.
        file_uuid: String,
        /// The number of its link, which pages go by.
        id: Option<i64>,
    }
}

entity!(EntityFile in "files", with Nothing, filter Nothing, order Nothing);

view! {
    /// What a file is attached to.
    pub struct FileLinks => FileLinksRecord {
        /// The file.
        file_uuid: Option<String>,
        /// What it is attached to: `id`, `name`, `entity_type`, …
        entities: Vec<Json>,
    }
}

/// The files of an entity; from `files` of the entities' handles.
#[derive(Clone)]
pub struct EntityFiles {
    api: Api,
    path: String,
}

impl EntityFiles {
    pub(crate) fn of(api: &Api, entity: &EntityRef) -> Self {
        let mut path = entity.path();
        path.push_str("/files");
        Self { api: api.clone(), path }
    }

    /// `GET /{entity}/{id}/files`: its files. To go on, set the parameter `before_id` to the last number.
    pub fn list(&self) -> List<EntityFile> {
        List::new(&self.api, &self.path)
    }

    /// `PUT /{entity}/{id}/files`: attaches files of the files service.
    pub fn attach(&self, uuids: &[&str]) -> Call<()> {
        self.write(Method::Put, uuids)
    }

    /// `DELETE /{entity}/{id}/files`: takes files away. They stay in the files service.
    pub fn detach(&self, uuids: &[&str]) -> Call<()> {
        self.write(Method::Delete, uuids)
    }

    fn write(&self, method: Method, uuids: &[&str]) -> Call<()> {
        let items: Vec<Fields> = uuids
            .iter()
            .map(|uuid| {
                let mut fields = Fields::new();
                fields.set("file_uuid", uuid);
                fields
            })
            .collect();
        call(&self.api, method, self.path.clone(), &items as &dyn ToJson, done)
    }
}

impl Api {
    /// `GET /files/{uuid}/links`: what a file is attached to.
    pub fn file_links(&self, uuid: &str) -> Call<FileLinks> {
        let mut path = String::from("/api/v4/files/");
        encode(&mut path, uuid);
        path.push_str("/links");
        Call::new(self, Request::new(Method::Get, path), |answer| -> Result<FileLinks> {
            let document = answer.document();
            // One of them at least, to be sure that this is the right document.
            let known = document.filter(|links| Option::<Json>::from_field(links, "entities").is_some());
            known.cloned().map(FileLinks::from).ok_or_else(|| answer.unexpected("entities"))
        })
    }
}
