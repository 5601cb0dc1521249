//! Bots at work: where they go, what they say, how they wait and end.

use std::time::Duration;

use kommo_sandbox::{Bot, BotBlock, Seed};
use serde_json::json;

use super::bot_world::{Stage, action, goto, show};

#[tokio::test]
async fn a_question_waits_for_its_answer_and_buttons_choose() {
    let stage = Stage::new().await;
    let run = stage
        .play(json!([
            {
                "question": [{ "handler": "show", "params": { "type": "buttons", "value": "Oak or ash, {{contact.name}}?", "buttons": ["Oak", "Ash"] } }],
                "answer": [
                    { "handler": "buttons", "params": [
                        { "value": "Oak", "params": [show("Oak it is"), goto("question", 1)] },
                        { "regex": "/^a(sh)?$/iu", "params": [show("Ash it is"), goto("question", 1)] },
                    ] },
                    show("Pardon?"),
                    { "handler": "wait_answer", "params": { "type": "answer", "step": 0 } },
                ],
            },
            { "question": [show("You wrote {{message_text}} on {{origin}}")], "finish": [show("Bye")] },
        ]))
        .await;
    assert_eq!(run.state, "waiting");
    let chat = stage.world.sandbox.chat(stage.contact).unwrap();
    assert_eq!(chat[0].text, "Oak or ash, Ada Byron?");
    assert_eq!(chat[0].buttons.iter().map(|button| button.text.as_str()).collect::<Vec<_>>(), ["Oak", "Ash"]);
    assert_eq!(stage.say(run.id, "Walnut").await.state, "waiting");
    let run = stage.say(run.id, "ASH").await;
    assert_eq!((run.state.as_str(), run.reason.as_deref()), ("finished", Some("the last block has ended")));
    assert_eq!(
        stage.said(),
        ["Oak or ash, Ada Byron?", "Pardon?", "Ash it is", "You wrote ASH on whatsapp", "Bye"]
    );
    let read = stage.trace(run.id).into_iter().find(|step| step.place == "/1/question/0").unwrap().read;
    assert_eq!((&read["message_text"], &read["origin"]), (&json!("ASH"), &json!("whatsapp")));
}

#[tokio::test]
async fn exits_lead_from_block_to_block() {
    let stage = Stage::new().await;
    let leave = |code: &str| {
        json!([{ "question": [{ "handler": "exits", "params": { "value": code } }] }]).to_string()
    };
    let end = |text: &str| BotBlock::code(json!([{ "question": [show(text)] }]).to_string());
    let bot = |code: &str| {
        let first = BotBlock::code(leave(code)).exit("ok").exit_to("bad", Some(2)).exit_to("none", None);
        Bot::new("Exits").block(first).block(end("fine").exit_to("over", None)).block(end("sorry"))
    };
    for (code, said, reason) in [
        ("ok", Some("fine"), "the program of block 2 ended without leaving by one of its exits"),
        ("bad", Some("sorry"), "the last block has ended"),
        ("none", None, "the exit `none` stops the bot"),
        ("else", None, "block 1 has no exit `else`"),
    ] {
        let before = stage.said().len();
        let run = stage.start(stage.save(bot(code))).await;
        assert_eq!((run.state.as_str(), run.reason.as_deref()), ("finished", Some(reason)), "{code}");
        assert_eq!(stage.said().get(before).map(String::as_str), said, "{code}");
    }
}

