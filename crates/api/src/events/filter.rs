//! [`EventFilter`], the conditions on events.

use crate::call::Span;
use crate::catalogs::Catalog;
use crate::custom_fields::FieldEnum;
use crate::id::Id;
use crate::json::push_integer;
use crate::pipelines::{Pipeline, Status};
use crate::reference::AnyId;
use crate::users::User;

/// The kinds of entities in events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum EventEntity {
    /// Leads.
    Lead,
    /// Contacts. Chat messages are found under these, even if they belong to a lead.
    Contact,
    /// Companies.
    Company,
    /// Customers.
    Customer,
    /// Tasks.
    Task,
    /// The elements of a list.
    Catalog(Id<Catalog>),
}

impl crate::call::Param for EventEntity {
    #[inline(always)]
    fn push_param(&self, out: &mut String) {
        out.push_str(match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Customer => "customer",
            Self::Task => "task",
            Self::Catalog(_) => "catalog_",
        });
        if let Self::Catalog(id) = self {
            push_integer(out, id.get() as i64);
        }
    }
}

filter! {
    /// Conditions on events. At most 10 users and 10 entities of one kind.
    pub struct EventFilter {
        /// The id.
        many id: String,
        /// When it happened.
        span created_at: Span,
        /// Who did it.
        many created_by: Id<User>,
        /// The kind of entity.
        many entity: EventEntity,
        /// The entity; only together with one kind.
        many entity_id: AnyId,
        /// What happened. `custom_field_{id}_value_changed` cannot be combined with others.
        many event_type = "type": String,
    }
}

impl EventFilter {
    /// Leads that came to a stage; for `lead_status_changed`.
    pub fn to_status(self, pipeline: impl Into<Id<Pipeline>>, status: impl Into<Id<Status>>) -> Self {
        self.status("value_after", pipeline.into(), status.into())
    }

    /// Leads that left a stage; for `lead_status_changed`.
    pub fn from_status(self, pipeline: impl Into<Id<Pipeline>>, status: impl Into<Id<Status>>) -> Self {
        self.status("value_before", pipeline.into(), status.into())
    }

    fn status(mut self, side: &str, pipeline: Id<Pipeline>, status: Id<Status>) -> Self {
        let mut key = String::from("filter[");
        key.push_str(side);
        key.push_str("][leads_statuses][");
        push_integer(&mut key, self.0.count() as i64);
        key.push_str("][");
        let stem = key.len();
        key.push_str("pipeline_id]");
        self.0.push(&key, &pipeline);
        key.truncate(stem);
        key.push_str("status_id]");
        self.0.push(&key, &status);
        self
    }

    /// Who became responsible; for `entity_responsible_changed`.
    pub fn new_responsible(mut self, user: impl Into<Id<User>>) -> Self {
        self.0.push("filter[value_after][responsible_user_id]", &user.into());
        self
    }

    /// An option that was chosen; only with the one type of a custom field.
    pub fn chosen(mut self, option: impl Into<Id<FieldEnum>>) -> Self {
        self.0.push("filter[value_after][custom_field_values]", &option.into());
        self
    }

    /// The new value; for `nps_rate_added`, `sale_field_changed`, `name_field_changed`, `ltv_field_changed` and
    /// `custom_field_value_changed`.
    pub fn new_value(mut self, value: &str) -> Self {
        self.0.push("filter[value_after][value]", &value);
        self
    }
}
