//! Pipelines, custom fields, lists, links, webhooks, widgets, templates, sources, bots and the like.

use serde_json::json;

use super::check;
use crate::Json;

#[test]
fn pipelines() {
    let status = json!({
        "id": 142, "name": "Won", "sort": 10000, "color": "#CCFF66", "is_editable": true, "pipeline_id": 1, "type": 1,
        "account_id": 2, "request_id": "0",
        "descriptions": [{
            "id": 1, "level": "newbie", "description": "d", "created_at": "2026-01-02 03:04:05",
            "updated_at": "2026-01-02 03:04:06", "created_by": 3, "updated_by": 4
        }]
    });
    check::<crate::Status>(status.clone());
    check::<crate::Pipeline>(json!({
        "id": 1, "name": "Sales", "sort": 1, "is_main": true, "is_unsorted_on": true, "is_archive": true, "account_id": 2,
        "request_id": "0", "_embedded": {"statuses": [status]}
    }));
}

#[test]
fn custom_fields() {
    let field = json!({
        "id": 1, "name": "Way", "type": "select", "code": "WAY", "sort": 2, "account_id": 3, "entity_type": "leads",
        "is_api_only": true, "is_predefined": true, "is_computed": true, "is_deletable": true, "is_visible": true,
        "is_required": true, "catalog_id": 4, "group_id": "leads_5",
        "enums": [{"id": 6, "value": "rail", "sort": 1, "code": null}, {"id": 7, "value": "road", "sort": 2, "code": "R"}],
        "nested": [{"id": 8, "parent_id": 9, "value": "v", "sort": 1}],
        "required_statuses": [{"status_id": 10, "pipeline_id": 11}],
        "hidden_statuses": [{"status_id": 12, "pipeline_id": 13}],
        "chained_lists": [{"title": "t", "catalog_id": 14}], "currency": "USD", "remind": "day",
        "tracking_callback": "f", "search_in": "contacts", "settings": [1], "triggers": [2], "request_id": "0"
    });
    check::<crate::custom_fields::CustomField>(field.clone());
    // Seen in answers to changes of many: the options as an object.
    let mut keyed = field;
    keyed["enums"] = json!({"6": {"id": 6, "value": "rail"}, "7": {"id": 7, "value": "road"}});
    let keyed = crate::custom_fields::CustomField::from(Json::parse(&keyed.to_string()).unwrap());
    assert_eq!(keyed.enums().len(), 2);
    check::<crate::custom_fields::FieldGroup>(json!({
        "id": "leads_5", "name": "Main", "is_predefined": true, "type": "custom_field_group", "entity_type": "leads",
        "sort": 1, "fields": [1, 2], "request_id": "0"
    }));
}

#[test]
fn lists_and_links() {
    check::<crate::catalogs::Catalog>(json!({
        "id": 1001, "name": "Vans", "type": "regular", "sort": 1, "can_add_elements": true, "can_show_in_cards": true,
        "can_link_multiple": true, "can_be_deleted": true, "sdk_widget_code": "w", "created_by": 2, "updated_by": 3,
        "created_at": 4, "updated_at": 5, "account_id": 6, "request_id": "0"
    }));
    check::<crate::catalogs::Element>(json!({
        "id": 1, "catalog_id": 1001, "name": "Van", "custom_fields_values": [{"field_id": 1, "values": [{"value": "9"}]}],
        "created_by": 2, "updated_by": 3, "created_at": 4, "updated_at": 5, "is_deleted": true, "account_id": 6,
        "invoice_link": "l", "currency_id": 7, "request_id": 0, "metadata": {"quantity": 1},
        "_embedded": {"warning": {"message": "m"}}
    }));
    check::<crate::catalogs::ProductsSettings>(json!({"is_enabled": true, "catalog_id": 1}));
    check::<crate::links::Link>(json!({
        "entity_id": 1, "entity_type": "leads", "to_entity_id": 2, "to_entity_type": "contacts",
        "metadata": {"main_contact": true, "quantity": 1.5, "catalog_id": 3, "price_id": 4}
    }));
}

#[test]
fn webhooks() {
    check::<crate::webhooks::Webhook>(json!({
        "id": 1, "destination": "https://x.example", "settings": ["add_lead"], "sort": 2, "disabled": true,
        "created_by": 3, "created_at": 4, "updated_at": 5, "account_id": 6
    }));
    for settings in [r#"["add_lead"]"#, r#"{"add_lead":1}"#] {
        let hook = Json::parse(&format!(r#"{{"settings":{settings}}}"#)).unwrap();
        let hook = crate::webhooks::Webhook::from(hook);
        assert_eq!(hook.settings(), [crate::webhooks::WebhookEvent::AddLead]);
    }
}

#[test]
fn widgets_and_bots() {
    check::<crate::widgets::Widget>(json!({
        "id": 1, "code": "w", "version": "1.0.0", "rating": "2,8",
        "settings_template": [{"key": "k", "name": "n", "type": "text", "is_required": true}],
        "is_lead_source": true, "is_work_with_dp": true, "is_crm_template": true, "client_uuid": "c",
        "is_active_in_account": true, "pipeline_id": 2, "settings": {"k": "v"}
    }));
    check::<crate::bots::Bot>(json!({
        "id": 1, "name": "b", "type_functionality": "nps", "is_visual_editor": true, "settings": {"active": true},
        "is_favorite": true
    }));
}

#[test]
fn templates_and_sources() {
    let review = json!({"id": 1, "source_id": 2, "status": "rejected", "reject_reason": "r"});
    check::<crate::templates::Template>(json!({
        "id": 1, "account_id": 2, "name": "n", "content": "c", "is_editable": true, "type": "waba",
        "buttons": [{"text": "t", "type": "inline"}], "attachment": {"id": "f"}, "external_id": "e", "created_at": 3,
        "updated_at": 4, "waba_header": "h", "waba_header_type": "text", "waba_footer": "f", "waba_category": "UTILITY",
        "waba_language": "en", "waba_examples": {"{{x}}": "y"}, "review_status": "approved", "is_on_review": true,
        "request_id": "0", "_embedded": {"reviews": [review]}
    }));
    check::<crate::sources::Source>(json!({
        "id": 1, "name": "n", "external_id": "e", "pipeline_id": 2, "default": true, "origin_code": "o",
        "services": [{"type": "whatsapp"}], "request_id": "0"
    }));
    check::<crate::website_buttons::WebsiteButton>(json!({
        "source_id": 1, "account_id": 2, "button_id": 3, "is_duplication_control_enabled": true, "name": "n",
        "creation_status": "created", "pipeline_id": 4, "script": "s", "is_deleted": true, "trusted_websites": ["x.example"]
    }));
    check::<crate::short_links::ShortLink>(
        json!({"url": "u", "account_id": 1, "metadata": {"entity_id": 2, "entity_type": "contacts"}}),
    );
    check::<crate::currencies::Currency>(json!({"code": "USD", "name": "Dollar", "symbol": "$"}));
}
