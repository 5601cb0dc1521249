//! Pipelines and their stages. Kommo's pages "Pipelines list" and "Stages list".
//!
//! Everybody may read them; only admins may change them.

mod pipeline;
mod status;

pub use pipeline::{NewPipeline, Pipeline, PipelinePatch};
pub use status::{NewStatus, Status, StatusDescription, StatusPatch, StatusWith, Statuses};

use crate::call::{Batch, Call, Get, List, call, call_array, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;

const PATH: &str = "/api/v4/leads/pipelines";

/// The pipelines of the account, at most 50; from [`Api::pipelines`].
#[derive(Clone)]
pub struct Pipelines(Api);

impl Api {
    /// The pipelines.
    pub fn pipelines(&self) -> Pipelines {
        Pipelines(self.clone())
    }
}

impl Pipelines {
    /// `GET /leads/pipelines/{id}`: one pipeline with its stages, or `None`.
    pub fn get(&self, id: impl Into<Id<Pipeline>>) -> Get<Pipeline> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /leads/pipelines`: all pipelines with their stages.
    pub fn list(&self) -> List<Pipeline> {
        List::new(&self.0, PATH)
    }

    /// `POST /leads/pipelines`: makes a pipeline.
    pub fn create(&self, pipeline: NewPipeline) -> Call<Pipeline> {
        call_array(&self.0, Method::Post, String::from(PATH), &pipeline.0, one)
    }

    /// `POST /leads/pipelines`: makes many pipelines.
    pub fn create_many(&self, pipelines: impl IntoIterator<Item = NewPipeline>) -> Batch<Pipeline> {
        let pipelines = pipelines.into_iter().map(|pipeline| (None, pipeline.0));
        Batch::new(&self.0, Method::Post, String::from(PATH), "pipelines", pipelines, Pipeline::from)
    }

    /// `PATCH /leads/pipelines/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Pipeline>>, patch: PipelinePatch) -> Call<Pipeline> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `DELETE /leads/pipelines/{id}`: deletes a pipeline. Not the last one, and none that has leads.
    pub fn delete(&self, id: impl Into<Id<Pipeline>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }

    /// The stages of a pipeline.
    pub fn statuses(&self, id: impl Into<Id<Pipeline>>) -> Statuses {
        let mut path = path(PATH, id.into().get());
        path.push_str("/statuses");
        Statuses { api: self.0.clone(), path }
    }
}
