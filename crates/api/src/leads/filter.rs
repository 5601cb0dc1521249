//! What lists of leads are filtered and ordered by.

use super::Lead;
use crate::call::Span;
use crate::id::Id;
use crate::pipelines::{Pipeline, Status};
use crate::users::User;

names! {
    /// What lists of leads can be ordered by.
    pub enum LeadOrder {
        /// When they were made.
        CreatedAt = "created_at",
        /// When they were changed.
        UpdatedAt = "updated_at",
        /// Their ids.
        Id = "id",
    }
}

filter! {
    /// Conditions on leads.
    pub struct LeadFilter {
        /// The id.
        many id: Id<Lead>,
        /// The name.
        many name: String,
        /// The budget.
        span price: Span,
        /// The pipeline.
        many pipeline_id: Id<Pipeline>,
        /// Who made it.
        many created_by: Id<User>,
        /// Who changed it last.
        many updated_by: Id<User>,
        /// Who is responsible.
        many responsible_user_id: Id<User>,
        /// When it was made.
        span created_at: Span,
        /// When it was changed.
        span updated_at: Span,
        /// When it was closed.
        span closed_at: Span,
        /// When its nearest task is due.
        span closest_task_at: Span,
    }
}

custom_field_filter!(LeadFilter);

impl LeadFilter {
    /// In a stage of a pipeline.
    ///
    /// May be called several times: any of the stages fits.
    pub fn status(mut self, pipeline: impl Into<Id<Pipeline>>, status: impl Into<Id<Status>>) -> Self {
        // Both keys of a pair carry its index; it only has to differ from the other pairs'.
        let mut key = String::from("filter[statuses][");
        crate::json::push_integer(&mut key, self.0.count() as i64);
        key.push_str("][");
        let stem = key.len();
        key.push_str("pipeline_id]");
        self.0.push(&key, &pipeline.into());
        key.truncate(stem);
        key.push_str("status_id]");
        self.0.push(&key, &status.into());
        self
    }
}
