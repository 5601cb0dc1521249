//! Where the bot goes on: `goto`, `wait_answer`, `waits`, `exits`, `stop`; and `meta`.

use crate::node::Node;
use crate::params::Param;

words! {
    /// A part of a step.
    Block {
        /// Runs when the step begins.
        Question = "question",
        /// Runs when the client has replied.
        Answer = "answer",
        /// Runs when the bot ends.
        Finish = "finish",
    }
}

/// A step: by its name in the [`Flow`](crate::Flow), or by its number in a program that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The name.
    Name(String),
    /// The number, from 0.
    Number(i64),
}

impl From<&str> for Target {
    fn from(name: &str) -> Self {
        Self::Name(name.into())
    }
}

impl From<String> for Target {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<i64> for Target {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl Param for Target {
    fn into_node(self) -> Node {
        match self {
            Self::Name(name) => Node::Step(name),
            Self::Number(number) => Node::Integer(number),
        }
    }

    fn read(node: &Node) -> Option<Self> {
        match node {
            Node::Step(name) => Some(Self::Name(name.clone())),
            _ => node.as_integer().map(Self::Number),
        }
    }
}

handler! {
    /// Goes to a part of a step; what follows in the list does not run.
    Goto as "goto" {
        /// Which part.
        block: Block = "type",
        /// Of which step.
        step: Target = "step",
    }
}

impl Goto {
    /// To the beginning of a step.
    pub fn step(step: impl Into<Target>) -> Self {
        Self::new(Block::Question, step)
    }
}

handler! {
    /// Waits for the client's next message and then goes to a part of a step.
    WaitAnswer as "wait_answer" {
        /// Which part: question or answer.
        block: Block = "type",
        /// Of which step.
        step: Target = "step",
    }
}

handler! {
    /// Waits for events, as the designer's own blocks do. Kommo does not document it; this is what its export holds.
    Waits as "waits" {
        /// `and` or `or`.
        logic: super::Logic = "logic",
        /// Which event leads where: `{event: {source: "message_received"}, action: {step, type}}`.
        conditions: Vec<Node> = "conditions",
    }
}

handler! {
    /// Leaves the widget's block by an exit, which the widget must have declared.
    Exits as "exits" {
        /// The exit's code.
        value: String = "value",
    }
}

handler! {
    /// Ends the talk, or starts another bot; in `finish`.
    Stop as "stop" {
        /// `talk-close` or `salesbot-start`.
        action: String = "action",
    } {
        /// The bot to start.
        bot: i64 = "bot",
    }
}

impl Stop {
    /// Closes the talk; outside of an NPS bot it starts the NPS bot.
    pub fn talk_close() -> Self {
        Self::new("talk-close")
    }

    /// Starts another bot.
    pub fn start_bot(bot: i64) -> Self {
        Self::new("salesbot-start").bot(bot)
    }
}

handler! {
    /// Splits the text a bot was started with into values.
    Meta as "meta" {
        /// What stands between the values.
        delimiter: String = "delimiter",
        /// Where each goes, as in `lead.tags` or `lead.custom_fields.31`.
        values: Vec<String> = "values",
    }
}
