//! [`EventValue`], what an event changed.

use crate::custom_fields::{CustomField, FieldEnum};
use crate::id::Id;
use crate::json::{FromField, FromJson, Json};
use crate::pipelines::{Pipeline, Status};
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

view! {
    /// One value before or after an event. Which getter has something depends on the event's type; what is not known is
    /// in [`EventValue::json`].
    pub struct EventValue => EventValueRecord {
        /// `lead_status_changed`.
        lead_status: Option<LeadStatus>,
        /// `entity_linked` and the like: the `type` and `id` of the `entity`.
        link: Option<Json>,
        /// `entity_unlinked` and the like.
        unlink: Option<Json>,
        /// `custom_field_value_changed`.
        custom_field_value: Option<CustomFieldValue>,
    }
}

view! {
    /// A stage in an event.
    pub struct LeadStatus => LeadStatusRecord {
        /// The stage.
        id: Id<Status>,
        /// Its pipeline.
        pipeline_id: Id<Pipeline>,
    }
}

view! {
    /// A custom field's value in an event.
    pub struct CustomFieldValue => CustomFieldValueRecord {
        /// The field.
        field_id: Id<CustomField>,
        /// The number of its type.
        field_type: Option<i64>,
        /// The option.
        enum_id: Option<Id<FieldEnum>>,
        /// The value as text.
        text: Option<String>,
    }
}

impl EventValue {
    fn inner<T: FromJson>(&self, outer: &str, inner: &str) -> Option<T> {
        Option::from_field(&self.0.get(outer)?, inner)
    }

    /// The note that was added: of events about notes, calls, messages.
    pub fn note_id(&self) -> Option<Id<crate::notes::Note>> {
        self.inner("note", "id")
    }

    /// The status of a customer.
    pub fn customer_status_id(&self) -> Option<AnyId> {
        self.inner("customer_status", "id")
    }

    /// The type of a task.
    pub fn task_type_id(&self) -> Option<Id<crate::account::TaskType>> {
        self.inner("task_type", "id")
    }

    /// The text of a task.
    pub fn task_text(&self) -> Option<String> {
        self.inner("task", "text")
    }

    /// When a task is due.
    pub fn task_deadline(&self) -> Option<Timestamp> {
        self.inner("task_deadline", "timestamp")
    }

    /// The chat message.
    pub fn message_id(&self) -> Option<String> {
        self.inner("message", "id")
    }

    /// The tag.
    pub fn tag(&self) -> Option<String> {
        self.inner("tag", "name")
    }

    /// Who is responsible.
    pub fn responsible_user_id(&self) -> Option<Id<User>> {
        self.inner("responsible_user", "id")
    }

    /// The rate a client gave, 0 to 10.
    pub fn rate(&self) -> Option<i64> {
        self.inner("nps", "rate")
    }

    /// The purchase.
    pub fn transaction_id(&self) -> Option<AnyId> {
        self.inner("transaction", "id")
    }

    /// The robot that answered.
    pub fn helpbot_id(&self) -> Option<AnyId> {
        self.inner("helpbot", "id")
    }
}
