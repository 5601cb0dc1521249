//! The log of calls of API v4.

use crate::account::Account;
use crate::id::Id;
use crate::json::{Json, Text};
use crate::notes::Note;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A call to add.
    pub struct NewCall;
}

setters! {
    NewCall {
        /// Its id at the telephony service.
        uniq: Text,
        /// Where its record is: a server that answers ranges of bytes.
        link: Text,
        /// How it ended, in words.
        call_result: Text,
        /// How it ended: 1 left a message, 2 call back later, 3 not available, 4 talked, 5 wrong number, 6 no answer,
        /// 7 busy.
        call_status: i64,
        /// Who took it: a user's id, a name or a number.
        call_responsible: Text,
        /// Who is responsible.
        responsible_user_id: Id<User>,
        /// Who made it, if it is not said who took it.
        created_by: Id<User>,
        /// Who changed it.
        updated_by: Id<User>,
        /// When it was.
        created_at: Timestamp,
        /// When it was changed.
        updated_at: Timestamp,
        /// A mark that the answer repeats.
        request_id: Text,
    }
}

impl NewCall {
    /// An incoming call: the number, how many seconds, and the telephony service.
    pub fn inbound(phone: &str, seconds: i64, source: &str) -> Self {
        Self::new("inbound", phone, seconds, source)
    }

    /// An outgoing call.
    pub fn outbound(phone: &str, seconds: i64, source: &str) -> Self {
        Self::new("outbound", phone, seconds, source)
    }

    fn new(direction: &str, phone: &str, seconds: i64, source: &str) -> Self {
        Self::default()
            .other("direction", &direction)
            .other("phone", &phone)
            .other("duration", &seconds)
            .other("source", &source)
    }
}

open_names! {
    /// What a call was attached to.
    pub enum CallEntity {
        /// A lead.
        Lead = "lead",
        /// A contact.
        Contact = "contact",
        /// A company.
        Company = "company",
        /// A customer.
        Customer = "customer",
    }
}

view! {
    /// What became of the calls.
    pub struct CallLog => CallLogRecord {
        /// The calls that were not stored, mostly as nobody has their number.
        errors: Vec<Json>,
    }
    embedded {
        /// The calls that were stored.
        calls: Vec<CallLogged>,
    }
}

view! {
    /// A stored call.
    pub struct CallLogged => CallLoggedRecord {
        /// Its note.
        id: Id<Note>,
        /// What it was attached to.
        entity_id: Option<AnyId>,
        /// Of which kind that is.
        entity_type: Option<CallEntity>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The mark the request gave to it.
        request_id: Option<String>,
    }
}
