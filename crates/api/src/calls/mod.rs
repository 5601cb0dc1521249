//! Phone calls: adding them to the log, and the notice of an incoming one. Kommo's pages "Calls", "Call logging",
//! "Caller ID".

mod legacy;
mod log;

pub use legacy::{LegacyCall, NewLegacyCall, PhoneEvent, PhoneEventUsers};
pub use log::{CallEntity, CallLog, CallLogged, NewCall};

use crate::Result;
use crate::call::{Call, call};
use crate::client::Api;
use crate::http::{Answer, Method};
use crate::json::{Fields, FromField, ToJson};

/// The log of calls; from [`Api::calls`]. It can only be added to; calls are read as notes.
#[derive(Clone)]
pub struct Calls(Api);

impl Api {
    /// The log of calls.
    pub fn calls(&self) -> Calls {
        Calls(self.clone())
    }
}

impl Calls {
    /// `POST /calls`: adds calls, which Kommo attaches to whom the number belongs to, by its last 10 digits: to the lead
    /// if there is exactly one active one and no customer, to the customer if it is the other way round, else to the
    /// contact or company. Calls of unknown numbers are not stored: they are in [`CallLog::errors`].
    pub fn create(&self, calls: &[NewCall]) -> Call<CallLog> {
        call(&self.0, Method::Post, String::from("/api/v4/calls"), &calls as &dyn ToJson, |answer| {
            answer.document().cloned().map(CallLog::from).ok_or_else(|| answer.unexpected("calls"))
        })
    }

    /// `POST /api/v2/calls`: the older way of adding calls.
    pub fn create_legacy(&self, calls: &[NewLegacyCall]) -> Call<Vec<LegacyCall>> {
        let mut fields = Fields::new();
        fields.set("add", &calls as &dyn ToJson);
        call(&self.0, Method::Post, String::from("/api/v2/calls"), &fields, items)
    }

    /// `POST /api/v2/events`: shows users the notice "incoming call". Kommo finds who calls by the last 8 digits.
    pub fn notify(&self, phone: &str, users: PhoneEventUsers<'_>) -> Call<Vec<PhoneEvent>> {
        let mut event = Fields::new();
        event.set("type", &"phone_call");
        event.set("phone_number", &phone);
        if let PhoneEventUsers::Only(users) = users {
            event.set("users", &users as &dyn ToJson);
        }
        let mut fields = Fields::new();
        fields.push("add", &event);
        call(&self.0, Method::Post, String::from("/api/v2/events"), &fields, items)
    }
}

fn items<T: crate::json::FromJson>(answer: Answer) -> Result<Vec<T>> {
    let embedded = answer.document().and_then(|document| document.get("_embedded"));
    embedded.map(|embedded| Vec::from_field(&embedded, "items")).ok_or_else(|| answer.unexpected("items"))
}
