//! Events, incoming leads, talks, calls, files.

use serde_json::json;

use super::check;
use crate::Json;

#[test]
fn events() {
    check::<crate::events::Event>(json!({
        "id": "01abc", "type": "lead_status_changed", "entity_id": 1, "entity_type": "lead", "created_by": 2, "created_at": 3,
        "value_after": [
            {"lead_status": {"id": 142, "pipeline_id": 5}},
            {"link": {"entity": {"id": 1, "type": "contact"}}, "unlink": {"entity": {"id": 1, "type": "contact"}}},
            {"custom_field_value": {"field_id": 1, "field_type": 4, "enum_id": null, "text": "x"}}
        ],
        "value_before": [{"lead_status": {"id": 1, "pipeline_id": 5}}],
        "account_id": 4, "linked_talk_contact_id": 5, "_embedded": {"entity": {"id": 1, "name": "Deal"}}
    }));
    check::<crate::events::EventType>(json!({"key": "lead_added", "type": 1, "lang": "New lead"}));
}

#[test]
fn values_of_events() {
    let value = |text: &str| crate::events::EventValue::from(Json::parse(text).unwrap());
    assert_eq!(value(r#"{"note":{"id":3}}"#).note_id(), Some(3u64.into()));
    assert_eq!(value(r#"{"tag":{"name":"vip"}}"#).tag().as_deref(), Some("vip"));
    assert_eq!(value(r#"{"task":{"text":"x"}}"#).task_text().as_deref(), Some("x"));
    assert_eq!(value(r#"{"task_deadline":{"timestamp":5}}"#).task_deadline(), Some(crate::Timestamp(5)));
    assert_eq!(value(r#"{"responsible_user":{"id":6}}"#).responsible_user_id(), Some(6u64.into()));
    assert_eq!(value(r#"{"nps":{"rate":9}}"#).rate(), Some(9));
    assert_eq!(value(r#"{"message":{"id":"m"}}"#).message_id().as_deref(), Some("m"));
    assert_eq!(value("[]").note_id(), None);
}

#[test]
fn incoming_leads() {
    let embedded = json!({"contacts": [{"id": 1}], "leads": [{"id": 2}], "companies": [{"id": 3}]});
    check::<crate::unsorted::Unsorted>(json!({
        "uid": "u", "source_uid": "s", "source_name": "Shop", "category": "forms", "pipeline_id": 1, "created_at": 2,
        "metadata": {"form_id": "f"}, "account_id": 3, "request_id": "0", "_embedded": embedded
    }));
    check::<crate::unsorted::UnsortedResult>(json!({
        "uid": "u", "pipeline_id": 1, "category": "sip", "created_at": 2, "_embedded": embedded
    }));
    let summary = json!({
        "total": 4, "accepted": 1, "declined": 2, "average_sort_time": 3,
        "categories": {"chats": {"total": 0}, "forms": {"total": 4}, "mail": {"total": 0}, "sip": {"total": 0}}
    });
    check::<crate::unsorted::UnsortedSummary>(summary.clone());
    let summary = crate::unsorted::UnsortedSummary::from(Json::parse(&summary.to_string()).unwrap());
    assert_eq!(summary.of(&crate::unsorted::Category::Forms), Some(4));
}

#[test]
fn talks() {
    check::<crate::talks::Talk>(json!({
        "talk_id": 1, "created_at": 2, "updated_at": 3, "rate": 4, "contact_id": 5, "chat_id": "c", "entity_id": 6,
        "entity_type": "lead", "status": "nps_scheduled", "is_in_work": true, "is_read": true, "origin": "telegram",
        "source_id": 7, "missed_at": 8, "account_id": 9,
        "_embedded": {"contacts": [{"id": 5}], "leads": [{"id": 6}], "customers": [{"id": 7}]}
    }));
    check::<crate::talks::Message>(json!({
        "id": "m", "type": "incoming", "message_type": "text", "author": {"type": "external"}, "text": "hi",
        "delivery_status": "read", "attachment": {"type": "file"}, "created_at": 1
    }));
}

#[test]
fn calls() {
    check::<crate::calls::CallLog>(json!({
        "_total_items": 1, "errors": [{"request_id": "1"}],
        "_embedded": {"calls": [
            {"id": 1, "entity_id": 2, "entity_type": "lead", "account_id": 3, "request_id": "0"}
        ]}
    }));
    check::<crate::calls::PhoneEvent>(
        json!({"element_id": 1, "element_type": 2, "uid": "u", "phone_number": "+1"}),
    );
    check::<crate::calls::LegacyCall>(
        json!({"id": 3, "element_id": 1, "element_type": 2, "phone_number": "+1"}),
    );
}

#[test]
fn files() {
    let file = json!({
        "uuid": "u", "version_uuid": "v", "name": "a b.txt", "sanitized_name": "a_b.txt", "size": 1, "type": "document",
        "metadata": {"extension": "txt", "mime_type": "text/plain"}, "source_id": 2, "is_trashed": true,
        "has_multiple_versions": true, "previews": [{"download_link": "l", "width": 3, "height": 4}], "created_at": 5,
        "created_by": {"id": 6, "type": "internal"}, "updated_at": 7, "updated_by": {"id": 6, "type": "internal"},
        "deleted_at": 8, "deleted_by": {"id": 6, "type": "internal"},
        "_links": {"download": {"href": "https://d.example/1"}, "download_version": {"href": "https://d.example/2"}}
    });
    check::<crate::files::File>(file.clone());
    let file = crate::files::File::from(Json::parse(&file.to_string()).unwrap());
    assert_eq!(file.download_link().as_deref(), Some("https://d.example/1"));
    check::<crate::files::FileVersion>(json!({
        "file_uuid": "u", "version_uuid": "v", "name": "n", "size": 1, "is_main": true, "created_at": 2
    }));
    check::<crate::files::EntityFile>(json!({"file_uuid": "u", "id": 1}));
    check::<crate::files::FileLinks>(
        json!({"file_uuid": "u", "entities": [{"id": 1, "entity_type": "leads"}]}),
    );
}
