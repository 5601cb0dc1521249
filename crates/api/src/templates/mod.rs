//! Templates of chat messages. Kommo's page "Chat templates".
//!
//! An integration sees only the templates it made itself.

mod template;
mod write;

pub use template::{Review, ReviewStatus, Template, TemplateFilter, TemplateWith};
pub use write::{NewTemplate, TemplateButton, TemplatePatch};

use crate::call::{Batch, Call, Get, List, call, call_array, done, one, path, remove};
use crate::client::Api;
use crate::http::{Method, Request};
use crate::id::Id;
use crate::json::{Fields, ToJson};

const PATH: &str = "/api/v4/chats/templates";

/// The templates; from [`Api::chat_templates`]. Listing and writing need an admin.
#[derive(Clone)]
pub struct Templates(Api);

impl Api {
    /// The templates of chat messages.
    pub fn chat_templates(&self) -> Templates {
        Templates(self.clone())
    }
}

impl Templates {
    /// `GET /chats/templates`: at most 50 a page.
    pub fn list(&self) -> List<Template> {
        List::new(&self.0, PATH)
    }

    /// `GET /chats/templates/{id}`: one; an error of the kind `NotFound` if there is none.
    pub fn get(&self, id: impl Into<Id<Template>>) -> Get<Template> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /chats/templates`: makes a template.
    pub fn create(&self, template: NewTemplate) -> Call<Template> {
        call_array(&self.0, Method::Post, String::from(PATH), &template.0, one)
    }

    /// `POST /chats/templates`: makes many templates.
    pub fn create_many(&self, templates: impl IntoIterator<Item = NewTemplate>) -> Batch<Template> {
        let templates = templates.into_iter().map(|template| (None, template.0));
        Batch::new(&self.0, Method::Post, String::from(PATH), "chat_templates", templates, Template::from)
    }

    /// `PATCH /chats/templates/{id}`: changes what the patch sets; those of WhatsApp only while they are drafts.
    pub fn update(&self, id: impl Into<Id<Template>>, patch: TemplatePatch) -> Call<Template> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `PATCH /chats/templates`: changes many templates.
    pub fn update_many(
        &self,
        templates: impl IntoIterator<Item = (Id<Template>, TemplatePatch)>,
    ) -> Batch<Template> {
        let templates = templates.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::changes(&self.0, String::from(PATH), templates)
    }

    /// `DELETE /chats/templates/{id}`: deletes a template, and its file if nothing else uses it.
    pub fn delete(&self, id: impl Into<Id<Template>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }

    /// `DELETE /chats/templates`: deletes many templates.
    pub fn delete_many(&self, ids: &[Id<Template>]) -> Call<()> {
        let items: Vec<Fields> = ids.iter().map(id_object).collect();
        call(&self.0, Method::Delete, String::from(PATH), &items as &dyn ToJson, done)
    }

    /// `POST /chats/templates/{id}/review`: sends a template to WhatsApp's review.
    pub fn send_to_review(&self, id: impl Into<Id<Template>>) -> Call<crate::Page<Review>> {
        let request = Request::new(Method::Post, review(id.into())).json("{}");
        Call::new(&self.0, request, crate::call::page)
    }

    /// `POST /chats/templates/{id}/review/{id}`: says how a review ended; the reason is for a refusal.
    pub fn set_review(
        &self,
        id: impl Into<Id<Template>>,
        review_id: impl Into<Id<Review>>,
        status: &ReviewStatus,
        reject_reason: Option<&str>,
    ) -> Call<Review> {
        let mut fields = Fields::new();
        fields.set("status", status);
        if reject_reason.is_some() {
            fields.set("reject_reason", &reject_reason);
        }
        let address = path(&review(id.into()), review_id.into().get());
        // Said twice is said.
        call(&self.0, Method::Post, address, &fields, one).repeatable()
    }
}

fn review(id: Id<Template>) -> String {
    let mut path = path(PATH, id.get());
    path.push_str("/review");
    path
}

fn id_object(id: &Id<Template>) -> Fields {
    let mut fields = Fields::new();
    fields.set("id", id);
    fields
}
