//! [`CallNote`], what a note about a call says.

use crate::json::Text;

body! {
    /// What a note about a call says.
    pub struct CallNote;
}

setters! {
    CallNote {
        /// Who took the call: a user's id, or a name.
        call_responsible: Text,
        /// How the call ended, in words.
        call_result: Text,
        /// How the call ended: 1 left a message, 2 call back later, 3 not available, 4 talked, 5 wrong number, 6 no
        /// answer, 7 busy.
        call_status: i64,
    }
}

impl CallNote {
    /// A call: its id at the telephony service, how many seconds it took, the service, where the record is, and the
    /// number.
    pub fn new(uniq: &str, seconds: i64, source: &str, link: &str, phone: &str) -> Self {
        Self::default()
            .other("uniq", &uniq)
            .other("duration", &seconds)
            .other("source", &source)
            .other("link", &link)
            .other("phone", &phone)
    }
}
