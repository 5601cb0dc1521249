//! [`Talk`], a conversation.

use crate::account::Account;
use crate::call::Nothing;
use crate::contacts::Contact;
use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::reference::linked::{LinkedContact, LinkedLead};
use crate::timestamp::Timestamp;

open_names! {
    /// How far a talk is.
    pub enum TalkStatus {
        /// Going on.
        InWork = "in_work",
        /// Closed.
        Closed = "closed",
        /// The client will be asked for a rate.
        NpsScheduled = "nps_scheduled",
        /// The client is asked for a rate.
        NpsInProgress = "nps_in_progress",
        /// Failed.
        WithError = "with_error",
    }
}

filter! {
    /// Conditions on talks.
    pub struct TalkFilter {
        /// The id.
        many talk_id: Id<Talk>,
        /// The contact.
        many contact_id: Id<Contact>,
        /// The lead or customer.
        many entity_id: AnyId,
        /// `lead` or `customer`.
        one entity_type: String,
        /// Only those going on.
        one only_in_work: bool,
    }
}

view! {
    /// A conversation with a client.
    pub struct Talk => TalkRecord {
        /// Its id.
        id = "talk_id": Id<Talk>,
        /// When it began.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// The client's rate.
        rate: Option<i64>,
        /// The contact.
        contact_id: Option<Id<Contact>>,
        /// The chat.
        chat_id: Option<String>,
        /// The lead or customer.
        entity_id: Option<AnyId>,
        /// `lead` or `customer`.
        entity_type: Option<String>,
        /// How far it is.
        status: Option<TalkStatus>,
        /// Whether it is going on.
        is_in_work: bool,
        /// Whether it was read.
        is_read: bool,
        /// The channel, such as `telegram`, or the code of an integration's own.
        origin: Option<String>,
        /// The source.
        source_id: Option<AnyId>,
        /// When it was missed.
        missed_at: Option<Timestamp>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
    embedded {
        /// The contact: none or one.
        contacts: Vec<LinkedContact>,
        /// The lead: none or one.
        leads: Vec<LinkedLead>,
        /// The customer: none or one.
        customers: Vec<Json>,
    }
}

entity!(Talk in "talks", with Nothing, filter TalkFilter, order Nothing);
