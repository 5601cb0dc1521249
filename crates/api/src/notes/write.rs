//! What can be written of a note.

use super::{CallNote, NoteType};
use crate::id::Id;
use crate::json::{Fields, Text, ToJson};
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A new note. Not every type can be made: e-mails and chats, for example, come only from Kommo.
    pub struct NewNote;
}

setters! {
    NewNote {
        /// The entity; only in the notes of all entities of a kind.
        entity_id: AnyId,
        /// Who made it; 0 is the robot. Calls count in the statistics only if this is who is responsible.
        created_by: Id<User>,
        /// When it was made; may be in the past.
        created_at: Timestamp,
        /// Who is responsible.
        responsible_user_id: Id<User>,
        /// Whether it starts the digital pipeline's triggers; it does if this is not set.
        is_need_to_trigger_digital_pipeline: bool,
        /// A mark that the answer repeats.
        request_id: Text,
    }
}

fn texts(pairs: &[(&'static str, &str)]) -> Fields {
    let mut params = Fields::new();
    for (key, value) in pairs {
        params.put(key, value);
    }
    params
}

impl NewNote {
    /// A note of any type with its params.
    pub fn new(note_type: &NoteType, params: &dyn ToJson) -> Self {
        Self::of(note_type.as_str(), params)
    }

    /// By the type's name: naming a variant would bring the names of all.
    fn of(note_type: &str, params: &dyn ToJson) -> Self {
        Self::default().other("note_type", &note_type).other("params", params)
    }

    /// A text.
    pub fn common(text: &str) -> Self {
        Self::of("common", &texts(&[("text", text)]))
    }

    /// An incoming call.
    pub fn call_in(call: &CallNote) -> Self {
        Self::of("call_in", call)
    }

    /// An outgoing call.
    pub fn call_out(call: &CallNote) -> Self {
        Self::of("call_out", call)
    }

    /// A message of a service.
    pub fn service_message(service: &str, text: &str) -> Self {
        Self::of("service_message", &texts(&[("service", service), ("text", text)]))
    }

    /// A longer message of a service.
    pub fn extended_service_message(service: &str, text: &str) -> Self {
        Self::of("extended_service_message", &texts(&[("service", service), ("text", text)]))
    }

    /// A message to the cashier; the status is `created`, `shown` or `canceled`.
    pub fn message_cashier(status: &str, text: &str) -> Self {
        Self::of("message_cashier", &texts(&[("status", status), ("text", text)]))
    }

    /// A place.
    pub fn geolocation(text: &str, address: &str, longitude: &str, latitude: &str) -> Self {
        let params = [("text", text), ("address", address), ("longitude", longitude), ("latitude", latitude)];
        Self::of("geolocation", &texts(&params))
    }

    /// An incoming text message.
    pub fn sms_in(phone: &str, text: &str) -> Self {
        Self::of("sms_in", &texts(&[("phone", phone), ("text", text)]))
    }

    /// An outgoing text message.
    pub fn sms_out(phone: &str, text: &str) -> Self {
        Self::of("sms_out", &texts(&[("phone", phone), ("text", text)]))
    }

    /// A file of the files service; its newest version if none is said.
    pub fn attachment(file_uuid: &str, version_uuid: Option<&str>, file_name: &str) -> Self {
        let mut params = texts(&[("file_uuid", file_uuid), ("file_name", file_name)]);
        if version_uuid.is_some() {
            params.set("version_uuid", &version_uuid);
        }
        Self::of("attachment", &params)
    }

    /// An invoice was paid.
    pub fn invoice_paid(service: &str, text: &str, icon_url: &str) -> Self {
        let params = [("service", service), ("text", text), ("icon_url", icon_url)];
        Self::of("invoice_paid", &texts(&params))
    }
}

body! {
    /// A change of a note: what is not set is left as it is.
    pub struct NotePatch;
}

impl NotePatch {
    /// What the note is to say. The type is the one it has.
    pub fn new(note_type: &NoteType, params: &dyn ToJson) -> Self {
        Self::of(note_type.as_str(), params)
    }

    /// By the type's name: naming a variant would bring the names of all.
    fn of(note_type: &str, params: &dyn ToJson) -> Self {
        Self::default().other("note_type", &note_type).other("params", params)
    }

    /// Another text.
    pub fn common(text: &str) -> Self {
        Self::of("common", &texts(&[("text", text)]))
    }
}
