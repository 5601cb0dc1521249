//! What is particular to leads.

use serde_json::{Value, json};

use super::{World, error};

const ORDERS: i64 = 7_301_544;
const TRADE: i64 = 7_301_562;
const NEW: i64 = 61_220_414;
const MEASURED: i64 = 61_220_418;
const FIRST_CONTACT: i64 = 61_220_514;

#[tokio::test]
async fn a_new_lead_gets_the_documented_defaults() {
    let world = World::new().await;
    let answer =
        world.post("leads", json!([{}, { "request_id": "mine", "name": "Desk", "price": 1200 }])).await;
    assert_eq!(answer.status, 200);
    let made = answer.items("leads");
    let id = made[0]["id"].as_i64().unwrap();
    assert_eq!(
        made[0],
        json!({
            "id": id,
            "request_id": "0",
            "_links": { "self": { "href": format!("{}/api/v4/leads/{id}", world.sandbox.url()) } },
        })
    );
    assert_eq!(made[1]["request_id"], "mine");
    let lead = world.get(&format!("leads/{id}")).await.json();
    assert_eq!(lead["name"], format!("Lead #{id}"));
    assert_eq!(lead["price"], Value::Null);
    assert_eq!((lead["pipeline_id"].clone(), lead["status_id"].clone()), (json!(ORDERS), json!(NEW)));
    assert_eq!(lead["responsible_user_id"], world.user_id(0));
    assert_eq!(lead["created_by"], world.user_id(0));
    assert_eq!(lead["custom_fields_values"], Value::Null);
    assert_eq!(lead["closed_at"], Value::Null);
    assert_eq!(lead["is_deleted"], false);
    assert_eq!(lead["_embedded"], json!({ "tags": [], "companies": [] }));
    assert!(lead.get("source_id").is_none() && lead.get("is_price_modified_by_robot").is_none());
}

#[tokio::test]
async fn stages_follow_the_pipeline() {
    let world = World::new().await;
    let stage = async |id: i64| {
        let lead = world.get(&format!("leads/{id}")).await.json();
        (
            lead["pipeline_id"].as_i64().unwrap(),
            lead["status_id"].as_i64().unwrap(),
            lead["closed_at"].clone(),
        )
    };
    let id = world.create("leads", json!({ "pipeline_id": TRADE })).await;
    assert_eq!(stage(id).await, (TRADE, FIRST_CONTACT, Value::Null));
    let id = world.create("leads", json!({ "status_id": MEASURED })).await;
    assert_eq!(stage(id).await, (ORDERS, MEASURED, Value::Null));

    let answer = world.patch(&format!("leads/{id}"), json!({ "status_id": 142 })).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["id"], id);
    let (pipeline, status, closed) = stage(id).await;
    assert_eq!((pipeline, status), (ORDERS, 142));
    assert!(closed.is_i64());
    world.patch(&format!("leads/{id}"), json!({ "status_id": FIRST_CONTACT })).await;
    assert_eq!(stage(id).await, (TRADE, FIRST_CONTACT, Value::Null));
    world.patch(&format!("leads/{id}"), json!({ "pipeline_id": ORDERS })).await;
    assert_eq!(stage(id).await, (ORDERS, NEW, Value::Null));

    for (body, path) in [
        (json!([{ "pipeline_id": 5 }]), "pipeline_id"),
        (json!([{ "status_id": 5 }]), "status_id"),
        (json!([{ "pipeline_id": TRADE, "status_id": MEASURED }]), "status_id"),
        (json!([{ "loss_reason_id": 5 }]), "loss_reason_id"),
        (json!([{ "responsible_user_id": 5 }]), "responsible_user_id"),
    ] {
        assert_eq!(world.post("leads", body).await.errors(), error("NotSupportedChoice", path));
    }
}

#[tokio::test]
async fn types_are_strict_and_extra_keys_refused() {
    let world = World::new().await;
    for (item, code, path) in [
        (json!({ "price": "100" }), "InvalidType", "price"),
        (json!({ "name": 5 }), "InvalidType", "name"),
        (json!({ "status_id": "142" }), "InvalidType", "status_id"),
        (json!({ "budget": 5 }), "FieldNotExpected", "budget"),
        (
            json!({ "_embedded": { "tags": [{ "name": "a", "request_id": "0" }] } }),
            "FieldNotExpected",
            "_embedded.tags.0.request_id",
        ),
        (
            json!({ "_embedded": { "contacts": [{ "id": 5 }] } }),
            "NotSupportedChoice",
            "_embedded.contacts.0.id",
        ),
        (
            json!({ "_embedded": { "catalog_elements": [] } }),
            "FieldNotExpected",
            "_embedded.catalog_elements",
        ),
        (json!({ "id": 1 }), "FieldNotExpected", "id"),
    ] {
        let answer = world.post("leads", json!([item])).await;
        assert_eq!(answer.errors(), error(code, path), "{item}");
    }
    let answer = world.post("leads", json!([{ "price": "100" }])).await;
    assert_eq!(
        answer.json()["validation-errors"][0]["errors"][0]["detail"],
        "This value should be of type int."
    );
}

