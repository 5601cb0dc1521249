//! Circles in which the bot never waits.

use super::{BLOCKS, Checked, named};
use crate::error::{FlowError, Problem, remedy};
use crate::handlers::Block;
use crate::node::Node;

/// A circle of `goto`s is endless if nothing on the way waits for the client or the service. A `goto` under a condition
/// counts too, unless its part changes data, and with it perhaps the condition.
pub(super) fn check(checked: &Checked<'_>) -> Result<(), FlowError> {
    // A part comes to rest if all it leads to do. What never does goes in circles.
    let mut at_rest = vec![false; checked.steps.len() * BLOCKS.len()];
    loop {
        let mut circle = None;
        let mut is_same = true;
        for (step, (name, _)) in checked.steps.iter().enumerate() {
            for block in BLOCKS {
                let mut found =
                    Found { checked, at_rest: &at_rest, perhaps: None, sure: None, changes: false };
                found.list(checked.handlers(step, block), false);
                let perhaps = if found.changes { None } else { found.perhaps };
                match found.sure.or(perhaps) {
                    Some(to) => circle = circle.or(Some((name, to))),
                    None => {
                        if let Some(rests) = at_rest.get_mut(part(step, block)).filter(|rests| !**rests) {
                            *rests = true;
                            is_same = false;
                        }
                    }
                }
            }
        }
        if !is_same {
            continue;
        }
        let Some((name, to)) = circle else { return Ok(()) };
        let to = checked.steps.get(to).map(|(name, _)| name.as_str()).unwrap_or_default();
        let rest = remedy(": put a wait_answer in");
        let text = ["from here by way of \"", to, "\" the bot goes in a circle without waiting", rest];
        return Err(FlowError::new(name, Problem::Loop, text.concat()));
    }
}

/// The place of a part of a step among all parts.
const fn part(step: usize, block: Block) -> usize {
    step * BLOCKS.len() + block as usize
}

/// Where a part leads without waiting, if that is not at rest.
struct Found<'a> {
    checked: &'a Checked<'a>,
    at_rest: &'a [bool],
    /// A step, under a condition.
    perhaps: Option<usize>,
    /// A step, in any case.
    sure: Option<usize>,
    changes: bool,
}

impl Found<'_> {
    /// True if what follows the list does not run, or not at once.
    fn list(&mut self, handlers: &[Node], conditional: bool) -> bool {
        handlers.iter().any(|handler| self.handler(handler, conditional))
    }

    fn handler(&mut self, handler: &Node, conditional: bool) -> bool {
        let (name, params) = named(handler);
        match name {
            "wait_answer" | "waits" | "widget_request" | "exits" | "stop" => return true,
            "goto" => {
                let Some((step, block)) = self.checked.target(params) else { return true };
                let to = self.checked.find(step);
                let to = to.filter(|step| self.at_rest.get(part(*step, block)) == Some(&false));
                match conditional {
                    true => self.perhaps = self.perhaps.or(to),
                    false => self.sure = to,
                }
                return true;
            }
            "action" | "request" | "preset" | "meta" => self.changes = true,
            _ => {}
        }
        self.inside(params);
        false
    }

    /// What stands inside of a handler runs under a condition.
    fn inside(&mut self, node: &Node) {
        if node.get("handler").is_some() {
            self.handler(node, true);
        } else if node.items().iter().any(|item| item.get("handler").is_some()) {
            self.list(node.items(), true);
        } else {
            let _ = node.children(&mut |child| {
                self.inside(child);
                Ok(())
            });
        }
    }
}
