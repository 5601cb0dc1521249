//! A Salesbot step that answers the client: it asks for a question, sends it to a service of yours, waits, and says what
//! came back.
//!
//! The service is in `service/`.

use kommo_widget::prelude::*;
use kommo_widget::salesbot::handlers::{
    Block, Condition, Exits as Leave, Goto, Operation, Show, WaitAnswer, WidgetRequest,
};
use kommo_widget::salesbot::{Flow, Marker, Step, handlers};
use kommo_widget::{BotBlock, Exits};

manifest!();

const ANSWERED: &str = "answered";
const UNANSWERED: &str = "unanswered";

/// The block's program. Kommo keeps it as it is, with the service's address in it, until the bot is saved anew.
fn program(service: &str, greeting: &str) -> Result<String> {
    let request =
        WidgetRequest::new(service).data("question", Marker::MessageText).data("name", Marker::ContactName);
    let status = || Marker::Json("status".into());
    let say = handlers![Show::text(Marker::Json("answer".into())), Leave::new(ANSWERED)];
    let flow = Flow::new()
        .exits([ANSWERED, UNANSWERED])
        .step(
            "ask",
            Step::new().question(Show::text(greeting)).question(WaitAnswer::new(Block::Question, "think")),
        )
        .step("think", Step::new().question(request).question(Goto::step("say")))
        .step(
            "say",
            Step::new().question(Condition::new(status(), Operation::Equal, ANSWERED, say)).question(
                Condition::new(status(), Operation::Equal, UNANSWERED, handlers![Leave::new(UNANSWERED)]),
            ),
        );
    Ok(flow.build()?.to_json())
}

#[derive(Default)]
struct AiAnswer;

#[widget]
impl Widget for AiAnswer {
    fn salesbot_designer_settings(&self, cx: &Cx, block: &BotBlock) -> Result<Exits> {
        // What was saved, where the host did not restore it.
        if let Some(saved) = block.saved(salesbot::Answer::GREETING).filter(|text| !text.is_empty()) {
            block.set_text(salesbot::Answer::GREETING, &saved)?;
        }
        let text = |key| cx.i18n().text(key);
        Ok(Exits::new()
            .exit(ANSWERED, &text(texts::salesbot::ANSWERED))
            .exit(UNANSWERED, &text(texts::salesbot::UNANSWERED)))
    }

    fn on_salesbot_designer_save(&self, cx: &Cx, handler: &str, params: &Value) -> Result<String> {
        let Some(salesbot::Block::Answer(block)) = salesbot::Block::of(handler, params) else {
            return Err(Error::message("the manifest has no such block"));
        };
        program(&Settings::of(cx).service().unwrap_or_default(), &block.greeting())
    }
}
