//! What is built is what Kommo documents.

use kommo_salesbot::actions::*;
use kommo_salesbot::handlers::*;
use kommo_salesbot::{Entity, Flow, Handler, Marker, Node, Program, Step, Typed, actions, handlers, text};
use serde_json::{Value, json};

fn written(handler: impl Into<Handler>) -> Value {
    serde_json::from_str(&handler.into().to_json()).unwrap()
}

#[test]
fn every_handler_has_the_documented_shape_and_is_read_back() {
    #[track_caller]
    fn same<T: Typed + Clone + PartialEq + std::fmt::Debug>(typed: T, name: &str, params: Value) {
        let handler: Handler = typed.clone().into();
        assert_eq!(written(handler.clone()), json!({"handler": name, "params": params}));
        assert_eq!(handler.as_typed::<T>(), Some(typed));
    }
    same(Show::text("Hi"), "show", json!({"type": "text", "value": "Hi"}));
    same(
        Show::buttons("Sure?", ["Yes", "No"]).accept_unsorted(false).quick_reply(QuickReply::UserEmail),
        "show",
        json!({"type": "buttons", "value": "Sure?", "buttons": ["Yes", "No"],
            "quick_replies": ["user_email"], "accept_unsorted": false}),
    );
    same(
        Show::links("See", [handlers::Link::new("Shop", "https://shop.example")]),
        "show",
        json!({"type": "buttons_url", "value": "See", "buttons": [{"text": "Shop", "url": "https://shop.example"}]}),
    );
    same(
        Buttons(vec![
            Reply::exact("Yes", handlers![Exits::new("paid")]),
            Reply::regex("/^n/iu", handlers![Goto::step(1)]),
        ]),
        "buttons",
        json!([
            {"value": "Yes", "params": [{"handler": "exits", "params": {"value": "paid"}}]},
            {"regex": "/^n/iu", "params": [{"handler": "goto", "params": {"type": "question", "step": 1}}]},
        ]),
    );
    same(WaitAnswer::new(Block::Answer, 0), "wait_answer", json!({"type": "answer", "step": 0}));
    same(Stop::talk_close(), "stop", json!({"action": "talk-close"}));
    same(Stop::start_bot(7), "stop", json!({"action": "salesbot-start", "bot": 7}));
    same(
        Meta::new(",", vec!["lead.tags".to_owned()]),
        "meta",
        json!({"delimiter": ",", "values": ["lead.tags"]}),
    );
    same(
        Condition::new(
            Marker::LeadPrice,
            Operation::InRange,
            Range::new().from(1).to(9),
            handlers![Goto::step(1)],
        ),
        "condition",
        json!({"term1": "{{lead.price}}", "operation": "in_range", "term2": {"from": 1, "to": 9},
            "result": [{"handler": "goto", "params": {"type": "question", "step": 1}}]}),
    );
    same(
        Conditions::new(
            Logic::Or,
            vec![Comparison::new("lead.tags", Operation::In, "a,b")],
            handlers![Exits::new("x")],
        ),
        "conditions",
        json!({"logic": "or", "conditions": [{"term1": "lead.tags", "operation": "in", "term2": "a,b"}],
            "result": [{"handler": "exits", "params": {"value": "x"}}]}),
    );
    same(
        Validations::new(
            Logic::And,
            vec![Test::new(Marker::MessageText, TestKind::Simple, Check::Length).condition_value(4)],
            handlers![],
        ),
        "validations",
        json!({"logic": "and", "result": [], "conditions": [
            {"client_value": "{{message_text}}", "type": "simple", "operation": "length", "condition_value": 4}]}),
    );
    same(
        Preset::get_base_info(Node::Object(vec![])),
        "preset",
        json!({"name": "contacts.get_base_info", "params": {}}),
    );
    same(
        Find::catalog_elements(12, Marker::MessageText, handlers![]),
        "find",
        json!({"type": "catalog_elements", "params":
            {"type": "name", "value": "{{message_text}}", "catalog_id": 12, "actions": []}}),
    );
    same(Find::contact_double(vec![]), "find", json!({"type": "contact_double", "params": {"actions": []}}));
    same(
        Filter::new(Entity::Lead, 31, Marker::MessagePhone, handlers![]),
        "filter",
        json!({"type": 2, "custom_fields_id": 31, "value": "{{message_text.phone}}", "actions": []}),
    );
    same(
        SendInternal::new(Marker::LeadId, Entity::Lead, "Look").group_id(3),
        "send_internal",
        json!({"entity_id": "{{lead.id}}", "entity_type": 2, "message": "Look", "group_id": 3}),
    );
    same(
        SendExternalMessage::new(
            ExternalMessage::new("external", "Hi"),
            Recipient::new("main_contact", "last_active"),
            vec![Channel::new(5)],
        )
        .on_error(Node::Null),
        "send_external_message",
        json!({"message": {"type": "external", "text": "Hi"},
            "recipient": {"type": "main_contact", "way_of_communication": "last_active"},
            "channels": [{"id": 5}], "on_error": null}),
    );
    same(
        WidgetRequest::new("https://s.example/ask").data("lead", Marker::LeadId),
        "widget_request",
        json!({"url": "https://s.example/ask", "data": {"lead": "{{lead.id}}"}}),
    );
    same(
        Request::new("https://s.example", "POST").json(true),
        "request",
        json!({"url": "https://s.example", "method": "POST", "json": true}),
    );
}

