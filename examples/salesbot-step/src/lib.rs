//! A block in the Salesbot designer: shows a text, then leaves by its one exit.

use kommo_widget::prelude::*;
use kommo_widget::salesbot::handlers::{Exits as Leave, Show};
use kommo_widget::salesbot::{Flow, Step};
use kommo_widget::{BotBlock, Exits};

manifest!();

const GREETED: &str = "greeted";

#[derive(Default)]
struct Greeting;

#[widget]
impl Widget for Greeting {
    fn salesbot_designer_settings(&self, _: &Cx, _: &BotBlock) -> Result<Exits> {
        Ok(Exits::new().exit(GREETED, "Greeted"))
    }

    fn on_salesbot_designer_save(&self, _: &Cx, handler: &str, params: &Value) -> Result<String> {
        let Some(salesbot::Block::Greet(greet)) = salesbot::Block::of(handler, params) else {
            return Err(Error::message("the manifest has no such block"));
        };
        let greet = Step::new().question(Show::text(greet.text())).question(Leave::new(GREETED));
        Ok(Flow::new().exits([GREETED]).step("greet", greet).build()?.to_json())
    }
}
