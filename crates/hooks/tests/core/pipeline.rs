//! The webhook of a pipeline action, as Kommo documents it and as it comes.

use kommo_hooks::{BodyError, Hook as _, Movement, PipelineEventType, PipelineHook, decode};
use serde_json::json;

#[derive(serde::Deserialize)]
struct Settings {
    message: String,
}

#[test]
fn form_and_json_give_the_same() {
    let form = "event[type]=15&event[type_code]=lead_appeared_in_status&event[data][id]=7&event[data][element_type]=2\
        &event[data][status_id]=142&event[data][pipeline_id]=3&event[data][direction_of_movement]=went_to_trigger\
        &event[time]=1700000000&action[settings][widget][settings][message]=Thank+you%21&subdomain=acme&account_id=31";
    let json = json!({
        "event": {"type": 15, "type_code": "lead_appeared_in_status", "time": 1_700_000_000,
            "data": {"id": 7, "element_type": 2, "status_id": 142, "pipeline_id": 3,
                "direction_of_movement": "went_to_trigger"}},
        "action": {"settings": {"widget": {"settings": {"message": "Thank you!"}}}},
        "subdomain": "acme", "account_id": 31,
    });
    let from_form = PipelineHook::decode("application/x-www-form-urlencoded", form.as_bytes()).unwrap();
    let from_json = PipelineHook::decode("application/json", json.to_string().as_bytes()).unwrap();
    let unnamed = PipelineHook::decode("", json.to_string().as_bytes()).unwrap();
    assert_eq!((&from_form, &from_json), (&from_json, &unnamed));
    assert_eq!(from_form.event.kind(), Some(PipelineEventType::LeadAppearedInStatus));
    assert_eq!(from_form.event.data.direction_of_movement(), Some(Movement::ToTrigger));
    assert_eq!((from_form.account_id, from_form.event.time), (Some(31), Some(1_700_000_000)));
    assert_eq!(from_form.settings_as::<Settings>().unwrap().message, "Thank you!");
}

#[test]
fn what_is_unknown_is_kept_and_what_is_missing_is_named() {
    let hook =
        PipelineHook::decode("", b"event[type]=99&event[data][id]=7&event[data][new]=x&more=y").unwrap();
    assert_eq!((hook.event.kind(), hook.event.number), (None, Some(99)));
    assert_eq!((hook.event.data.rest["new"].as_str(), hook.rest["more"].as_str()), (Some("x"), Some("y")));
    assert!(hook.settings_as::<Settings>().err().unwrap().to_string().contains("`message`"));
    for (body, words) in [
        ("", "missing field `event`"),
        ("event[type]=1", "missing field `data`"),
        ("event[data][id]=x", "no whole number"),
        ("{", "neither a form nor JSON"),
    ] {
        let error = PipelineHook::decode("", body.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(words), "{body}: {error}");
    }
    assert!(matches!(decode("", &[b'x'; 11], 10), Err(BodyError::TooLarge { limit: 10 })));
}
