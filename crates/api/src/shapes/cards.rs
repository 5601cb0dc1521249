//! Leads, contacts, companies, customers, tasks, notes.

use serde_json::{Value, json};

use super::check;
use crate::Json;

/// Every type of value that Kommo's page on custom fields has.
fn fields() -> Value {
    json!([
        {"field_id": 1, "field_name": "Text", "field_code": "TEXT", "field_type": "text", "is_computed": true,
         "values": [{"value": "a"}]},
        {"field_id": 2, "field_name": "Weight", "field_code": null, "field_type": "numeric", "values": [{"value": "12.5"}]},
        {"field_id": 3, "field_type": "checkbox", "values": [{"value": true}]},
        {"field_id": 4, "field_type": "select", "values": [{"value": "rail", "enum_id": 40, "enum_code": null}]},
        {"field_id": 5, "field_type": "date", "values": [{"value": 1600000000}]},
        {"field_id": 6, "field_code": "PHONE", "field_type": "multitext",
         "values": [{"value": "+1", "enum_id": 60, "enum_code": "WORK"}, {"value": "+2", "enum": "MOB"}]},
        {"field_id": 7, "field_type": "legal_entity", "values": [{"value": {"name": "Lee & Co", "entity_type": 2}}]},
        {"field_id": 8, "field_type": "chained_list", "values": [{"catalog_id": 9, "catalog_element_id": 10}]},
        {"field_id": 9, "field_type": "items", "values": [{"value": {"sku": "s", "unit_price": 2, "quantity": "3"}}]},
        {"field_id": 10, "field_type": "file", "values": [{"value": {"file_uuid": "f", "file_size": 5}}]},
        {"field_id": 11, "field_type": "of_the_future", "values": [{"value": [1]}]}
    ])
}

fn lead() -> Value {
    json!({
        "id": 1, "name": "Deal", "price": 100, "price_with_minor_units": 100.5, "responsible_user_id": 2, "group_id": 3,
        "status_id": 142, "pipeline_id": 5, "loss_reason_id": 6, "source_id": 7, "created_by": 8, "updated_by": 9,
        "created_at": 10, "updated_at": 11, "closed_at": 12, "closest_task_at": 13, "is_deleted": true,
        "custom_fields_values": fields(), "score": 14, "account_id": 15, "labor_cost": 16,
        "is_price_computed": true, "is_price_modified_by_robot": true,
        "_embedded": {
            "tags": [{"id": 1, "name": "vip", "color": null}], "companies": [{"id": 2}],
            "contacts": [{"id": 3, "is_main": true}, {"id": 4, "is_main": false}],
            "catalog_elements": [{"id": 5, "metadata": {"quantity": 1.5, "catalog_id": 6, "price_id": 7}}],
            "loss_reason": [{"id": 6, "name": "Price", "sort": 1, "created_at": 2, "updated_at": 3}],
            "source": {"id": 7, "name": "Shop"}
        },
        "_links": {"self": {"href": "https://x.kommo.com/api/v4/leads/1"}}
    })
}

#[test]
fn leads() {
    check::<crate::Lead>(lead());
    check::<crate::leads::ComplexResult>(
        json!({"id": 1, "contact_id": 2, "company_id": 3, "request_id": ["0", "1"], "merged": true}),
    );
    check::<crate::leads::Subscription>(json!({"subscriber_id": 1, "type": "user"}));
}

