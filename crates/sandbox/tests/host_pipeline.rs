//! The digital pipeline at work, and what an integration's server is told when it is installed and disabled.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use hmac::{Hmac, Mac as _};
use host::{Desk, json};
use kommo_manifest::{Archive, FileTree};
use kommo_sandbox::{
    Bot, BotBlock, IncomingMessage, IntegrationForm, Params, PipelineEvent, Service, Stub, TokenGrant,
    Trigger, TriggerDelivery,
};
use serde_json::{Value, json};
use sha2::Sha256;

const PIPELINE: i64 = 7_301_544;
const NEW: i64 = 61_220_414;
const SKETCHED: i64 = 61_220_418;

/// The widget of the designers, installed, with this `dp`; gives its code.
fn widget(desk: &Desk, dp: &Value) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/designer");
    let mut tree = FileTree::from_dir(&folder).unwrap().0;
    let mut manifest: Value = serde_json::from_slice(tree.get("manifest.json").unwrap()).unwrap();
    for (key, value) in dp.as_object().unwrap() {
        let block = manifest["dp"].as_object_mut().unwrap();
        if value.is_null() {
            block.remove(key).map(drop)
        } else {
            block.insert(key.clone(), value.clone()).map(drop)
        };
    }
    tree.insert("manifest.json", manifest.to_string().as_bytes()).unwrap();
    let widget = desk.sandbox.upload(&Archive::write(&tree).unwrap()).unwrap().integration;
    desk.sandbox.install(&widget.uuid, &json!({})).unwrap();
    widget.code.unwrap()
}

async fn create(desk: &Desk, path: &str, item: Value) -> i64 {
    let answer = json(desk.post(&format!("/api/v4/{path}"), &json!([item])).await).await;
    answer["_embedded"][path][0]["id"].as_i64().unwrap_or_else(|| panic!("{answer}"))
}

async fn change(desk: &Desk, path: &str, values: Value) {
    let answer = desk.http.patch(desk.url(&format!("/api/v4/{path}"))).json(&values).send().await.unwrap();
    assert!(answer.status().is_success(), "{answer:?}");
}

