//! What Kommo takes: the checks of a program.

mod known;
mod limits;
mod loops;
mod shape;

pub(crate) use shape::{check, steps};

use crate::error::{FlowError, Problem, remedy};
use crate::flow::decimal;
use crate::handlers::Block;
use crate::node::Node;
use crate::program::MOST_BYTES;

const BLOCKS: [Block; 3] = [Block::Question, Block::Answer, Block::Finish];

/// The part of a step with this name.
fn block(name: Option<&Node>) -> Option<Block> {
    let name = name.and_then(Node::as_text);
    BLOCKS.into_iter().find(|block| Some(block.as_str()) == name)
}

/// What all checks look at.
pub(crate) struct Checked<'a> {
    /// The steps with their names.
    pub(crate) steps: &'a [(String, Node)],
    /// What runs when a message cannot be delivered.
    pub(crate) error: &'a [Node],
    pub(crate) exits: &'a [String],
    /// What only a program that was read needs: types see to the rest, and a widget does not carry it.
    pub(crate) shape: Option<shape::Shape>,
}

impl<'a> Checked<'a> {
    /// The handlers of a part of a step.
    fn handlers(&self, step: usize, block: Block) -> &'a [Node] {
        let found = self.steps.get(step).and_then(|(_, node)| node.get(block.as_str()));
        found.map(Node::items).unwrap_or_default()
    }

    /// The step and part that parameters name, if they do.
    fn target<'p>(&self, params: &'p Node) -> Option<(&'p Node, Block)> {
        Some((params.get("step")?, block(params.get("type"))?))
    }

    /// The place of the step that parameters name.
    fn find(&self, step: &Node) -> Option<usize> {
        if let Some(shape) = &self.shape {
            return (shape.find)(shape, step);
        }
        match step {
            Node::Step(wanted) => self.steps.iter().position(|(name, _)| name == wanted),
            Node::Integer(number) => usize::try_from(*number).ok().filter(|at| *at < self.steps.len()),
            _ => None,
        }
    }

    /// All checks but that of the size.
    pub(crate) fn check(&self) -> Result<(), FlowError> {
        for (step, (name, _)) in self.steps.iter().enumerate() {
            for block in BLOCKS {
                let place = Place { checked: self, step: name, block: Some(block) };
                place.handlers(self.handlers(step, block))?;
            }
        }
        let Some(first) = self.find(&Node::Integer(0)) else {
            let text = ["it has no step 0 to begin with", remedy(": add a step")].concat();
            return Err(FlowError::new("", Problem::Shape, text));
        };
        if self.handlers(first, Block::Question).is_empty() {
            let what = "the bot begins with this step's question part, which is empty";
            let text = [what, remedy(": put its handlers there")].concat();
            let name = self.steps.get(first).map(|(name, _)| name.as_str());
            return Err(FlowError::new(name.unwrap_or_default(), Problem::Place, text));
        }
        Place { checked: self, step: "error", block: None }.handlers(self.error)?;
        loops::check(self)
    }
}

/// Whether a program is short enough for Kommo.
pub(crate) fn within_limit(root: &Node) -> Result<(), FlowError> {
    if root.to_json().len() <= MOST_BYTES {
        return Ok(());
    }
    let text = ["it has more than 64 KB", remedy(": shorten its texts, or split it into two bots")].concat();
    Err(FlowError::new("", Problem::Limit, text))
}

/// Where a handler stands.
pub(crate) struct Place<'a> {
    checked: &'a Checked<'a>,
    step: &'a str,
    /// None in the program's `error`.
    block: Option<Block>,
}

impl Place<'_> {
    #[inline(never)]
    fn error<T>(&self, problem: Problem, parts: &[&str]) -> Result<T, FlowError> {
        Err(FlowError::new(self.step, problem, parts.concat()))
    }

    fn handlers(&self, handlers: &[Node]) -> Result<(), FlowError> {
        handlers.iter().try_for_each(|handler| self.handler(handler))
    }

    fn handler(&self, handler: &Node) -> Result<(), FlowError> {
        if let Some(shape) = &self.checked.shape {
            (shape.handler)(self, handler)?;
        }
        let (name, params) = named(handler);
        match name {
            "goto" | "wait_answer" => self.target(name, params)?,
            "waits" => {
                for condition in params.get("conditions").map(Node::items).unwrap_or_default() {
                    self.target(name, condition.get("action").unwrap_or(&Node::Null))?;
                }
            }
            "exits" => self.exit(params)?,
            "show" => self.show(params)?,
            "buttons" if self.block == Some(Block::Question) => {
                let text =
                    "`buttons` takes the client's reply and does nothing in question: move it to answer";
                return self.error(Problem::Place, &[text]);
            }
            "widget_request" => return self.url(name, params),
            "request" => return Ok(()),
            _ => {}
        }
        self.inside(params)
    }

    /// The handlers inside of a handler's parameters.
    fn inside(&self, node: &Node) -> Result<(), FlowError> {
        if node.get("handler").is_some() {
            return self.handler(node);
        }
        node.children(&mut |child| self.inside(child))
    }

    fn target(&self, handler: &str, params: &Node) -> Result<(), FlowError> {
        let Some((step, block)) = self.checked.target(params) else { return Ok(()) };
        let name = match step {
            Node::Step(name) | Node::Text(name) => name.clone(),
            Node::Integer(number) => decimal(*number),
            _ => String::new(),
        };
        let Some(at) = self.checked.find(step) else {
            // So the designer's own programs stop: they name the finish of a step that is not there.
            if self.checked.shape.is_some() && block == Block::Finish {
                return Ok(());
            }
            let rest = remedy(": add it, or correct its name");
            return self.error(
                Problem::Target,
                &["`", handler, "` goes to step \"", &name, "\", which is not there", rest],
            );
        };
        if self.checked.handlers(at, block).is_empty() {
            let rest = remedy(": fill that part, or go to another");
            let what = [
                "`",
                handler,
                "` goes to the ",
                block.as_str(),
                " of \"",
                &name,
                "\", where nothing would run",
                rest,
            ];
            return self.error(Problem::Target, &what);
        }
        Ok(())
    }

    fn exit(&self, params: &Node) -> Result<(), FlowError> {
        let code = params.get("value").and_then(Node::as_text).unwrap_or_default();
        if self.checked.exits.iter().any(|exit| exit == code) {
            return Ok(());
        }
        let rest = remedy(": declare it, or leave by one of its exits");
        self.error(
            Problem::Exit,
            &["the bot leaves by the exit \"", code, "\", which the block does not have", rest],
        )
    }
}

/// A handler's name and parameters; empty ones where there are none.
fn named(handler: &Node) -> (&str, &Node) {
    let name = handler.get("handler").and_then(Node::as_text).unwrap_or_default();
    (name, handler.get("params").unwrap_or(&Node::Null))
}