#[test]
fn values_of_custom_fields() {
    let lead = crate::Lead::from(Json::parse(&lead().to_string()).unwrap());
    let field = |id: u64| lead.field(id).unwrap();
    assert_eq!(field(1).text().as_deref(), Some("a"));
    assert_eq!(field(2).number(), Some(12.5));
    assert_eq!(field(3).flag(), Some(true));
    assert_eq!(field(4).enum_id(), Some(40u64.into()));
    assert_eq!(field(5).timestamp(), Some(crate::Timestamp(1_600_000_000)));
    assert_eq!(lead.field("PHONE").unwrap().coded("WORK").as_deref(), Some("+1"));
    assert_eq!(field(6).values()[1].code().as_deref(), Some("MOB"), "older answers say enum");
    assert_eq!(field(7).first().unwrap().legal_entity().unwrap().name().as_deref(), Some("Lee & Co"));
    assert_eq!(field(8).first().unwrap().catalog_element_id(), Some(10u64.into()));
    assert_eq!(field(9).first().unwrap().item().unwrap().quantity(), Some(3.0));
    assert_eq!(field(10).first().unwrap().file().unwrap().file_size(), Some(5));
    assert_eq!(field(11).field_type().unwrap().as_str(), "of_the_future", "what is not known is kept");
    assert_eq!(lead.field_named("Weight").unwrap().number(), Some(12.5));
    assert!(lead.field("NONE").is_none());
    let none = crate::Lead::from(Json::parse(r#"{"custom_fields_values":null}"#).unwrap());
    assert!(none.field("PHONE").is_none() && none.custom_fields().is_empty());
}

#[test]
fn contacts_and_companies() {
    let common = json!({
        "id": 1, "name": "Ann Lee", "first_name": "Ann", "last_name": "Lee", "responsible_user_id": 2, "group_id": 3,
        "created_by": 4, "updated_by": 5, "created_at": 6, "updated_at": 7, "closest_task_at": 8, "is_deleted": true,
        "is_unsorted": true, "custom_fields_values": fields(), "account_id": 9,
        "_embedded": {
            "tags": [{"id": 1, "name": "vip", "color": null}], "companies": [{"id": 2}], "leads": [{"id": 3}],
            "contacts": [{"id": 4, "is_main": true}], "customers": [{"id": 5}], "catalog_elements": [{"id": 6}]
        }
    });
    check::<crate::Contact>(common.clone());
    check::<crate::Company>(common);
    check::<crate::contacts::ContactChat>(json!({"id": 1, "chat_id": "c", "contact_id": 2}));
}

#[cfg(feature = "amocrm")]
#[test]
fn customers() {
    check::<crate::customers::Customer>(json!({
        "id": 1, "name": "Lee", "next_price": 2, "next_date": 3, "responsible_user_id": 4, "group_id": 5, "status_id": 6,
        "periodicity": 7, "created_by": 8, "updated_by": 9, "created_at": 10, "updated_at": 11, "closest_task_at": 12,
        "is_deleted": true, "custom_fields_values": fields(), "ltv": 13, "purchases_count": 14, "average_check": 15.5,
        "account_id": 16,
        "_embedded": {
            "segments": [{"id": 1}], "tags": [{"id": 2, "name": "vip"}], "contacts": [{"id": 3, "is_main": true}],
            "companies": [{"id": 4}], "catalog_elements": [{"id": 5}]
        }
    }));
    check::<crate::customers::Transaction>(json!({
        "id": 1, "price": 2, "comment": "c", "completed_at": 3, "customer_id": 4, "created_by": 5, "updated_by": 6,
        "created_at": 7, "updated_at": 8, "is_deleted": true, "account_id": 9,
        "_embedded": {"customer": {"id": 4}, "catalog_elements": [{"id": 5, "metadata": {"catalog_id": 6, "quantity": 7}}]}
    }));
    check::<crate::customers::Segment>(json!({
        "id": 1, "name": "Gold", "color": "10599d", "custom_fields_values": fields(),
        "available_products_price_types": [1, "2"], "customers_count": 3, "created_at": 4, "updated_at": 5, "account_id": 6
    }));
    check::<crate::customers::CustomerStatus>(json!({
        "id": 1, "name": "New", "sort": 2, "color": "#fffeb2", "is_default": true, "type": 3,
        "conditions": [[{"type": "before_purchase", "match": {"value": 1}}]], "account_id": 4
    }));
}

#[test]
fn tasks() {
    let task = json!({
        "id": 1, "text": "Call", "complete_till": 2, "task_type_id": 3, "entity_id": 4, "entity_type": "leads",
        "responsible_user_id": 5, "is_completed": true, "duration": 6, "result": {"text": "done"}, "created_by": 7,
        "updated_by": 8, "created_at": 9, "updated_at": 10, "group_id": 11, "account_id": 12
    });
    check::<crate::Task>(task.clone());
    let mut open = task;
    open["result"] = json!([]);
    let open = crate::Task::from(Json::parse(&open.to_string()).unwrap());
    assert_eq!(open.result(), None, "an empty array stands for no result");
    assert_eq!(open.text().as_deref(), Some("Call"));
}

#[test]
fn notes() {
    check::<crate::Note>(json!({
        "id": 1, "entity_id": 2, "note_type": "call_in", "created_by": 3, "updated_by": 4, "created_at": 5, "updated_at": 6,
        "responsible_user_id": 7, "group_id": 8, "account_id": 9, "is_editable": true, "is_pinned": true,
        "params": {
            "text": "t", "service": "s", "uniq": "u", "duration": 1, "source": "x", "link": "l", "phone": 15550100,
            "call_responsible": 12, "call_result": "r", "call_status": 4, "status": "shown", "address": "a",
            "longitude": "1.5", "latitude": "2.5", "file_uuid": "f", "version_uuid": "v", "file_name": "n",
            "original_name": "o", "is_drive_attachment": true, "attachment": "at", "icon_url": "i", "url": "w",
            "transaction_id": 3, "subject": "sub", "content_summary": "cs", "income": true,
            "from": {"email": "e", "name": "n"}, "to": {"email": "e", "name": "n"}, "thread_id": "th",
            "message_id": "m", "attach_cnt": 2, "delivery": {"status": "ok", "time": 1}, "answer_id": "an",
            "talk_id": 5, "is_error": true
        }
    }));
}