#[tokio::test]
async fn conditions_choose_by_markers_lists_and_ranges() {
    let stage = Stage::new().await;
    let lead = format!("leads/{}", stage.lead);
    stage.world.patch(&lead, json!({ "tags_to_add": [{ "name": "vip" }, { "name": "oak" }] })).await;
    let case = |label: &str, term1: &str, operation: &str, term2: serde_json::Value| json!({ "handler": "condition", "params": { "term1": term1, "term2": term2, "operation": operation, "result": [show(label)] } });
    let both = |logic: &str, price: i64| {
        json!({ "handler": "conditions", "params": { "logic": logic, "conditions": [
            { "term1": "{{lead.price}}", "term2": price, "operation": "=" }, { "term1": "{{lead.name}}", "term2": "Loom", "operation": "=" },
        ], "result": [show(&format!("{logic} {price}"))] } })
    };
    let run = stage
        .ask(json!([
            case("equal", "{{lead.price}}", "=", json!("100")),
            case("not equal", "{{lead.price}}", "!=", json!(100)),
            case("a tag", "lead.tags", "=", json!("vip")),
            case("in", "lead.tags", "in", json!("elm, oak")),
            case("not in", "lead.tags", "not_in", json!("elm,oak")),
            case("range", "{{lead.price}}", "in_range", json!({ "from": 50, "to": "100" })),
            case("out of range", "{{lead.id}}", "in_range", json!({ "to": 1 })),
            case("nothing", "{{nothing.here}}", "=", json!("")),
            case("like", "{{lead.price}}", "like", json!(1)),
            both("and", 100),
            both("and", 1),
            both("or", 1),
        ]))
        .await;
    assert_eq!(stage.said(), ["equal", "a tag", "in", "range", "nothing", "and 100", "or 1"]);
    assert!(stage.outcomes(run.id, "condition").contains(
        &"failed: there is no operation `like`; =, !=, in, not_in and in_range are known".to_owned()
    ));
}

#[tokio::test]
async fn validations_hold_answers_against_rules() {
    let stage = Stage::new().await;
    let rule = |kind: &str, operation: &str, value: serde_json::Value| {
        json!({ "handler": "validations", "params": { "logic": "and", "conditions": [
            { "client_value": "{{message_text}}", "type": kind, "operation": operation, "condition_value": value }],
            "result": [show(&format!("{kind} {operation}"))] } })
    };
    let run = stage
        .play(json!([{ "question": [show("?")], "answer": [
            rule("email", "contains", json!("")), rule("email", "not_contains", json!("")), rule("phone", "contains", json!("")),
            rule("simple", "equal", json!("my mail is a@b.example")), rule("simple", "length", json!(22)), rule("simple", "not_equal", json!("x")),
            rule("regex", "contains", json!("/MAIL/i")), rule("regex", "not_contains", json!("/mail/")),
            rule("range_numbers", "not_contains", json!({ "from": 1, "to": 5 })), show("{{last_validation_result}}"),
        ] }]))
        .await;
    stage.say(run.id, "my mail is a@b.example").await;
    assert_eq!(
        stage.said(),
        [
            "?",
            "email contains",
            "simple equal",
            "simple length",
            "simple not_equal",
            "regex contains",
            "range_numbers not_contains",
            "true"
        ]
    );
}

#[tokio::test]
async fn waiting_ends_by_the_accounts_clock() {
    let stage = Stage::new().await;
    let program = json!([
        { "question": [{ "handler": "waits", "params": { "logic": "or", "conditions": [
            { "event": { "source": "message_received" }, "action": { "type": "question", "step": 1 } },
            { "event": { "source": "timer", "time": 3600 }, "action": { "type": "question", "step": 2 } },
        ] } }] },
        { "question": [show("answered")] },
        { "question": [show("too late")] },
    ]);
    let bot = stage.bot(&program);
    let run = stage.start(bot).await;
    assert_eq!(run.state, "waiting");
    stage.world.sandbox.state().clock().advance(Duration::from_secs(3590));
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(stage.rest(run.id).await.state, "waiting", "ten seconds are left");
    stage.world.sandbox.state().clock().advance(Duration::from_secs(11));
    stage.until(run.id, |run| run.state == "finished").await;
    assert_eq!(stage.said(), ["too late"]);
    let run = stage.start(bot).await;
    stage.say(run.id, "here I am").await;
    assert_eq!(stage.said(), ["too late", "answered"]);
}

