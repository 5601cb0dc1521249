//! What can be read of incoming leads.

use crate::account::Account;
use crate::call::{Nothing, Span};
use crate::id::Id;
use crate::json::Json;
use crate::pipelines::Pipeline;
use crate::reference::linked::{LinkedCompany, LinkedContact, LinkedLead};
use crate::timestamp::Timestamp;

open_names! {
    /// Where incoming leads come from.
    pub enum Category {
        /// A call.
        Sip = "sip",
        /// An e-mail.
        Mail = "mail",
        /// A web form.
        Forms = "forms",
        /// A chat.
        Chats = "chats",
    }
}

names! {
    /// What incoming leads can be ordered by.
    pub enum UnsortedOrder {
        /// When they came.
        CreatedAt = "created_at",
        /// When they were changed.
        UpdatedAt = "updated_at",
    }
}

filter! {
    /// Conditions on incoming leads. The moment counts for the summary only, the category for the list only.
    pub struct UnsortedFilter {
        /// The uid.
        many uid: String,
        /// Where they come from.
        many category: Category,
        /// The pipeline.
        one pipeline_id: Id<Pipeline>,
        /// When they came.
        span created_at: Span,
    }
}

view! {
    /// An incoming lead. Its contact and company are not in their lists before it is accepted.
    pub struct Unsorted => UnsortedRecord {
        /// Its id, a text.
        uid: String,
        /// The id of its source, a text.
        source_uid: Option<String>,
        /// The name of its source.
        source_name: Option<String>,
        /// Where it comes from.
        category: Option<Category>,
        /// Its pipeline.
        pipeline_id: Option<Id<Pipeline>>,
        /// When it came.
        created_at: Option<Timestamp>,
        /// What is known of it; the properties depend on the category.
        metadata: Option<Json>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
    embedded {
        /// Its contact: none or one.
        contacts: Vec<LinkedContact>,
        /// Its lead.
        leads: Vec<LinkedLead>,
        /// Its company: none or one.
        companies: Vec<LinkedCompany>,
    }
}

entity!(Unsorted in "unsorted", with Nothing, filter UnsortedFilter, order UnsortedOrder);

view! {
    /// What became of an incoming lead.
    pub struct UnsortedResult => UnsortedResultRecord {
        /// Its id, a text.
        uid: String,
        /// Its pipeline.
        pipeline_id: Option<Id<Pipeline>>,
        /// Where it came from.
        category: Option<Category>,
        /// When it came.
        created_at: Option<Timestamp>,
    }
    embedded {
        /// The lead it became or was linked to.
        leads: Vec<LinkedLead>,
        /// The contact it became.
        contacts: Vec<LinkedContact>,
        /// The company it became.
        companies: Vec<LinkedCompany>,
    }
}

view! {
    /// How many incoming leads there were.
    pub struct UnsortedSummary => UnsortedSummaryRecord {
        /// All.
        total: Option<i64>,
        /// Accepted.
        accepted: Option<i64>,
        /// Declined.
        declined: Option<i64>,
        /// How long they waited on average, in seconds.
        average_sort_time: Option<i64>,
        /// By category: `sip`, `mail`, `forms`, `chats`, each with `total`.
        categories: Option<Json>,
    }
}

impl UnsortedSummary {
    /// How many of a category.
    pub fn of(&self, category: &Category) -> Option<i64> {
        self.0.get("categories")?.get(category.as_str())?.get("total")?.as_i64()
    }
}
