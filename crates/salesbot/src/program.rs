//! [`Program`], a bot's program.

use crate::check;
use crate::error::FlowError;
use crate::handler::Handler;
use crate::handlers::Block;
use crate::node::Node;

/// The bytes of JSON a program may have: 64 KB.
pub const MOST_BYTES: usize = 64 * 1024;

/// A bot's program: built by a [`Flow`](crate::Flow), or read from JSON (feature `parse`), in which case everything that
/// this crate does not know is still there and is written again.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) root: Node,
    pub(crate) names: Vec<String>,
}

/// Two programs are the same if they would be written the same; names of steps are not written.
impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Program {
    /// The program as JSON text: what `on_salesbot_designer_save` answers.
    pub fn to_json(&self) -> String {
        self.root.to_json()
    }

    /// The whole program.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The handlers of a part of a step, by the step's number. Handlers inside of handlers are in their parameters.
    pub fn handlers(&self, step: i64, block: Block) -> Vec<Handler> {
        let found = check::steps(&self.root).into_iter().find(|(number, _)| *number == step);
        let block = found.and_then(|(_, node)| node.get(block.as_str()));
        block.map(Node::items).unwrap_or_default().iter().cloned().map(Handler).collect()
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        check::steps(&self.root).len()
    }

    /// Whether Kommo would take the program and run all of it, for a block with these exits.
    ///
    /// Checked are the size (64 KB), the steps' parts, the handlers' and actions' names and what they cannot do without,
    /// the steps that are gone to, the exits, the buttons (not empty, at most 25; a button's text at most 80 characters,
    /// as messengers cut it: Kommo documents these limits for `continue`), and that the bot does not go in a circle
    /// without waiting for anything.
    ///
    /// # Errors
    /// The first mistake: what is wrong, in which step, and what to do about it.
    pub fn check<T: AsRef<str>>(&self, exits: &[T]) -> Result<(), FlowError> {
        let exits: Vec<String> = exits.iter().map(|exit| exit.as_ref().to_owned()).collect();
        check::check(&self.root, &self.names, &exits)
    }
}
