//! What is wrong is refused, with the step and the remedy.

use kommo_salesbot::handlers::*;
use kommo_salesbot::{Flow, FlowError, Handler, Node, Problem, Program, Step, handlers};
use serde_json::json;

#[track_caller]
fn built(flow: Flow, step: &str, problem: Problem, words: &str) {
    // What only the whole check looks at, such as a handler's name, is refused by that one.
    let error = flow.build().and_then(|program| program.check(&["done"])).unwrap_err();
    refused(&error, step, problem, words);
}

#[track_caller]
fn parsed(program: &serde_json::Value, step: &str, problem: Problem, words: &str) {
    let program = Program::parse(&program.to_string()).unwrap();
    refused(&program.check(&["done"]).unwrap_err(), step, problem, words);
}

#[track_caller]
fn refused(error: &FlowError, step: &str, problem: Problem, words: &str) {
    assert_eq!((error.step(), error.problem()), (step, problem), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

fn one(handler: impl Into<Handler>) -> Flow {
    Flow::new().exits(["done"]).step("ask", Step::new().question(handler))
}

#[test]
fn shapes_and_parts() {
    built(Flow::new(), "", Problem::Shape, "add a step");
    built(Flow::new().step("a", Step::new()), "a", Problem::Place, "question part, which is empty");
    built(
        Flow::new().step("a", Step::new().answer(Show::text("x"))),
        "a",
        Problem::Place,
        "question part, which is empty",
    );
    built(one(Show::text("x")).step("ask", Step::new()), "ask", Problem::Step, "rename one");
    built(one(Buttons(vec![])), "ask", Problem::Place, "move it to answer");
    parsed(&json!("hello"), "", Problem::Shape, "no step 0");
    parsed(&json!({"execute_handlers": []}), "", Problem::Shape, "numbered from 0");
    parsed(
        &json!([{"execute_handlers": [{"handler": "show"}]}]),
        "0",
        Problem::Step,
        "put handlers into question",
    );
    parsed(&json!([{"question": {}}]), "0", Problem::Step, "list of handlers");
    parsed(&json!([{"question": ["show"]}]), "0", Problem::Params, "needs a name");
    parsed(&json!([[]]), "0", Problem::Step, "no object");
    let exported = json!([{"block_uuid": "c58a", "require": [], "question": [{"handler": "send_message", "params": {}}]}]);
    Program::parse(&exported.to_string()).unwrap().check::<&str>(&[]).unwrap();
    let stopped = json!({"conversation": false, "0": {"question": [{"handler": "send_message", "params": {}},
        {"handler": "goto", "params": {"type": "finish", "step": 99}}]}});
    Program::parse(&stopped.to_string()).unwrap().check::<&str>(&[]).unwrap();
    let program = json!({"0": {"question": [{"handler": "show", "params": {"type": "text", "value": "x"}}]},
        "error": [{"handler": "shout", "params": {}}]});
    parsed(&program, "error", Problem::Unknown, "`shout`");
}

#[test]
fn names_and_parameters() {
    built(one(Handler::other("shwo", Node::Null)), "ask", Problem::Unknown, "`shwo`");
    built(one(Handler::action("set_tags", Node::Null)), "ask", Problem::Unknown, "action `set_tags`");
    built(one(Handler::action("set_tag", Node::Null)), "ask", Problem::Params, "lacks its `type`");
    built(one(Handler::other("goto", Node::Object(vec![]))), "ask", Problem::Params, "lacks its `type`");
    let field = kommo_salesbot::actions::SetCustomFields::new(kommo_salesbot::Entity::Lead, 1);
    built(one(field), "ask", Problem::Params, "lacks the field");
    built(one(WidgetRequest::new("s.example")), "ask", Problem::Params, "https://");
    // Inside of others too.
    let nested =
        Conditions::new(Logic::And, vec![], handlers![Find::contact_double(handlers![Exits::new("gone")])]);
    built(one(nested), "ask", Problem::Exit, "\"gone\"");
    // What is sent to the service is no handler.
    let data =
        WidgetRequest::new("https://s.example").data("x", Node::Object(vec![("handler".into(), "y".into())]));
    one(data).build().unwrap();
}

#[test]
fn targets_and_exits() {
    built(one(Goto::step("thanks")), "ask", Problem::Target, "step \"thanks\", which is not there");
    built(one(Goto::step(3)), "ask", Problem::Target, "step \"3\", which is not there");
    built(one(Goto::new(Block::Answer, "ask")), "ask", Problem::Target, "answer of \"ask\"");
    built(one(WaitAnswer::new(Block::Answer, "ask")), "ask", Problem::Target, "nothing would run");
    built(one(Exits::new("paid")), "ask", Problem::Exit, "declare it");
    let waits = json!([{"question": [{"handler": "waits", "params": {"logic": "and", "conditions": [
        {"event": {"source": "message_received"}, "action": {"step": 4, "type": "question"}}]}}]}]);
    parsed(&waits, "0", Problem::Target, "step \"4\"");
}

#[test]
fn limits() {
    built(one(Show::text("")), "ask", Problem::Params, "empty text");
    built(one(Show::buttons("x", [""])), "ask", Problem::Params, "no text");
    built(one(Show::buttons("x", vec!["y"; 26])), "ask", Problem::Limit, "25 buttons");
    one(Show::buttons("x", vec!["y"; 25])).build().unwrap();
    built(one(Show::buttons("x", ["ü".repeat(81)])), "ask", Problem::Limit, "80 characters");
    one(Show::buttons("x", ["ü".repeat(80)])).build().unwrap();
    built(one(Show::links("x", [Link::new("y", "")])), "ask", Problem::Params, "no url");
    built(one(Show::text("x".repeat(64 * 1024))), "", Problem::Limit, "64 KB");
    one(Show::text("x".repeat(64 * 1024 - 200))).build().unwrap();
}

#[test]
fn circles_without_a_wait() {
    let circle = |between: Handler| {
        Flow::new()
            .step("a", Step::new().question(Show::text("x")).question(Goto::step("b")))
            .step("b", Step::new().question(between).question(Goto::step("a")))
            .step("c", Step::new().question(Goto::step("a")))
    };
    built(circle(Show::text("y").into()), "a", Problem::Loop, "wait_answer");
    circle(WidgetRequest::new("https://s.example").into()).build().unwrap();
    circle(WaitAnswer::new(Block::Question, "a").into()).build().unwrap();
    built(one(Goto::step("ask")), "ask", Problem::Loop, "circle");

    // Under a condition that nothing changes it is just as endless.
    let again = Condition::new("lead.tags", Operation::Equal, "x", handlers![Goto::step("ask")]);
    built(one(again.clone()), "ask", Problem::Loop, "circle");
    let step = Step::new().question(kommo_salesbot::actions::SetTag::new(kommo_salesbot::Entity::Lead, "y"));
    Flow::new().step("ask", step.question(again)).build().unwrap();

    // The usual way: ask, and ask again.
    let asked = Step::new()
        .question(Show::buttons("Sure?", ["Yes"]))
        .answer(Buttons(vec![Reply::regex("/.*/", handlers![Goto::step("ask")])]));
    Flow::new().step("ask", asked).build().unwrap();
}
