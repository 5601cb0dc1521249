//! The types of events. Kommo publishes only two of the numbers (1 and 7); the others here count on from them.

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::problem::Problem;
use crate::api::reply::Reply;

/// Key and English name of every type that the reference lists.
pub(super) const TYPES: &[(&str, &str)] = &[
    ("lead_added", "New lead"),
    ("contact_added", "New contact"),
    ("company_added", "New company"),
    ("customer_added", "New customer"),
    ("lead_status_changed", "Lead stage changed"),
    ("customer_status_changed", "Customer stage changed"),
    ("lead_deleted", "Lead deleted"),
    ("lead_restored", "Lead restored"),
    ("contact_deleted", "Contact deleted"),
    ("contact_restored", "Contact restored"),
    ("company_deleted", "Company deleted"),
    ("company_restored", "Company restored"),
    ("customer_deleted", "Customer deleted"),
    ("entity_merged", "Entities merged"),
    ("entity_linked", "Entity linked"),
    ("entity_unlinked", "Entity unlinked"),
    ("task_added", "New task"),
    ("task_deleted", "Task deleted"),
    ("task_completed", "Task completed"),
    ("task_type_changed", "Task type changed"),
    ("task_text_changed", "Task text changed"),
    ("task_deadline_changed", "Task deadline changed"),
    ("task_result_added", "Task result added"),
    ("incoming_call", "Incoming call"),
    ("outgoing_call", "Outgoing call"),
    ("incoming_chat_message", "Incoming message"),
    ("outgoing_chat_message", "Outgoing message"),
    ("entity_direct_message", "Internal message"),
    ("incoming_mail", "Incoming e-mail"),
    ("outgoing_mail", "Outgoing e-mail"),
    ("incoming_sms", "Incoming SMS"),
    ("outgoing_sms", "Outgoing SMS"),
    ("entity_tag_added", "Tag added"),
    ("entity_tag_deleted", "Tag removed"),
    ("link_followed", "Link followed"),
    ("transaction_added", "Purchase added"),
    ("common_note_added", "New note"),
    ("common_note_deleted", "Note deleted"),
    ("attachment_note_added", "New file"),
    ("targeting_in_note_added", "Added to retargeting"),
    ("targeting_out_note_added", "Removed from retargeting"),
    ("geo_note_added", "New note with a place"),
    ("service_note_added", "New system note"),
    ("site_visit_note_added", "Site visit"),
    ("message_to_cashier_note_added", "Message to the cashier"),
    ("key_action_completed", "Key action completed"),
    ("sale_field_changed", "Sale changed"),
    ("name_field_changed", "Name changed"),
    ("ltv_field_changed", "Lifetime value changed"),
    ("custom_field_value_changed", "Field changed"),
    ("entity_responsible_changed", "Responsible user changed"),
    ("robot_replied", "Robot replied"),
    ("intent_identified", "Intent identified"),
    ("nps_rate_added", "New NPS rating"),
    ("talk_created", "Conversation created"),
    ("talk_closed", "Conversation closed"),
    ("conversation_answered", "Conversation answered"),
];

/// The languages the types come in; the sandbox knows their names in English only.
const LANGUAGES: [&str; 4] = ["en", "es", "ru", "pt"];

pub(super) fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    if let Some(language) = call.query.get("language_code")
        && !LANGUAGES.contains(&language)
    {
        return Err(Problem::bad_request(format!(
            "language_code: `{language}` is not one of {}",
            LANGUAGES.join(", ")
        )));
    }
    let types: Vec<Value> = (1..)
        .zip(TYPES)
        .map(|(number, (key, lang)): (i64, _)| json!({ "key": key, "type": number, "lang": lang }))
        .collect();
    Ok(Reply::total(call, "events_types", types))
}
