//! Note types and their `params` (<https://developers.kommo.com/reference/notes-types>).

use crate::api::body::{Field, Kind, field};

const TEXT: &[Field] = &[field("text", Kind::Text).required()];
const CALL: &[Field] = &[
    field("uniq", Kind::Text).required(),
    field("duration", Kind::Int).required(),
    field("source", Kind::Text).required(),
    field("link", Kind::Text).required(),
    field("phone", Kind::Text).required(),
    field("call_responsible", Kind::IntOrText).nullable(),
    field("call_result", Kind::Text).nullable(),
    field("call_status", Kind::IntChoice(&[1, 2, 3, 4, 5, 6, 7])).nullable(),
];
const SERVICE: &[Field] = &[field("service", Kind::Text).required(), field("text", Kind::Text).required()];
const CASHIER: &[Field] = &[
    field("status", Kind::Choice(&["created", "shown", "canceled"])).required(),
    field("text", Kind::Text).required(),
];
const GEOLOCATION: &[Field] = &[
    field("text", Kind::Text).required(),
    field("address", Kind::Text).required(),
    field("longitude", Kind::Text).required(),
    field("latitude", Kind::Text).required(),
];
const SMS: &[Field] = &[field("text", Kind::Text).required(), field("phone", Kind::Text).required()];
const ATTACHMENT: &[Field] = &[
    field("file_uuid", Kind::Text).required(),
    field("version_uuid", Kind::Text),
    field("file_name", Kind::Text),
];
const PAID: &[Field] =
    &[field("service", Kind::Text), field("text", Kind::Text), field("icon_url", Kind::Text)];

/// A type the API can create: its name, the members of `params`, and the event it makes.
pub(super) type NoteType = (&'static str, &'static [Field], &'static str);

/// Every type that can be created; all others exist only to be read.
pub(super) const CREATABLE: &[NoteType] = &[
    ("common", TEXT, "common_note_added"),
    ("call_in", CALL, "incoming_call"),
    ("call_out", CALL, "outgoing_call"),
    ("service_message", SERVICE, "service_note_added"),
    ("extended_service_message", SERVICE, "service_note_added"),
    ("message_cashier", CASHIER, "message_to_cashier_note_added"),
    ("geolocation", GEOLOCATION, "geo_note_added"),
    ("sms_in", SMS, "incoming_sms"),
    ("sms_out", SMS, "outgoing_sms"),
    ("attachment", ATTACHMENT, "attachment_note_added"),
    ("bill_paid", PAID, "service_note_added"),
    ("invoice_paid", PAID, "service_note_added"),
];

/// Looks a creatable type up.
pub(super) fn find(name: &str) -> Option<&'static NoteType> {
    CREATABLE.iter().find(|(known, ..)| *known == name)
}
