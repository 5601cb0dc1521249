//! What is left of API v2 for calls.

use crate::id::Id;
use crate::json::Text;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A call to add through API v2.
    pub struct NewLegacyCall;
}

setters! {
    NewLegacyCall {
        /// Its id at the telephony service.
        uniq: Text,
        /// How many seconds.
        duration: i64,
        /// The telephony service.
        source: Text,
        /// How it ended; as in API v4.
        call_status: i64,
        /// How it ended, in words.
        call_result: Text,
        /// Where its record is.
        link: Text,
        /// When it was.
        created_at: Timestamp,
        /// When it was changed.
        updated_at: Timestamp,
        /// Who made it.
        created_by: Id<User>,
        /// Who is responsible.
        responsible_user_id: Id<User>,
    }
}

impl NewLegacyCall {
    /// A call of a number, in (`inbound`) or out (`outbound`).
    pub fn new(phone: &str, direction: &str) -> Self {
        Self::default().other("phone_number", &phone).other("direction", &direction)
    }
}

view! {
    /// A call stored through API v2.
    pub struct LegacyCall => LegacyCallRecord {
        /// Its id.
        id: Option<AnyId>,
        /// What it was attached to.
        element_id: Option<AnyId>,
        /// Of which kind that is: 1 contact, 2 lead, 3 company, 12 customer.
        element_type: Option<i64>,
        /// Its number.
        phone_number: Option<String>,
    }
}

/// Who sees a notice.
#[derive(Clone, Copy, Debug)]
pub enum PhoneEventUsers<'a> {
    /// Everybody.
    All,
    /// Only these.
    Only(&'a [Id<User>]),
}

view! {
    /// A notice "incoming call".
    pub struct PhoneEvent => PhoneEventRecord {
        /// Its id, a text.
        uid: Option<String>,
        /// Who calls; `None` if nobody has the number.
        element_id: Option<AnyId>,
        /// Of which kind that is: 1 contact, 2 lead, 3 company, 12 customer.
        element_type: Option<i64>,
        /// The number.
        phone_number: Option<String>,
    }
}
