//! [`Lead`], what can be read of a lead.

use super::{LeadFilter, LeadOrder, LossReason};
use crate::call::Searchable;
use crate::contacts::Contact;
use crate::custom_fields::{FieldValues, custom_fields};
use crate::id::Id;
use crate::json::Json;
use crate::pipelines::{Pipeline, Status};
use crate::reference::linked::{LinkedCompany, LinkedContact, LinkedElement};
use crate::tags::Tag;
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What can be asked for with a lead.
    pub enum LeadWith {
        /// Its contacts.
        Contacts = "contacts",
        /// The catalog elements linked to it.
        CatalogElements = "catalog_elements",
        /// Why it was lost.
        LossReason = "loss_reason",
        /// Whether a robot changed its price last.
        IsPriceModifiedByRobot = "is_price_modified_by_robot",
        /// The id of its source.
        SourceId = "source_id",
        /// Its source.
        Source = "source",
        /// Only leads in the recycle bin, with their id, change and account only.
        OnlyDeleted = "only_deleted",
    }
}

view! {
    /// A lead. What needs a [`LeadWith`] is `None` or empty without it.
    pub struct Lead => LeadRecord {
        /// Its id.
        id: Id<Lead>,
        /// Its name.
        name: Option<String>,
        /// Its budget, in whole units of the account's currency.
        price: Option<i64>,
        /// Its budget with cents; newer accounts only.
        price_with_minor_units: Option<f64>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// The group of who is responsible.
        group_id: Option<Id<crate::account::UsersGroup>>,
        /// The stage it is in. 142 is won and 143 lost in every pipeline.
        status_id: Option<Id<Status>>,
        /// The pipeline it is in.
        pipeline_id: Option<Id<Pipeline>>,
        /// Why it was lost.
        loss_reason_id: Option<Id<LossReason>>,
        /// Where it came from. Needs [`LeadWith::SourceId`].
        source_id: Option<i64>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// When it was closed.
        closed_at: Option<Timestamp>,
        /// When its nearest task is due.
        closest_task_at: Option<Timestamp>,
        /// Whether it is in the recycle bin.
        is_deleted: bool,
        /// Its score.
        score: Option<i64>,
        /// Its custom fields that have a value; see [`Lead::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<crate::account::Account>>,
        /// Work spent on it, in seconds.
        labor_cost: Option<i64>,
        /// Whether its budget is computed from its elements.
        is_price_computed: bool,
        /// Needs [`LeadWith::IsPriceModifiedByRobot`].
        is_price_modified_by_robot: Option<bool>,
    }
    embedded {
        /// Its tags.
        tags: Vec<Tag>,
        /// Its company: none or one.
        companies: Vec<LinkedCompany>,
        /// Its contacts. Needs [`LeadWith::Contacts`].
        contacts: Vec<LinkedContact>,
        /// The catalog elements linked to it. Needs [`LeadWith::CatalogElements`].
        catalog_elements: Vec<LinkedElement>,
        /// Why it was lost: none or one. Needs [`LeadWith::LossReason`].
        loss_reason: Vec<LossReason>,
        /// Where it came from: `id` and `name`. Needs [`LeadWith::Source`].
        source: Option<Json>,
    }
}

entity!(Lead in "leads", with LeadWith, filter LeadFilter, order LeadOrder);

custom_fields!(Lead);

impl Searchable for Lead {}

impl Lead {
    /// The contact marked as the main one. Needs [`LeadWith::Contacts`].
    pub fn main_contact_id(&self) -> Option<Id<Contact>> {
        let contacts = self.json().embedded("contacts")?;
        contacts.items().map(LinkedContact::from).find(LinkedContact::is_main).map(|contact| contact.id())
    }
}
