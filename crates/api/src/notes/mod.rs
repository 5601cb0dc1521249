//! Notes of leads, contacts, companies and customers. Kommo's pages "Notes list", "Note types", "Adding notes".
//!
//! Notes cannot be deleted.

mod note;
mod params;
mod write;

pub use note::{Note, NoteFilter, NoteOrder, NoteParams, NoteType, NoteWith};
pub use params::CallNote;
pub use write::{NewNote, NotePatch};

use crate::call::{Batch, Call, Get, List, Saved, call, call_array, done, path, saved};
use crate::client::Api;
use crate::http::{Method, Request};
use crate::id::Id;
use crate::reference::{EntityRef, EntityType};

/// The notes of an entity, or of all of a kind; from `notes` of the entities' handles, or [`Api::notes`].
#[derive(Clone)]
pub struct Notes {
    api: Api,
    path: String,
}

impl Api {
    /// The notes of all leads, contacts, companies or customers. To make one, say of which entity it is
    /// ([`NewNote::entity_id`]).
    pub fn notes(&self, entity_type: EntityType) -> Notes {
        let mut path = String::from("/api/v4/");
        path.push_str(entity_type.as_str());
        path.push_str("/notes");
        Notes { api: self.clone(), path }
    }
}

impl Notes {
    #[inline(always)]
    pub(crate) fn of(api: &Api, entity: &EntityRef) -> Self {
        let mut path = entity.path();
        path.push_str("/notes");
        Self { api: api.clone(), path }
    }

    /// `GET /{entity}/{id}/notes/{id}`: one note, or `None`.
    pub fn get(&self, id: impl Into<Id<Note>>) -> Get<Note> {
        Get::new(&self.api, path(&self.path, id.into().get()))
    }

    /// `GET /{entity}/{id}/notes`: at most 250 a page.
    pub fn list(&self) -> List<Note> {
        List::new(&self.api, &self.path)
    }

    /// `POST /{entity}/{id}/notes`: adds a note.
    pub fn create(&self, note: NewNote) -> Call<Saved<Note>> {
        call_array(&self.api, Method::Post, self.path.clone(), &note.0, saved)
    }

    /// `POST /{entity}/{id}/notes`: adds many notes, 50 at once unless told otherwise.
    pub fn create_many(&self, notes: impl IntoIterator<Item = NewNote>) -> Batch<Saved<Note>> {
        Batch::create(&self.api, self.path.clone(), notes.into_iter().map(|note| note.0))
    }

    /// `PATCH /{entity}/{id}/notes/{id}`: changes a note. The type must be said again with the params.
    pub fn update(&self, id: impl Into<Id<Note>>, patch: NotePatch) -> Call<Saved<Note>> {
        call(&self.api, Method::Patch, path(&self.path, id.into().get()), &patch, saved)
    }

    /// `PATCH /{entity}/{id}/notes`: changes many notes, 50 at once unless told otherwise.
    pub fn update_many(&self, notes: impl IntoIterator<Item = (Id<Note>, NotePatch)>) -> Batch<Saved<Note>> {
        let notes = notes.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.api, self.path.clone(), notes)
    }

    /// `POST /{entity}/notes/{id}/pin`: pins a note. Only from [`Api::notes`].
    pub fn pin(&self, id: impl Into<Id<Note>>) -> Call<()> {
        self.action(id.into(), "/pin")
    }

    /// `POST /{entity}/notes/{id}/unpin`: unpins a note. Only from [`Api::notes`].
    pub fn unpin(&self, id: impl Into<Id<Note>>) -> Call<()> {
        self.action(id.into(), "/unpin")
    }

    fn action(&self, id: Id<Note>, action: &str) -> Call<()> {
        let mut path = path(&self.path, id.get());
        path.push_str(action);
        // Pinned twice is pinned.
        Call::new(&self.api, Request::new(Method::Post, path), done).repeatable()
    }
}