#[tokio::test]
async fn endless_loops_are_stopped_with_a_reason() {
    let stage = Stage::new().await;
    let run = stage.ask(json!([goto("question", 0)])).await;
    assert_eq!(run.state, "stopped");
    assert!(run.reason.unwrap().contains("500 handlers ran without waiting"));
    let first = stage.bot(&json!([{ "question": [] }]));
    let again = json!([{ "question": [show("round")], "finish": [{ "handler": "stop", "params": { "action": "salesbot-start", "bot": first } }] }]);
    let bot = Bot::new("Circle").instead_of(first);
    stage.save(bot.block(BotBlock::code(again.to_string())));
    stage.start(first).await;
    for _ in 0..200 {
        if stage.world.sandbox.bot_runs().unwrap().last().unwrap().state == "stopped" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let last = stage.world.sandbox.bot_runs().unwrap().pop().unwrap();
    assert!(last.reason.unwrap().contains("they go in a circle"), "bots that start one another end too");
    assert_eq!(stage.said().len(), 11);
}

#[tokio::test]
async fn what_is_unknown_is_noted_and_passed_over() {
    let stage = Stage::new().await;
    let nested = json!([{ "question": [{ "handler": "find", "params": { "type": "contact_double", "params": {} } },
        { "handler": "buttons", "params": [{ "value": "", "params": [{ "handler": "sing", "params": {} }, show("after")] }] },
        action("dance", json!({})), show("the end")] }]);
    let run = stage.play(nested).await;
    assert_eq!(stage.outcomes(run.id, "sing"), ["skipped: there is no handler `sing`"]);
    assert_eq!(stage.outcomes(run.id, "action"), ["skipped: there is no action `dance`"]);
    assert_eq!(stage.said(), ["after", "the end"]);
    let refused = Bot::new("No").block(BotBlock::code(r#"[{"question":[{"handler":"sing"}]}]"#));
    assert!(
        stage.world.sandbox.save_bot(refused).unwrap_err().to_string().contains("there is no handler `sing`")
    );
    let run = stage.ask(json!([goto("question", 9)])).await;
    assert_eq!(run.reason.as_deref(), Some("there is no step 9"));
}

#[tokio::test]
async fn a_program_is_frozen_while_its_bot_works() {
    let stage = Stage::new().await;
    let program = |text: &str| json!([{ "question": [show("?")], "answer": [show(text)] }]);
    let bot = stage.bot(&program("old"));
    let run = stage.start(bot).await;
    let changed = Bot::new("New").instead_of(bot);
    stage.save(changed.block(BotBlock::code(program("new").to_string())));
    stage.say(run.id, "go").await;
    assert_eq!(stage.said(), ["?", "old"]);
}

#[tokio::test]
async fn a_message_that_cannot_be_delivered_leads_to_error() {
    let stage = Stage::new().await;
    let alone = stage.world.create("leads", json!({ "name": "Nobody's" })).await;
    let program = json!({ "0": { "question": [show("Hello?"), show("not reached")] },
        "error": [action("add_note", json!({ "element_type": 2, "note_type": 4, "text": "nobody there" }))] });
    let id = stage.world.sandbox.run_bot(stage.bot(&program), "leads", alone).unwrap().unwrap();
    stage.rest(id).await;
    assert_eq!(stage.outcomes(id, "show"), ["not delivered: there is no contact to write to; goto error"]);
    let notes = stage.world.get(&format!("leads/{alone}/notes")).await.items("notes");
    assert_eq!(notes[0]["params"]["text"], "nobody there");
}

#[tokio::test]
async fn one_bot_works_for_a_card_at_a_time_and_can_be_stopped() {
    let stage = Stage::new().await;
    let bot = stage.bot(&json!([{ "question": [show("?")], "answer": [show("never")] }]));
    let (first, second) = (stage.start(bot).await, stage.start(bot).await);
    let runs = stage.world.sandbox.bot_runs().unwrap();
    assert_eq!(
        (runs[0].state.as_str(), runs[0].reason.as_deref()),
        ("stopped", Some("another bot was started"))
    );
    let body = json!({ "entity_id": stage.lead, "entity_type": "leads" });
    assert_eq!(stage.world.post(&format!("bots/{bot}/stop"), body).await.status, 202);
    assert_eq!(stage.say(second.id, "hello").await.state, "stopped");
    assert_eq!((first.id, stage.said().len()), (1, 2));
    stage.world.sandbox.state().reseed(&Seed::small_business()).unwrap();
    assert!(stage.world.sandbox.bot_runs().unwrap().is_empty());
}

#[tokio::test]
async fn a_bot_knows_what_the_client_wrote_before_it_started() {
    let stage = Stage::new().await;
    let asked = json!([show("{{message_text}}|{{origin}}|{{talk.id}}")]);
    stage.ask(asked.clone()).await;
    assert_eq!(stage.said(), ["||"], "nobody has written yet");
    let write = |contact: i64, text: &str| {
        let message = json!({ "contact_id": contact, "text": text, "origin": "telegram" });
        stage.world.sandbox.state().receive_message(&serde_json::from_value(message).unwrap()).unwrap()
    };
    let stranger = stage.world.create("contacts", json!({ "name": "Stranger" })).await;
    write(stage.contact, "Is it ready?");
    let talk = write(stage.contact, "Hello?").unwrap();
    write(stranger, "Wrong number");
    stage.ask(asked).await;
    assert_eq!(stage.said().pop().unwrap(), format!("Hello?|telegram|{talk}"));
}

#[tokio::test]
async fn a_message_may_be_an_attachment_alone() {
    let stage = Stage::new().await;
    let picture = |text: &str, attachments: serde_json::Value| {
        json!({ "handler": "send_message", "params": { "type": "external", "text": text, "attachments": attachments,
            "recipient": { "type": "all_contacts", "way_of_communication": "over_all" }, "on_error": null } })
    };
    let file = json!({ "type": "picture", "value": "{{lead.id}}.png", "is_external": true });
    let run = stage
        .ask(json!([
            picture("Look", json!([file, { "type": "file", "value": "a.pdf" }])),
            picture("", json!([file])),
            picture("", json!([])),
        ]))
        .await;
    let named = format!("[picture {}.png]", stage.lead);
    assert_eq!(stage.said(), [format!("Look\n{named}\n[file a.pdf]"), named]);
    assert_eq!(stage.outcomes(run.id, "send_message"), ["next", "next", "skipped: the message is empty"]);
}

#[tokio::test]
async fn a_bot_as_the_designer_exports_it_runs() {
    let stage = Stage::new().await;
    let message = |text: &str, buttons: serde_json::Value| {
        json!({ "handler": "send_message", "params": { "type": "external", "text": text, "tag": "", "buttons": buttons,
            "send_to_all_chat_sources": true, "is_in_starting_block": true, "on_error": null } })
    };
    let stop = json!({ "handler": "goto", "params": { "type": "finish", "step": 99 } });
    let entry = |value: &str, synonyms: &[&str], step: u32| json!({ "value": value, "params": [goto("question", step)], "synonyms": synonyms });
    let program = json!({
        "0": { "block_uuid": "0b1c",
            "question": [message("Oak or ash?", json!([{ "type": "inline", "text": "Oak" }, { "type": "inline", "text": "Ash" }]))],
            "answer": [{ "handler": "buttons", "params": [entry("Oak", &["quercus", "1"], 1), entry("Ash", &[], 3)] }] },
        "1": { "block_uuid": "1b1c", "question": [message("How long?", json!(null)), { "handler": "wait_answer", "params": { "type": "question", "step": 2 } }] },
        "2": { "block_uuid": "2b1c", "question": [
            action("add_note", json!({ "note_type": 4, "element_type": 2, "text": "Oak, {{message_text}}", "type": 1, "contact_type": "main" })),
            message("Noted", json!(null)), stop] },
        "3": { "block_uuid": "3b1c", "question": [message("Sold out", json!(null)), stop] },
        "conversation": false,
    });
    let run = stage.play(program).await;
    assert_eq!(run.state, "waiting");
    stage.say(run.id, "quercus").await;
    let run = stage.say(run.id, "2 m").await;
    assert_eq!((run.state.as_str(), run.reason.as_deref()), ("finished", Some("stopped by `goto finish`")));
    assert_eq!(stage.said(), ["Oak or ash?", "How long?", "Noted"]);
    let notes = stage.world.get(&format!("leads/{}/notes", stage.lead)).await.items("notes");
    assert_eq!(notes.last().unwrap()["params"]["text"], "Oak, 2 m");
}
