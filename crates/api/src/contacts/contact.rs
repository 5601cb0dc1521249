//! [`Contact`], what can be read of a contact.

use crate::account::Account;
use crate::call::{Searchable, Span};
use crate::custom_fields::{FieldValues, custom_fields};
use crate::id::Id;
use crate::json::Json;
use crate::reference::linked::{LinkedCompany, LinkedElement, LinkedLead};
use crate::tags::Tag;
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What can be asked for with a contact.
    pub enum ContactWith {
        /// Its leads.
        Leads = "leads",
        /// Its customers.
        Customers = "customers",
        /// The catalog elements linked to it.
        CatalogElements = "catalog_elements",
        /// Its profiles in social networks.
        SocialProfiles = "social_profiles",
        /// Only contacts in the recycle bin.
        OnlyDeleted = "only_deleted",
    }
}

names! {
    /// What lists of contacts and companies can be ordered by.
    pub enum ContactOrder {
        /// When they were changed.
        UpdatedAt = "updated_at",
        /// Their ids.
        Id = "id",
    }
}

filter! {
    /// Conditions on contacts.
    pub struct ContactFilter {
        /// The id.
        many id: Id<Contact>,
        /// The name.
        many name: String,
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
        /// When its nearest task is due.
        span closest_task_at: Span,
    }
}

custom_field_filter!(ContactFilter);

view! {
    /// A contact. What needs a [`ContactWith`] is empty without it.
    pub struct Contact => ContactRecord {
        /// Its id.
        id: Id<Contact>,
        /// Its whole name.
        name: Option<String>,
        /// Its first name.
        first_name: Option<String>,
        /// Its last name.
        last_name: Option<String>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// The group of who is responsible.
        group_id: Option<Id<crate::account::UsersGroup>>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// When its nearest task is due.
        closest_task_at: Option<Timestamp>,
        /// Whether it is in the recycle bin.
        is_deleted: bool,
        /// Whether it belongs to an incoming lead not yet accepted.
        is_unsorted: bool,
        /// Its custom fields that have a value; see [`Contact::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
    embedded {
        /// Its tags.
        tags: Vec<Tag>,
        /// Its company: none or one.
        companies: Vec<LinkedCompany>,
        /// Its leads. Needs [`ContactWith::Leads`].
        leads: Vec<LinkedLead>,
        /// Its customers. Needs [`ContactWith::Customers`].
        customers: Vec<Json>,
        /// The catalog elements linked to it. Needs [`ContactWith::CatalogElements`].
        catalog_elements: Vec<LinkedElement>,
    }
}

entity!(Contact in "contacts", with ContactWith, filter ContactFilter, order ContactOrder);

custom_fields!(Contact);

impl Searchable for Contact {}

impl Contact {
    /// The first phone number.
    pub fn phone(&self) -> Option<String> {
        self.field("PHONE")?.text()
    }

    /// The first e-mail address.
    pub fn email(&self) -> Option<String> {
        self.field("EMAIL")?.text()
    }
}