#[tokio::test]
async fn a_lead_may_be_sent_back_whole() {
    let world = World::new().await;
    let id =
        world.create("leads", json!({ "name": "n", "_embedded": { "tags": [{ "name": "vip" }] } })).await;
    let fields = json!([{ "field_id": 810_213, "values": [{ "value": "Showroom" }] }]);
    world.patch(&format!("leads/{id}"), json!({ "custom_fields_values": fields })).await;
    let mut lead = world.get(&format!("leads/{id}")).await.json();
    let before = lead.clone();
    lead["name"] = json!("m");
    lead["score"] = json!(7);
    lead["account_id"] = json!(1);
    let answer = world.patch(&format!("leads/{id}"), lead).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let after = world.get(&format!("leads/{id}")).await.json();
    assert_eq!(after["name"], "m");
    for same in ["score", "account_id", "custom_fields_values"] {
        assert_eq!(after[same], before[same], "{same} can only be read, or is the same");
    }
    assert_eq!(after["_embedded"]["tags"], before["_embedded"]["tags"]);
    let answer = world.patch(&format!("leads/{id}"), json!({ "budget": 1 })).await;
    assert_eq!(answer.errors(), error("FieldNotExpected", "budget"), "what nobody knows is refused");
}

#[tokio::test]
async fn a_batch_is_written_whole_or_not_at_all() {
    let world = World::new().await;
    let before = world.get("leads?limit=250").await.items("leads").len();
    let answer = world
        .post("leads", json!([{ "name": "good" }, { "price": "x", "request_id": "bad" }, { "nope": 1 }]))
        .await;
    let errors = answer.json()["validation-errors"].clone();
    assert_eq!(errors[0]["request_id"], "bad");
    assert_eq!(errors[1]["request_id"], "2");
    assert_eq!(world.get("leads?limit=250").await.items("leads").len(), before);

    let id = world.create("leads", json!({ "name": "first" })).await;
    let answer = world.patch("leads", json!([{ "id": id, "name": "second" }, { "id": 999 }])).await;
    assert_eq!(answer.status, 400);
    let body = answer.json();
    assert_eq!(body["errors"], json!({ "999": "Lead not found" }));
    assert_eq!(body["detail"], "Invalid request items");
    assert_eq!(world.get(&format!("leads/{id}")).await.json()["name"], "first");
    let answer = world.patch("leads", json!([{ "id": id, "name": "second", "request_id": "r" }])).await;
    let changed = &answer.items("leads")[0];
    assert_eq!((&changed["id"], &changed["request_id"]), (&json!(id), &json!("r")));
    assert!(changed["updated_at"].is_i64());
    assert_eq!(world.patch("leads", json!([{ "name": "x" }])).await.errors(), error("FieldMissing", "id"));
}

