//! What is sent.

use kommo_api::calls::{NewCall, PhoneEventUsers};
use kommo_api::custom_fields::Values;
use kommo_api::tags::TagRef;
use kommo_api::unsorted::{FormMetadata, NewUnsorted};
use kommo_api::webhooks::WebhookEvent;
use kommo_api::widgets::{BotKind, Continuation};
use kommo_api::{
    Api, ComplexLead, ContactPatch, EntityRef, Id, LeadPatch, Method, NewCompany, NewContact, NewLead,
    NewLink, NewNote, NewTask, TaskPatch, Timestamp,
};

use crate::fake::{Fake, json, nothing};

/// The method, path and body of the only request.
macro_rules! sent {
    (|$api:ident| $call:expr) => {{
        let fake = Fake::new([nothing()]);
        let $api: Api = fake.api();
        let _ = $call.await;
        let request = fake.only();
        (request.method, request.path, request.body.unwrap_or_default())
    }};
}

#[tokio::test]
async fn a_patch_tells_unset_from_leave() {
    let patch = LeadPatch::new()
        .price(100)
        .name("x")
        .loss_reason_id(None)
        .status_id(Id::new(142))
        .add_tag("vip")
        .add_tag(Id::new(3))
        .remove_tag("old");
    let (method, path, body) = sent!(|api| api.leads().update(Id::new(5), patch));
    assert_eq!((method, &*path), (Method::Patch, "/api/v4/leads/5"));
    assert_eq!(
        body,
        r#"{"price":100,"name":"x","loss_reason_id":null,"status_id":142,"tags_to_add":[{"name":"vip"},{"id":3}],"tags_to_delete":[{"name":"old"}]}"#
    );
    let (_, _, body) = sent!(|api| api.leads().update(Id::new(5), LeadPatch::new()));
    assert_eq!(body, "{}");
    let clear = LeadPatch::new().replace_tags(Vec::<TagRef>::new()).clear_fields();
    let (_, _, body) = sent!(|api| api.leads().update(Id::new(5), clear));
    assert_eq!(body, r#"{"_embedded":{"tags":null},"custom_fields_values":null}"#);
}

#[tokio::test]
async fn creations_are_arrays() {
    let task = NewTask::new("Call \"back\"", Timestamp(50))
        .entity(EntityRef::lead(Id::new(1)))
        .responsible_user_id(Id::new(2));
    let (method, path, body) = sent!(|api| api.tasks().create(task));
    assert_eq!((method, &*path), (Method::Post, "/api/v4/tasks"));
    assert_eq!(
        body,
        r#"[{"text":"Call \"back\"","complete_till":50,"entity_id":1,"entity_type":"leads","responsible_user_id":2}]"#
    );
    let (_, path, body) = sent!(|api| api.leads().notes(Id::new(1)).create(NewNote::common("hi")));
    assert_eq!(path, "/api/v4/leads/1/notes");
    assert_eq!(body, r#"[{"note_type":"common","params":{"text":"hi"}}]"#);
    let lead = NewLead::new("N").contact(Id::new(4)).company(Id::new(5)).tag("t").source("s1");
    let (_, _, body) = sent!(|api| api.leads().create(lead));
    assert_eq!(
        body,
        r#"[{"name":"N","_embedded":{"contacts":[{"id":4}],"companies":[{"id":5}],"tags":[{"name":"t"}],"source":{"type":"widget","external_id":"s1"}}}]"#
    );
}

#[tokio::test]
async fn a_task_is_completed_with_its_result() {
    let (_, _, body) = sent!(|api| api.tasks().update(Id::new(1), TaskPatch::new().complete("done")));
    assert_eq!(body, r#"{"is_completed":true,"result":{"text":"done"}}"#);
}

#[tokio::test]
async fn custom_fields_of_every_type() {
    let patch = ContactPatch::new()
        .field("PHONE", Values::coded("1", "WORK").and(Values::coded("2", "MOB")))
        .field(
            Id::new(10),
            Values::option_id(Id::new(3)).and(Values::option("red")).and(Values::option_code("R")),
        )
        .field(Id::new(11), true)
        .field(Id::new(12), 1.5)
        .field(Id::new(13), 7)
        .field(Id::new(14), Timestamp(9))
        .field(Id::new(15), Values::element(Id::new(1), Id::new(2)))
        .field(Id::new(11), false)
        .clear_field("EMAIL");
    let (_, _, body) = sent!(|api| api.contacts().update(Id::new(1), patch));
    assert_eq!(
        body,
        concat!(
            r#"{"custom_fields_values":["#,
            r#"{"field_code":"PHONE","values":[{"value":"1","enum_code":"WORK"},{"value":"2","enum_code":"MOB"}]},"#,
            r#"{"field_id":10,"values":[{"enum_id":3},{"value":"red"},{"enum_code":"R"}]},"#,
            r#"{"field_id":12,"values":[{"value":1.5}]},"#,
            r#"{"field_id":13,"values":[{"value":7}]},"#,
            r#"{"field_id":14,"values":[{"value":9}]},"#,
            r#"{"field_id":15,"values":[{"catalog_id":1,"catalog_element_id":2}]},"#,
            r#"{"field_id":11,"values":[{"value":false}]},"#,
            r#"{"field_code":"EMAIL","values":null}]}"#
        )
    );
}

#[tokio::test]
async fn complex_and_incoming_leads() {
    let form = FormMetadata::new("f", "Form", "https://x.example", Timestamp(3)).ip("1.2.3.4");
    let lead = ComplexLead::from(NewLead::new("N"))
        .new_contact(NewContact::new("C"))
        .company(Id::new(6))
        .incoming(form.clone().into());
    let (_, path, body) = sent!(|api| api.leads().create_complex([lead]));
    assert_eq!(path, "/api/v4/leads/complex");
    assert_eq!(
        body,
        r#"[{"name":"N","_embedded":{"contacts":[{"name":"C"}],"companies":[{"id":6}],"metadata":{"form_id":"f","form_name":"Form","form_page":"https://x.example","form_sent_at":3,"ip":"1.2.3.4","category":"forms"}},"request_id":"0"}]"#
    );
    let item = NewUnsorted::new("Site", "u1", form).lead(NewLead::new("L")).company(NewCompany::new("Co"));
    let (_, path, body) = sent!(|api| api.unsorted().create_forms([item]));
    assert_eq!(path, "/api/v4/leads/unsorted/forms");
    assert!(body.contains(r#""_embedded":{"leads":[{"name":"L"}],"companies":[{"name":"Co"}]}"#), "{body}");
    let (method, path, body) = sent!(|api| api.unsorted().decline("u/1", Id::new(4)));
    assert_eq!(
        (method, &*path, &*body),
        (Method::Delete, "/api/v4/leads/unsorted/u%2F1/decline", r#"{"user_id":4}"#)
    );
    let (_, _, body) = sent!(|api| api.unsorted().accept("u1", None, Some(Id::new(8))));
    assert_eq!(body, r#"{"status_id":8}"#);
}

#[tokio::test]
async fn links() {
    let links = [
        NewLink::to(&EntityRef::contact(Id::new(2))).main(),
        NewLink::to_element(Id::new(1001), Id::new(5)).quantity(2.5),
    ];
    let (method, path, body) = sent!(|api| api.leads().links(Id::new(1)).link(&links));
    assert_eq!((method, &*path), (Method::Post, "/api/v4/leads/1/link"));
    assert_eq!(
        body,
        r#"[{"to_entity_id":2,"to_entity_type":"contacts","metadata":{"is_main":true}},{"to_entity_id":5,"to_entity_type":"catalog_elements","metadata":{"catalog_id":1001,"quantity":2.5}}]"#
    );
}

#[tokio::test]
async fn single_objects() {
    let events = [WebhookEvent::AddLead, WebhookEvent::Unknown("x".into())];
    let (_, _, body) = sent!(|api| api.webhooks().subscribe("https://x.example", &events));
    assert_eq!(body, r#"{"destination":"https://x.example","settings":["add_lead","x"]}"#);
    let (method, _, body) = sent!(|api| api.webhooks().unsubscribe("https://x.example"));
    assert_eq!((method, &*body), (Method::Delete, r#"{"destination":"https://x.example"}"#));
    let with = Continuation::new().show("Hi").goto("question", 2);
    let (_, path, body) = sent!(|api| api.widgets().continue_bot(BotKind::Salesbot, 3, 4, &with));
    assert_eq!(path, "/api/v4/salesbot/3/continue/4");
    assert_eq!(
        body,
        r#"{"execute_handlers":[{"handler":"show","params":{"type":"text","value":"Hi"}},{"handler":"goto","params":{"type":"question","step":2}}]}"#
    );
    let (_, path, body) = sent!(|api| api.calls().notify("+1", PhoneEventUsers::Only(&[Id::new(5)])));
    assert_eq!(
        (&*path, &*body),
        ("/api/v2/events", r#"{"add":[{"type":"phone_call","phone_number":"+1","users":[5]}]}"#)
    );
    let (_, _, body) = sent!(|api| api.calls().create(&[NewCall::inbound("1", 2, "s").call_status(4)]));
    assert_eq!(body, r#"[{"direction":"inbound","phone":"1","duration":2,"source":"s","call_status":4}]"#);
    let (_, path, body) = sent!(|api| api.bots().run(Id::new(1), &EntityRef::lead(Id::new(2))));
    assert_eq!((&*path, &*body), ("/api/v4/bots/1/run", r#"{"entity_id":2,"entity_type":"leads"}"#));
    let (_, path, body) = sent!(|api| api.talks().close(Id::new(1), true));
    assert_eq!((&*path, &*body), ("/api/v4/talks/1/close", r#"{"force_close":true}"#));
}

#[tokio::test]
async fn too_many_at_once_is_refused_before_it_is_sent() {
    let fake = Fake::new([]);
    let users: Vec<_> = (0..11).map(Id::new).collect();
    let error = fake.api().users().activate(&users).await.err().unwrap();
    assert_eq!(error.kind(), kommo_api::ErrorKind::Input);
    assert!(error.to_string().contains("at most 10 at once"), "{error}");
    assert!(fake.sent().is_empty());
}

#[tokio::test]
async fn a_file_goes_up_in_parts() {
    let session = r#"{"session_id":1,"upload_url":"https://drive-c.kommo.com/v1.0/sessions/upload/a","max_file_size":100,"max_part_size":4}"#;
    let next = r#"{"next_url":"https://drive-c.kommo.com/v1.0/sessions/upload/b","session_id":1}"#;
    let fake = Fake::new([json(200, session), json(200, next), json(200, r#"{"uuid":"u-1","size":6}"#)]);
    let drive = fake.api().drive("https://drive-c.kommo.com");
    let file = drive.upload(kommo_api::files::NewFile::new("a.txt"), b"abcdef").await.unwrap();
    assert_eq!(file.uuid(), "u-1");
    let sent = fake.sent();
    assert_eq!(sent[0].body.as_deref(), Some(r#"{"file_name":"a.txt","file_size":6}"#));
    assert_eq!(sent[1].upload.as_deref(), Some(b"abcd".as_slice()));
    assert_eq!(sent[2].path, "https://drive-c.kommo.com/v1.0/sessions/upload/b");
    assert_eq!(sent[2].upload.as_deref(), Some(b"ef".as_slice()));
}

#[tokio::test]
async fn an_upload_does_not_leave_its_host() {
    let session =
        r#"{"session_id":1,"upload_url":"https://drive-c.kommo.com.evil.example/x","max_part_size":4}"#;
    let fake = Fake::new([json(200, session)]);
    let drive = fake.api().drive("https://drive-c.kommo.com");
    assert!(drive.upload(kommo_api::files::NewFile::new("a.txt"), b"abcdef").await.is_err());
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn answers_that_are_plain_text_or_empty_succeed() {
    use crate::fake::Step;
    let fake = Fake::new([Step::Answer(202, "text/plain", "Accepted".into())]);
    assert!(fake.api().bots().run(Id::new(1), &EntityRef::lead(Id::new(2))).await.is_ok());
    let fake = Fake::new([Step::Answer(200, "application/hal+json", String::new())]);
    assert!(fake.api().pipelines().delete(Id::new(1)).await.is_ok());
}