/// Waits until the deliveries look as they should.
async fn until(desk: &Desk, fits: impl Fn(&[TriggerDelivery]) -> bool) -> Vec<TriggerDelivery> {
    for _ in 0..300 {
        let deliveries = desk.sandbox.trigger_deliveries().unwrap();
        if fits(&deliveries) {
            return deliveries;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never: {:?}", desk.sandbox.trigger_deliveries().unwrap());
}

/// Event, direction and stage of a body.
fn told(body: &str) -> (String, String, String) {
    let form = Params::parse(body.as_bytes());
    let read = |path: &[&str]| form.get_at(path).unwrap_or_default().to_owned();
    assert_eq!(form.get_at(&["subdomain"]), Some("harboroak"));
    assert_eq!(form.get_at(&["account_id"]), Some("31872045"));
    (
        format!("{} {}", read(&["event", "type"]), read(&["event", "type_code"])),
        read(&["event", "data", "direction_of_movement"]),
        read(&["event", "data", "status_id"]),
    )
}

fn row(event: &str, direction: &str, status: i64) -> (String, String, String) {
    (event.to_owned(), direction.to_owned(), status.to_string())
}

#[tokio::test]
async fn a_lead_that_comes_into_a_stage_sets_its_trigger_off() {
    let desk = Desk::admin().await;
    let code = widget(&desk, &json!({ "action_multiple": false, "webhook_url": "https://hooks.example/dp" }));
    desk.sandbox.stub(Stub::new("https://hooks.example/dp", Value::Null));
    let mut trigger = Trigger::of_widget(PIPELINE, SKETCHED, &code);
    trigger.settings.insert("message".to_owned(), json!("Größe & Preis"));
    desk.sandbox.save_trigger(&trigger).unwrap();
    let lead =
        create(&desk, "leads", json!({ "name": "A", "pipeline_id": PIPELINE, "status_id": NEW })).await;
    change(&desk, &format!("leads/{lead}"), json!({ "status_id": SKETCHED })).await;
    change(&desk, &format!("leads/{lead}"), json!({ "price": 5 })).await;
    change(&desk, &format!("leads/{lead}"), json!({ "status_id": NEW })).await;
    create(&desk, "leads", json!({ "name": "B", "pipeline_id": PIPELINE, "status_id": SKETCHED })).await;
    let sent = until(&desk, |all| all.len() == 2 && all.iter().all(|one| one.last_status == Some(200))).await;
    assert_eq!(
        sent.iter().map(|one| told(&one.body)).collect::<Vec<_>>(),
        [
            row("14 lead_status_changed", "went_to_trigger", SKETCHED),
            row("1 lead_added", "went_to_trigger", SKETCHED)
        ]
    );
    assert!(sent[0].body.starts_with("event%5Btype%5D=14&"), "form-encoded brackets: {}", sent[0].body);
    let form = Params::parse(sent[0].body.as_bytes());
    assert_eq!(form.get_at(&["action", "settings", "widget", "settings", "message"]), Some("Größe & Preis"));
    assert_eq!(form.get_at(&["event", "data", "element_type"]), Some("2"));
    assert_eq!(form.get_at(&["event", "data", "id"]), Some(lead.to_string().as_str()));
    let call = desk.sandbox.external_calls().into_iter().find(|call| call.via == "trigger").unwrap();
    assert_eq!(call.headers, [("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())]);
}

#[tokio::test]
async fn a_stretched_trigger_follows_the_lead() {
    let desk = Desk::admin().await;
    let stages: Vec<i64> = json(desk.get(&format!("/api/v4/leads/pipelines/{PIPELINE}/statuses")).await)
        .await["_embedded"]["statuses"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|status| status["type"] == 0)
        .map(|status| status["id"].as_i64().unwrap())
        .collect();
    for (is_multiple, expected) in [
        (
            true,
            vec![
                row("14 lead_status_changed", "went_to_trigger", stages[1]),
                row("15 lead_appeared_in_status", "went_in_trigger", stages[2]),
                row("14 lead_status_changed", "went_from_trigger", 143),
            ],
        ),
        (false, vec![row("14 lead_status_changed", "went_to_trigger", stages[1])]),
    ] {
        let before = desk.sandbox.trigger_deliveries().unwrap().len();
        let code = widget(&desk, &json!({ "action_multiple": is_multiple }));
        let mut trigger = Trigger::of_widget(PIPELINE, stages[1], &code);
        trigger.last_status_id = Some(stages[2]);
        trigger.id = 0;
        for old in desk.sandbox.triggers().unwrap() {
            desk.http.delete(desk.url(&format!("/ajax/sandbox/triggers/{}", old.id))).send().await.unwrap();
        }
        desk.sandbox.save_trigger(&trigger).unwrap();
        let lead =
            create(&desk, "leads", json!({ "name": "A", "pipeline_id": PIPELINE, "status_id": stages[0] }))
                .await;
        for stage in [stages[1], stages[2], 143] {
            change(&desk, &format!("leads/{lead}"), json!({ "status_id": stage })).await;
        }
        let all = desk.sandbox.trigger_deliveries().unwrap();
        assert_eq!(all[before..].iter().map(|one| told(&one.body)).collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn every_other_event_sets_off_the_triggers_that_wait_for_it() {
    let desk = Desk::admin().await;
    let code = widget(&desk, &json!({ "webhook_url": null }));
    let mut trigger = Trigger::of_widget(PIPELINE, NEW, &code);
    trigger.events =
        [PipelineEvent::MailIn, PipelineEvent::CallIn, PipelineEvent::SiteVisit, PipelineEvent::Chat]
            .map(|event| event.code().to_owned())
            .to_vec();
    desk.sandbox.save_trigger(&trigger).unwrap();
    let contact = create(&desk, "contacts", json!({ "name": "C" })).await;
    let linked = json!({ "contacts": [{ "id": contact }] });
    let lead = create(
        &desk,
        "leads",
        json!({ "name": "A", "pipeline_id": PIPELINE, "status_id": NEW, "_embedded": linked }),
    )
    .await;
    assert_eq!(desk.sandbox.pipeline_event(PipelineEvent::MailIn, lead).unwrap(), 1);
    assert_eq!(desk.sandbox.pipeline_event(PipelineEvent::SiteVisit, lead).unwrap(), 1);
    let call = |flag: bool| {
        json!([{ "note_type": "call_in", "is_need_to_trigger_digital_pipeline": flag,
            "params": { "uniq": "", "duration": 1, "source": "pbx", "link": "", "phone": "+15550100999" } }])
    };
    for flag in [true, false] {
        desk.post(&format!("/api/v4/leads/{lead}/notes"), &call(flag)).await;
    }
    let message: IncomingMessage =
        serde_json::from_value(json!({ "contact_id": contact, "text": "Hi" })).unwrap();
    desk.sandbox.state().receive_message(&message).unwrap();
    let events = |all: &[TriggerDelivery]| all.iter().map(|one| told(&one.body).0).collect::<Vec<_>>();
    let all = desk.sandbox.trigger_deliveries().unwrap();
    assert_eq!(events(&all), ["16 mail_in", "18 site_visit", "17 call_in", "19 chat"]);
    assert_eq!(all[0].last_error.as_deref(), Some("the manifest has no dp.webhook_url"));

    change(&desk, "customers/mode", json!({ "mode": "periodicity", "is_enabled": true })).await;
    let status =
        json(desk.post("/api/v4/customers/statuses", &json!([{ "name": "Loyal", "sort": 15 }])).await).await
            ["_embedded"]["statuses"][0]["id"]
            .as_i64()
            .unwrap();
    let mut trigger = Trigger::of_widget(0, status, &code);
    trigger.events = vec!["customer_added".to_owned(), "customer_period_changed".to_owned()];
    desk.sandbox.save_trigger(&trigger).unwrap();
    let next = json!({ "name": "Regular", "next_date": 4_000_000_000_i64 });
    let customer = create(&desk, "customers", next.clone()).await;
    change(&desk, &format!("customers/{customer}"), json!({ "status_id": status })).await;
    let mut next = next;
    next["status_id"] = status.into();
    create(&desk, "customers", next).await;
    let all = desk.sandbox.trigger_deliveries().unwrap();
    assert_eq!(events(&all[4..]), ["21 customer_period_changed", "20 customer_added"]);
    assert_eq!(told(&all[4].body).1, "", "only leads have a direction");
    let unknown = desk
        .post(
            "/ajax/sandbox/triggers",
            &json!({ "pipeline_id": 1, "status_id": 2, "code": code, "events": ["rain"] }),
        )
        .await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn failed_deliveries_come_again_within_an_hour() {
    let desk = Desk::admin().await;
    let code = widget(&desk, &json!({ "webhook_url": "https://hooks.example/dp" }));
    desk.sandbox.stub(Stub::new("https://hooks.example/dp", Value::Null).status(500));
    desk.sandbox.save_trigger(&Trigger::of_widget(PIPELINE, NEW, &code)).unwrap();
    create(&desk, "leads", json!({ "name": "A", "pipeline_id": PIPELINE, "status_id": NEW })).await;
    for (tries, minutes) in [(1, 5), (2, 10), (3, 15), (4, 30)] {
        until(&desk, |all| all[0].attempts == tries).await;
        desk.sandbox.state().clock().advance(Duration::from_secs(minutes * 60 + 1));
    }
    let all = until(&desk, |all| all[0].attempts == 5).await;
    assert_eq!((all[0].due_at, all[0].last_status), (None, Some(500)), "given up");
}

#[tokio::test]
async fn a_trigger_starts_a_bot_and_circles_end() {
    let desk = Desk::admin().await;
    let program = |stage: i64| {
        json!([{ "question": [{ "handler": "action", "params": { "name": "change_status", "params": { "value": stage } } }] }]).to_string()
    };
    for (from, to) in [(NEW, SKETCHED), (SKETCHED, NEW)] {
        let bot = desk.sandbox.save_bot(Bot::new("Mover").block(BotBlock::code(program(to)))).unwrap();
        desk.sandbox.save_trigger(&Trigger::of_bot(PIPELINE, from, bot.id)).unwrap();
    }
    create(&desk, "leads", json!({ "name": "A", "pipeline_id": PIPELINE, "status_id": NEW })).await;
    for _ in 0..300 {
        if desk.sandbox.bot_runs().unwrap().len() >= 12 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let runs = desk.sandbox.bot_runs().unwrap();
    assert_eq!((runs.len(), runs[0].via.as_str()), (12, "trigger"));
    assert!(runs[11].reason.as_deref().unwrap().contains("they go in a circle"), "{runs:?}");
}

#[tokio::test]
async fn the_integrations_server_hears_of_install_and_disabling() {
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::<(String, String)>::new()));
    let kept = seen.clone();
    let take = move |request: axum::extract::Request| async move {
        let agent = request.headers()["user-agent"].to_str().unwrap().to_owned();
        kept.lock().unwrap().push((request.uri().to_string(), agent));
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(take)).await });
    let desk = Desk::admin().await;
    desk.sandbox.stub(Stub::forward("https://oauth.example", Service::on_port(port)));
    let mut form = IntegrationForm::new("With a server");
    form.redirect_uri = "https://oauth.example/redirect".to_owned();
    form.revoke_access_hook_uri = "https://oauth.example/revoked".to_owned();
    let integration = desk.sandbox.create_integration(&form).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/designer");
    let zip = Archive::write(&FileTree::from_dir(&folder).unwrap().0).unwrap();
    desk.sandbox.upload_to(&integration.uuid, &zip).unwrap();
    let wait = |count: usize| {
        let seen = seen.clone();
        async move {
            for _ in 0..200 {
                if seen.lock().unwrap().len() >= count {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            seen.lock().unwrap().clone()
        }
    };
    for _ in 0..2 {
        desk.sandbox.install(&integration.uuid, &json!({})).unwrap();
    }
    let calls = wait(1).await;
    let (path, query) = calls[0].0.split_once('?').unwrap();
    let query = Params::parse(query.as_bytes());
    assert_eq!((path, calls[0].1.as_str()), ("/redirect", "amoService-oAuth-Code-Sender/1.0"));
    assert_eq!(
        (query.get("platform"), query.get("from_widget"), query.get("client_id")),
        (Some("2"), Some("1"), Some(integration.uuid.as_str()))
    );
    let body = json!({ "client_id": integration.uuid, "client_secret": integration.secret, "grant_type": "authorization_code",
        "code": query.get("code").unwrap(), "redirect_uri": form.redirect_uri });
    let address = format!("http://{}/oauth2/access_token", query.get("referer").unwrap());
    let token = json(desk.http.post(address).json(&body).send().await.unwrap()).await;
    let access = token["access_token"].as_str().unwrap().to_owned();
    let account = || desk.http.get(desk.url("/api/v4/account")).bearer_auth(&access).send();
    assert_eq!(account().await.unwrap().status(), 200);

    desk.sandbox.disable(&integration.uuid).unwrap();
    assert_eq!(account().await.unwrap().status(), 401, "its tokens are revoked");
    let calls = wait(2).await;
    assert_eq!(calls.len(), 2, "saving settings again is no install: {calls:?}");
    let (path, query) = calls[1].0.split_once('?').unwrap();
    let query = Params::parse(query.as_bytes());
    let mac = Hmac::<Sha256>::new_from_slice(integration.secret.as_bytes()).unwrap();
    let signature = mac.chain_update(format!("{}|31872045", integration.uuid)).finalize().into_bytes();
    let signature: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        (path, query.get("signature"), query.get("account_id")),
        ("/revoked", Some(signature.as_str()), Some("31872045"))
    );

    desk.sandbox.install(&integration.uuid, &json!({})).unwrap();
    wait(3).await;
    let admin = desk.sandbox.users().unwrap()[0].id;
    let grant = TokenGrant { client_id: &integration.uuid, user_id: admin, scopes: &["crm"], lives: 60 };
    let access = desk.sandbox.state().issue_token(&grant).unwrap();
    let code = desk.sandbox.integration(&integration.uuid).unwrap().code.unwrap();
    let gone = desk.http.delete(desk.url(&format!("/api/v4/widgets/{code}"))).send().await.unwrap();
    assert_eq!(gone.status(), 204);
    let account = desk.http.get(desk.url("/api/v4/account")).bearer_auth(&access).send().await.unwrap();
    assert_eq!(account.status(), 401);
    assert!(wait(4).await[3].0.starts_with("/revoked?"));
}
