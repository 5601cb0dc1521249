//! [`Event`], what happened.

use super::{EventFilter, EventValue};
use crate::account::Account;
use crate::call::Nothing;
use crate::id::Id;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What can be asked for with an event.
    pub enum EventWith {
        /// The contact's name.
        ContactName = "contact_name",
        /// The lead's name.
        LeadName = "lead_name",
        /// The company's name.
        CompanyName = "company_name",
        /// The element's name.
        CatalogElementName = "catalog_element_name",
        /// The customer's name.
        CustomerName = "customer_name",
        /// The list's name.
        CatalogName = "catalog_name",
        /// The note.
        Note = "note",
    }
}

view! {
    /// Something that happened.
    pub struct Event => EventRecord {
        /// Its id, a text of 26 characters.
        id: String,
        /// What happened, such as `lead_status_changed`. There are more than sixty, and each custom field has one:
        /// [`super::Events::types`] lists them.
        event_type = "type": String,
        /// The entity it happened to.
        entity_id: Option<AnyId>,
        /// Its kind: `lead`, `contact`, `company`, `customer`, `task`, `catalog_` and a number.
        entity_type: Option<String>,
        /// Who did it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// When.
        created_at: Option<Timestamp>,
        /// What is new.
        value_after: Vec<EventValue>,
        /// What was before.
        value_before: Vec<EventValue>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The contact of the talk; chat messages only.
        linked_talk_contact_id: Option<Id<crate::contacts::Contact>>,
    }
    embedded {
        /// The entity, with its name if it was asked for.
        entity: Option<EventSubject>,
    }
}

entity!(Event in "events", with EventWith, filter EventFilter, order Nothing);

view! {
    /// The entity of an event.
    pub struct EventSubject => EventSubjectRecord {
        /// Its id.
        id: Option<AnyId>,
        /// Its name. Needs the [`EventWith`] of its kind.
        name: Option<String>,
    }
}

view! {
    /// A type of events.
    pub struct EventType => EventTypeRecord {
        /// What stands in [`Event::event_type`].
        key: String,
        /// Its number.
        number = "type": Option<i64>,
        /// Its name.
        lang: Option<String>,
    }
}

entity!(EventType in "events_types", with Nothing, filter Nothing, order Nothing);
