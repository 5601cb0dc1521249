//! What bots do to the account's data.

use serde_json::{Value, json};

use super::bot_world::{Stage, action, show};

const WOOD: i64 = 810_201;
const FINISH: i64 = 810_203;
const PIECES: i64 = 810_205;
const ORDER: i64 = 810_219;
const STAGE: i64 = 61_220_418;

/// The values of a custom field, joined.
fn field(card: &Value, id: i64) -> String {
    let fields = card["custom_fields_values"].as_array().cloned().unwrap_or_default();
    let field = fields.into_iter().find(|field| field["field_id"] == id).unwrap_or_default();
    let values = field["values"].as_array().cloned().unwrap_or_default();
    values
        .iter()
        .map(|one| one["value"].to_string().trim_matches('"').to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

#[tokio::test]
async fn leads_are_moved_tagged_filled_in_and_given_away() {
    let stage = Stage::new().await;
    let mateo = stage.world.user_id(1);
    let run = stage
        .ask(json!([
            action("change_status", json!({ "value": STAGE })),
            action("set_tag", json!({ "type": 2, "value": "bot" })),
            action("set_tag", json!({ "type": 1, "value": "talked, {{lead.id}}" })),
            action("unset_tag", json!({ "type": 2, "value": ["nothing"] })),
            action("set_custom_fields", json!({ "type": 2, "custom_fields_id": WOOD, "value": "Oak" })),
            action("set_custom_fields", json!({ "type": 2, "custom_fields_id": FINISH, "value": "Oiled" })),
            action("set_custom_fields", json!({ "type": 2, "custom_fields_id": FINISH, "value": "Soaped", "option": "add" })),
            action("set_custom_fields", json!({ "type": "lead", "custom_fields_id": PIECES, "value": "{{lead.price}} / 8", "calculated": true })),
            action("set_custom_fields", json!({ "type": 2, "custom_fields_id": ORDER, "value": "N-{{lead.cf.810205}}" })),
            action("set_custom_fields", json!({ "type": 2, "custom_field": "{{lead.name}}", "value": "Loom for {{name}}" })),
            action("set_custom_fields", json!({ "type": 1, "custom_field": "{{contact.name}}", "value": "Lady Ada" })),
            action("set_budget", json!({ "value": "{{lead.price}} * 2 + (3 - 1)" })),
            action("change_responsible_user", json!({ "value": mateo })),
            action("subscribe", json!({ "type": "user", "value": mateo })),
            show("{{lead.responsible.name}} {{lead.responsible.email}} {{lead.users_subscribers}} {{lead.tags}}"),
            action("change_status", json!({ "value": 1 })),
            action("set_custom_fields", json!({ "type": 2, "custom_fields_id": 5, "value": "x" })),
            action("set_budget", json!({ "value": "ten" })),
        ]))
        .await;
    assert_eq!(run.state, "finished");
    let lead = stage.card(&format!("leads/{}", stage.lead)).await;
    assert_eq!(
        (&lead["status_id"], &lead["price"], &lead["name"]),
        (&json!(STAGE), &json!(202), &json!("Loom for Ada Byron"))
    );
    assert_eq!(lead["_embedded"]["tags"][0]["name"], "bot");
    assert_eq!(
        [WOOD, FINISH, PIECES, ORDER].map(|id| field(&lead, id)),
        ["Oak", "Oiled, Soaped", "12.5", "N-12.5"].map(str::to_owned)
    );
    assert_eq!((&lead["responsible_user_id"], &lead["updated_by"]), (&json!(mateo), &json!(0)));
    assert_eq!(stage.card(&format!("contacts/{}", stage.contact)).await["name"], "Lady Ada");
    assert_eq!(stage.said(), [format!("Mateo Rivas mateo@harboroak.example {mateo} bot")]);
    let failed: Vec<String> = stage
        .outcomes(run.id, "action")
        .into_iter()
        .filter(|outcome| outcome.starts_with("failed"))
        .collect();
    assert_eq!(failed.len(), 3, "{failed:?}");
    assert!(
        failed[0].contains("status_id") && failed[1].contains("no field 5") && failed[2].contains("ten"),
        "{failed:?}"
    );
    let moved = stage.world.get("events?filter[type]=lead_status_changed").await.items("events");
    assert_eq!(moved[0]["created_by"], 0, "the robot did it");
}

#[tokio::test]
async fn notes_links_and_new_cards_are_made() {
    let stage = Stage::new().await;
    let company = stage.world.create("companies", json!({ "name": "Mill" })).await;
    stage
        .ask(json!([
            action("add_note", json!({ "element_type": 2, "note_type": 4, "text": "From {{contact.name}}" })),
            action("add_note", json!({ "element_type": 1, "note_type": 25, "text": "robot" })),
            action("link", json!({ "from": 1, "to": 3, "to_id": company })),
            action("add_linked_company", json!({ "name": "Works of {{name}}" })),
            action("add_lead_contact", json!({ "preset": "contacts.require_email_or_phone", "lead": {}, "contact": { "name": "Nobody" } })),
            action("add_lead_contact", json!({
                "lead": { "name": "Secondloom", "status_id": STAGE, "price": "70", "tags": "a, b", "custom_fields": [{ "id": ORDER, "values": [{ "value": "7" }] }] },
                "contact": { "name": "Friend of {{name}}", "custom_fields": [{ "id": 810_103, "values": [{ "value": "+1 555 777 8899", "enum": "WORK" }] }] },
            })),
            { "handler": "send_internal", "params": { "entity_id": "{{lead.id}}", "entity_type": 2, "message": "Look at {{lead.name}}" } },
        ]))
        .await;
    let texts = |notes: Vec<Value>| {
        notes
            .iter()
            .map(|note| note["params"]["text"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let notes = stage.world.get(&format!("leads/{}/notes", stage.lead)).await.items("notes");
    assert_eq!(texts(notes), ["From Ada Byron", "Look at Loom"]);
    assert_eq!(
        texts(stage.world.get(&format!("contacts/{}/notes", stage.contact)).await.items("notes")),
        ["robot"]
    );
    let contact = stage.card(&format!("contacts/{}", stage.contact)).await;
    assert_eq!(contact["_embedded"]["companies"][0]["id"], company);
    let lead = stage.card(&format!("leads/{}", stage.lead)).await;
    let works = lead["_embedded"]["companies"][0]["id"].as_i64().unwrap();
    assert_eq!(stage.card(&format!("companies/{works}")).await["name"], "Works of Ada Byron");
    let made = stage.world.get("leads?query=Secondloom&with=contacts").await.items("leads");
    assert_eq!(
        (made.len(), &made[0]["price"], &made[0]["status_id"], &made[0]["created_by"]),
        (1, &json!(70), &json!(STAGE), &json!(0))
    );
    assert_eq!(made[0]["_embedded"]["tags"].as_array().unwrap().len(), 2);
    let friend = made[0]["_embedded"]["contacts"][0]["id"].as_i64().unwrap();
    assert_eq!(stage.card(&format!("contacts/{friend}")).await["name"], "Friend of Ada Byron");
    assert_eq!(stage.world.get("contacts?query=Nobody").await.status, 204, "the preset wants an address");
}

#[tokio::test]
async fn cards_are_found_and_what_was_said_is_split() {
    let stage = Stage::new().await;
    stage
        .world
        .patch(
            &format!("leads/{}", stage.lead),
            json!({ "custom_fields_values": [{ "field_id": ORDER, "values": [{ "value": "A-77" }] }] }),
        )
        .await;
    let phone = json!([{ "field_code": "PHONE", "values": [{ "value": "+15557778899" }] }]);
    let double =
        stage.world.create("contacts", json!({ "name": "Her double", "custom_fields_values": phone })).await;
    stage.world.patch(&format!("contacts/{}", stage.contact), json!({ "custom_fields_values": phone })).await;
    let run = stage
        .play(json!([{ "question": [show("?")], "answer": [
            { "handler": "meta", "params": { "delimiter": "_", "values": ["lead.tags", format!("lead.custom_fields.{PIECES}")] } },
            { "handler": "find", "params": { "type": "contact_double", "params": { "actions": [show("{{contact_double.name}} {{founded_id}}")] } } },
            { "handler": "filter", "params": { "type": 2, "value": "A-77", "custom_fields_id": ORDER, "actions": [show("{{external_lead.name}}")] } },
            { "handler": "filter", "params": { "type": 2, "value": "none", "custom_fields_id": ORDER, "actions": [show("never")] } },
            show("{{regexp./(\\d+)/}} {{message_text.phone}}"),
        ] }]))
        .await;
    stage.say(run.id, "spring_14").await;
    assert_eq!(
        stage.said(),
        ["?".to_owned(), format!("Her double {double}"), "Loom".to_owned(), "14 ".to_owned()]
    );
    let lead = stage.card(&format!("leads/{}", stage.lead)).await;
    assert_eq!(
        (field(&lead, PIECES).as_str(), &lead["_embedded"]["tags"][0]["name"]),
        ("14", &json!("spring"))
    );
}

#[tokio::test]
async fn presets_ask_until_the_contact_is_complete() {
    let stage = Stage::new().await;
    let run = stage
        .ask(json!([{ "handler": "preset", "params": { "name": "contacts.validate_base_info", "params": {
            "empty_all": "Mail and phone, please", "empty_email": "And the mail?", "empty_phone": "And the phone?", "invalid_phone": "That is no number", "success": "Thank you" } } }, show("on we go")]))
        .await;
    assert_eq!(run.state, "waiting");
    for text in ["123", "ada@mill.example", "+1 555 777 8899"] {
        stage.say(run.id, text).await;
    }
    assert_eq!(
        stage.said(),
        ["Mail and phone, please", "That is no number", "And the phone?", "Thank you", "on we go"]
    );
    let contact = stage.card(&format!("contacts/{}", stage.contact)).await;
    assert_eq!(
        (field(&contact, 810_103).as_str(), field(&contact, 810_105).as_str()),
        ("+1 555 777 8899", "ada@mill.example")
    );
}

#[tokio::test]
async fn contacts_are_written_to_and_talks_closed() {
    let stage = Stage::new().await;
    let other = stage.world.create("contacts", json!({ "name": "Babbage" })).await;
    stage
        .world
        .post(
            &format!("leads/{}/link", stage.lead),
            json!([{ "to_entity_id": other, "to_entity_type": "contacts" }]),
        )
        .await;
    let external = |kind: &str, filter: Value| {
        json!({ "handler": "send_external_message", "params": { "message": { "type": "external", "text": format!("{kind} {{{{contact.name}}}}"),
            "buttons": [{ "type": "url", "text": "Open", "url": "https://mill.example/{{lead.id}}" }] },
            "recipient": { "type": kind, "way_of_communication": "over_all", "filter": filter }, "channels": [], "on_error": show("nobody") } })
    };
    let named = |name: &str| json!({ "logic": "and", "conditions": [{ "term1": "{{contact.name}}", "term2": name, "operation": "=" }] });
    stage
        .ask(json!([external("all_contacts", json!(null)), external("main_contact", json!(null)),
            external("filtered_contacts", named("Babbage")), external("filtered_contacts", named("Turing")),
            { "handler": "stop", "params": { "action": "talk-close" } }]))
        .await;
    assert_eq!(stage.said(), ["all_contacts Ada Byron", "main_contact Ada Byron", "nobody"]);
    let chat = stage.world.sandbox.chat(other).unwrap();
    assert_eq!(chat.len(), 2);
    assert_eq!(chat[0].buttons[0].url, Some(format!("https://mill.example/{}", stage.lead)));
    let talks = stage.world.get("talks").await.items("talks");
    let open: Vec<&Value> = talks
        .iter()
        .filter(|talk| talk["status"] == "in_work" && talk["contact_id"] == stage.contact)
        .collect();
    assert!(open.is_empty(), "{talks:?}");
}

#[tokio::test]
async fn incoming_leads_are_accepted_declined_and_linked() {
    let stage = Stage::new().await;
    let incoming = |uid: usize| {
        let form = json!([{ "source_name": "Site", "source_uid": uid.to_string(), "pipeline_id": 7_301_544, "metadata": { "form_id": "1", "form_name": "F", "form_page": "https://a.example", "form_sent_at": 1, "referer": "https://a.example" },
            "_embedded": { "leads": [{ "name": "In" }], "contacts": [{ "name": "Guest" }] } }]);
        stage.world.post("leads/unsorted/forms", form)
    };
    let state = stage.world.sandbox.state();
    for (at, (handlers, expected)) in [
        (json!([action("unsorted", json!({ "value": "accept" }))]), "accepted"),
        (json!([show("Welcome")]), "accepted"),
        (
            json!([{ "handler": "show", "params": { "type": "text", "value": "Wait", "accept_unsorted": false } }]),
            "open",
        ),
        (json!([action("unsorted", json!({ "value": "decline" }))]), "declined"),
    ].into_iter().enumerate() {
        let answer = incoming(at).await;
        assert!(answer.status.is_success(), "{answer:?}");
        let uid = answer.items("unsorted")[0]["uid"].as_str().unwrap().to_owned();
        let lead: i64 = state
            .db(|db| db.query_row("SELECT lead_id FROM unsorted WHERE uid = ?1", [&uid], |row| row.get(0)))
            .unwrap();
        let bot = stage.bot(&json!([{ "question": handlers }]));
        let run = stage.world.sandbox.run_bot(bot, "leads", lead).unwrap().unwrap();
        stage.rest(run).await;
        let found: String = state
            .db(|db| db.query_row("SELECT state FROM unsorted WHERE uid = ?1", [&uid], |row| row.get(0)))
            .unwrap();
        assert_eq!(found, expected, "{handlers} {:?}", stage.trace(run));
    }
}