#[tokio::test]
async fn with_adds_what_it_names() {
    let world = World::new().await;
    let leads = world
        .get(
            "leads?with=contacts,loss_reason,catalog_elements,is_price_modified_by_robot,source_id&limit=250",
        )
        .await;
    let leads = leads.items("leads");
    let lost = leads.iter().find(|lead| lead["name"] == "Children's desk").unwrap();
    assert_eq!(lost["_embedded"]["loss_reason"][0]["name"], "Too expensive");
    assert_eq!(lost["_embedded"]["contacts"][0]["is_main"], true);
    assert_eq!(lost["is_price_modified_by_robot"], false);
    let benches = leads.iter().find(|lead| lead["name"] == "Taproom benches and tables").unwrap();
    let element = &benches["_embedded"]["catalog_elements"][0];
    assert_eq!(element["metadata"], json!({ "quantity": 18, "catalog_id": 12405, "price_id": null }));
    assert_eq!(benches["_embedded"]["companies"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn filters_select() {
    let world = World::new().await;
    let count = async |query: &str| {
        let answer = world.get(&format!("leads?limit=250&{query}")).await;
        if answer.status == 204 { 0 } else { answer.items("leads").len() }
    };
    assert_eq!(count("").await, 40);
    let ids: Vec<i64> = world
        .get("leads?limit=3")
        .await
        .items("leads")
        .iter()
        .map(|lead| lead["id"].as_i64().unwrap())
        .collect();
    assert_eq!(count(&format!("filter[id][]={}&filter[id][]={}", ids[0], ids[2])).await, 2);
    assert_eq!(count(&format!("filter[id]={}", ids[1])).await, 1);
    assert_eq!(count("filter[name]=Nursery%20wardrobe").await, 1);
    assert_eq!(count(&format!("filter[pipeline_id]={TRADE}")).await, 7);
    let statuses = format!("filter[statuses][0][pipeline_id]={ORDERS}&filter[statuses][0][status_id]={NEW}");
    assert_eq!(count(&statuses).await, 5);
    let two =
        format!("{statuses}&filter[statuses][1][pipeline_id]={TRADE}&filter[statuses][1][status_id]=142");
    assert_eq!(count(&two).await, 6);
    assert_eq!(count("filter[price][from]=30000").await, 5);
    assert_eq!(count("filter[price][from]=30000&filter[price][to]=40000").await, 2);
    assert_eq!(count("filter[closed_at][from]=1").await, 9);
    assert_eq!(count("filter[custom_fields_values][810201][]=900303").await, 6, "walnut");
    assert_eq!(count("filter[custom_fields_values][810205][from]=10").await, 7, "ten pieces or more");
    assert_eq!(count("filter[custom_fields_values][810211][]=1").await, 8, "assembly");
    assert_eq!(count("query=HO-2196").await, 1);
    assert_eq!(count("query=WARDROBE").await, 2);
    assert_eq!(count("filter[unknown]=1").await, 40);
    assert_eq!(count("filter[id]=1").await, 0);
    assert_eq!(world.get("leads?filter[id]=abc").await.status, 400);
    assert_eq!(world.get("leads?filter[statuses][0][status_id]=142").await.status, 400);
}

#[tokio::test]
async fn changes_become_events() {
    let world = World::new().await;
    let id = world.create("leads", json!({ "name": "Old", "price": 5 })).await;
    world
        .patch(
            &format!("leads/{id}"),
            json!({ "name": "New", "price": 6, "status_id": MEASURED, "responsible_user_id": world.user_id(1),
                    "custom_fields_values": [{ "field_code": "ORDER_NUMBER", "values": [{ "value": "HO-1" }] }],
                    "tags_to_add": [{ "name": "fast" }] }),
        )
        .await;
    let kinds: Vec<String> = world
        .sandbox
        .state()
        .db(|db| {
            db.prepare("SELECT type FROM events WHERE entity_type = 'lead' AND entity_id = ?1 ORDER BY id")?
                .query_map([id], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()
        })
        .unwrap();
    assert_eq!(
        kinds,
        [
            "lead_added",
            "entity_responsible_changed",
            "name_field_changed",
            "lead_status_changed",
            "sale_field_changed",
            "custom_field_810219_value_changed",
            "entity_tag_added",
        ]
    );
}

#[tokio::test]
async fn loss_reasons_are_read() {
    let world = World::new().await;
    let reasons = world.get("leads/loss_reasons").await.items("loss_reasons");
    assert_eq!(reasons.len(), 5);
    let id = reasons[0]["id"].as_i64().unwrap();
    assert_eq!(world.get(&format!("leads/loss_reasons/{id}")).await.json()["name"], "Too expensive");
}

#[tokio::test]
async fn rights_decide_what_a_user_sees_and_changes() {
    let mut world = World::new().await;
    let ours =
        world.get("leads?filter[name]=Stair%20railing%20in%20ash").await.items("leads")[0]["id"].clone();
    let theirs = world.get("leads?filter[name]=Nursery%20wardrobe").await.items("leads")[0]["id"].clone();
    world.become_user(2);
    assert_eq!(world.get("leads?limit=250").await.items("leads").len(), 40);
    assert_eq!(world.patch(&format!("leads/{ours}"), json!({ "price": 1 })).await.status, 200);
    assert_eq!(world.patch(&format!("leads/{theirs}"), json!({ "price": 1 })).await.status, 403);
    assert_eq!(world.post("leads", json!([{}])).await.status, 403);
    assert_eq!(world.get("users").await.status, 403);
}