#[test]
fn every_action_has_the_documented_shape_and_is_read_back() {
    #[track_caller]
    fn same<T: Typed + Clone + PartialEq + std::fmt::Debug>(typed: T, name: &str, params: Value) {
        let handler: Handler = typed.clone().into();
        assert_eq!(written(handler.clone())["params"], json!({"name": name, "params": params}));
        assert_eq!(handler.as_typed::<T>(), Some(typed));
        assert!(Handler::action("other", Node::Null).as_typed::<T>().is_none());
    }
    same(Unsorted::accept(), "unsorted", json!({"value": "accept"}));
    same(ChangeStatus::new(142), "change_status", json!({"value": 142}));
    same(SetTag::new(Entity::Contact, "vip"), "set_tag", json!({"type": 1, "value": "vip"}));
    same(UnsetTag::new(Entity::Lead, ["a", "b"]), "unset_tag", json!({"type": 2, "value": ["a", "b"]}));
    same(
        SetCustomFields::new(Entity::Lead, Marker::Json("answer".into())).custom_fields_id(31).option("add"),
        "set_custom_fields",
        json!({"type": 2, "value": "{{json.answer}}", "custom_fields_id": 31, "option": "add"}),
    );
    same(Subscribe::new("user", 5), "subscribe", json!({"type": "user", "value": 5}));
    same(
        Unsubscribe::new("all").entity_type(Entity::Customer),
        "unsubscribe",
        json!({"type": "all", "entity_type": 12}),
    );
    same(
        AddLeadContact::new(Node::Object(vec![("name".into(), "L".into())]), Node::Object(vec![])),
        "add_lead_contact",
        json!({"lead": {"name": "L"}, "contact": {}}),
    );
    same(SetBudget::new("{{lead.price}} * 2"), "set_budget", json!({"value": "{{lead.price}} * 2"}));
    same(AddLinkedCompany::new("Acme"), "add_linked_company", json!({"name": "Acme"}));
    same(AddNote::on_lead("Hi"), "add_note", json!({"element_type": 2, "note_type": 4, "text": "Hi"}));
    same(
        actions::Link::new(Entity::Lead, 11, Marker::FoundedId).to_catalog_id(12),
        "link",
        json!({"from": 2, "to": 11, "to_id": "{{founded_id}}", "to_catalog_id": 12}),
    );
    same(ChangeResponsibleUser::new(9), "change_responsible_user", json!({"value": 9}));
    same(
        LinkToUnsorted::new(Entity::Lead, Marker::LeadId),
        "link_to_unsorted",
        json!({"entity_type": 2, "entity_id": "{{lead.id}}"}),
    );
}

#[test]
fn steps_are_numbered_and_the_error_branch_makes_an_object() {
    let flow = Flow::new()
        .exits(["done"])
        .step(
            "ask",
            Step::new().question(WidgetRequest::new("https://s.example")).question(Goto::step("say")),
        )
        .step(
            "say",
            Step::new()
                .question(Show::text(text(["It is ".into(), Marker::Json("x".into()).into()])))
                .question(Exits::new("done")),
        );
    let program = flow.clone().build().unwrap();
    let expected = json!([
        {"question": [
            {"handler": "widget_request", "params": {"url": "https://s.example", "data": {}}},
            {"handler": "goto", "params": {"type": "question", "step": 1}},
        ], "require": []},
        {"question": [
            {"handler": "show", "params": {"type": "text", "value": "It is {{json.x}}"}},
            {"handler": "exits", "params": {"value": "done"}},
        ], "require": []},
    ]);
    assert_eq!(serde_json::from_str::<Value>(&program.to_json()).unwrap(), expected);

    let program = flow.on_error(Goto::step("say")).build().unwrap();
    let value: Value = serde_json::from_str(&program.to_json()).unwrap();
    assert_eq!(value["1"], expected[1]);
    assert_eq!(value["error"], json!([{"handler": "goto", "params": {"type": "question", "step": 1}}]));
    assert_eq!(Program::parse(&program.to_json()).unwrap(), program);
    assert_eq!(program.steps(), 2);
    assert_eq!(program.handlers(1, Block::Question)[1].as_typed::<Exits>().unwrap().value, "done");
}
