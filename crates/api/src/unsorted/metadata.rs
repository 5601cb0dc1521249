//! What is known of an incoming lead when it comes.

use super::Category;
use crate::json::{Fields, Text};
use crate::timestamp::Timestamp;

body! {
    /// What is known of a request from a web form.
    pub struct FormMetadata;
}

setters! {
    FormMetadata {
        /// The visitor's address.
        ip: Text,
        /// The page the visitor came from.
        referer: Text,
        /// The visitor's id from Kommo's pixel.
        visitor_uid: Text,
        /// The form's type.
        form_type: i64,
    }
}

impl FormMetadata {
    /// The form, its page and when it was sent.
    pub fn new(form_id: &str, form_name: &str, form_page: &str, sent_at: Timestamp) -> Self {
        Self::default()
            .other("form_id", &form_id)
            .other("form_name", &form_name)
            .other("form_page", &form_page)
            .other("form_sent_at", &sent_at)
    }
}

body! {
    /// What is known of an incoming call.
    pub struct SipMetadata;
}

setters! {
    SipMetadata {
        /// Where the record is.
        link: Text,
        /// Whether an event "incoming call" is made.
        is_call_event_needed: bool,
        /// Who took it: a user's id, or a name.
        call_responsible: Text,
    }
}

impl SipMetadata {
    /// The call: its id at the telephony service, from where, which number, when, how many seconds, and the service.
    pub fn new(uniq: &str, from: &str, phone: &str, at: Timestamp, seconds: i64, service_code: &str) -> Self {
        Self::default()
            .other("uniq", &uniq)
            .other("from", &from)
            .other("phone", &phone)
            .other("called_at", &at)
            .other("duration", &seconds)
            .other("service_code", &service_code)
    }
}

/// What is known of an incoming lead.
#[derive(Clone)]
pub enum Metadata {
    /// A request from a web form.
    Form(FormMetadata),
    /// An incoming call.
    Sip(SipMetadata),
}

impl Metadata {
    pub(crate) fn category(&self) -> Category {
        match self {
            Self::Form(_) => Category::Forms,
            Self::Sip(_) => Category::Sip,
        }
    }

    pub(crate) fn into_fields(self) -> Fields {
        match self {
            Self::Form(metadata) => metadata.0,
            Self::Sip(metadata) => metadata.0,
        }
    }
}

impl From<FormMetadata> for Metadata {
    fn from(metadata: FormMetadata) -> Self {
        Self::Form(metadata)
    }
}

impl From<SipMetadata> for Metadata {
    fn from(metadata: SipMetadata) -> Self {
        Self::Sip(metadata)
    }
}
