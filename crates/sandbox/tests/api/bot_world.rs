//! A sandbox with a lead, its contact, a widget's integration and a bot.

use std::time::Duration;

use kommo_sandbox::{Bot, BotBlock, BotRun, BotStep, IncomingMessage};
use serde_json::{Value, json};

use super::World;

/// The account and the lead the bots of a test are about.
pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) lead: i64,
    pub(crate) contact: i64,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        let contact = world.create("contacts", json!({ "name": "Ada Byron" })).await;
        let lead = world
            .create(
                "leads",
                json!({ "name": "Loom", "price": 100, "_embedded": { "contacts": [{ "id": contact }] } }),
            )
            .await;
        Self { world, lead, contact }
    }

    /// Saves a bot of one code block.
    pub(crate) fn bot(&self, program: &Value) -> i64 {
        self.save(Bot::new("Tester").block(BotBlock::code(program.to_string())))
    }

    pub(crate) fn save(&self, bot: Bot) -> i64 {
        self.world.sandbox.save_bot(bot).unwrap().id
    }

    /// Starts a bot for the lead and waits until it rests.
    pub(crate) async fn start(&self, bot: i64) -> BotRun {
        let id = self.world.sandbox.run_bot(bot, "leads", self.lead).unwrap().unwrap();
        self.rest(id).await
    }

    /// A bot of one code block, run until it rests.
    pub(crate) async fn play(&self, program: Value) -> BotRun {
        self.start(self.bot(&program)).await
    }

    /// A bot of one step with these handlers in its question.
    pub(crate) async fn ask(&self, handlers: Value) -> BotRun {
        self.play(json!([{ "question": handlers }])).await
    }

    /// Waits until a run is not running.
    pub(crate) async fn rest(&self, id: i64) -> BotRun {
        self.until(id, |run| run.state != "running").await
    }

    pub(crate) async fn until(&self, id: i64, fits: impl Fn(&BotRun) -> bool) -> BotRun {
        for _ in 0..400 {
            let run = self.world.sandbox.bot_runs().unwrap().into_iter().find(|run| run.id == id).unwrap();
            if fits(&run) {
                return run;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("never: {:?} {:?}", self.world.sandbox.bot_runs().unwrap(), self.trace(id));
    }

    /// The contact writes, and the bot is given time to answer.
    pub(crate) async fn say(&self, run: i64, text: &str) -> BotRun {
        let message = json!({ "contact_id": self.contact, "text": text });
        let message: IncomingMessage = serde_json::from_value(message).unwrap();
        self.world.sandbox.state().receive_message(&message).unwrap().unwrap();
        self.rest(run).await
    }

    /// What the bot has said, oldest first.
    pub(crate) fn said(&self) -> Vec<String> {
        let chat = self.world.sandbox.chat(self.contact).unwrap();
        chat.into_iter().filter(|message| message.way == "outgoing").map(|message| message.text).collect()
    }

    pub(crate) fn trace(&self, run: i64) -> Vec<BotStep> {
        self.world.sandbox.bot_trace(Some(run)).unwrap()
    }

    /// What came of each handler of this name.
    pub(crate) fn outcomes(&self, run: i64, handler: &str) -> Vec<String> {
        self.trace(run).into_iter().filter(|step| step.handler == handler).map(|step| step.outcome).collect()
    }

    pub(crate) async fn card(&self, path: &str) -> Value {
        self.world.get(path).await.json()
    }
}

/// A message of the bot.
pub(crate) fn show(text: &str) -> Value {
    json!({ "handler": "show", "params": { "type": "text", "value": text } })
}

pub(crate) fn goto(part: &str, step: u32) -> Value {
    json!({ "handler": "goto", "params": { "type": part, "step": step } })
}

pub(crate) fn action(name: &str, params: Value) -> Value {
    json!({ "handler": "action", "params": { "name": name, "params": params } })
}
