//! [`Pipeline`].

use super::{NewStatus, Status};
use crate::account::Account;
use crate::call::Nothing;
use crate::id::Id;
use crate::json::Text;

view! {
    /// A pipeline.
    pub struct Pipeline => PipelineRecord {
        /// Its id.
        id: Id<Pipeline>,
        /// Its name.
        name: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Whether new leads go to it by default.
        is_main: bool,
        /// Whether it has a stage for incoming leads.
        is_unsorted_on: bool,
        /// Whether it is archived.
        is_archive: bool,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The mark the request gave to it.
        request_id: Option<String>,
    }
    embedded {
        /// Its stages, in order.
        statuses: Vec<Status>,
    }
}

entity!(Pipeline in "pipelines", with Nothing, filter Nothing, order Nothing);

impl Pipeline {
    /// One of its stages.
    pub fn status(&self, id: impl Into<Id<Status>>) -> Option<Status> {
        let id = id.into();
        self.statuses().into_iter().find(|status| status.id() == id)
    }
}

body! {
    /// A new pipeline.
    pub struct NewPipeline;
}

body! {
    /// A change of a pipeline: what is not set is left as it is.
    pub struct PipelinePatch;
}

macro_rules! pipeline_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its place among the others. Kommo renumbers them all.
                sort: i64,
                /// Whether new leads go to it by default.
                is_main: bool,
                /// Whether it has a stage for incoming leads.
                is_unsorted_on: bool,
            }
        }
    };
}

pipeline_setters!(NewPipeline);
pipeline_setters!(PipelinePatch);

impl NewPipeline {
    /// A pipeline with a name and a place; neither the main one nor with a stage for incoming leads.
    pub fn new(name: &str, sort: i64) -> Self {
        Self::default().name(name).sort(sort).is_main(false).is_unsorted_on(false)
    }

    /// Adds a stage. One with the id 142 or 143 gives another name to won or lost.
    pub fn status(mut self, status: NewStatus) -> Self {
        self.0.push("_embedded/statuses", &status);
        self
    }
}

impl PipelinePatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}
