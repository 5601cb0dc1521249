//! What a program that was read may lack, and a program of types cannot.

use super::{BLOCKS, Checked, Place, block, named, within_limit};
use crate::error::{FlowError, Problem};
use crate::flow::decimal;
use crate::node::Node;

/// The checks of the shape, as functions: a widget that only builds programs does not carry them.
pub(crate) struct Shape {
    pub(super) handler: fn(&Place<'_>, &Node) -> Result<(), FlowError>,
    /// The place of a step by its number, also where that is written as a text.
    pub(super) find: fn(&Shape, &Node) -> Option<usize>,
    numbers: Vec<i64>,
}

/// The steps by their numbers.
pub(crate) fn steps(root: &Node) -> Vec<(i64, &Node)> {
    match root {
        Node::List(items) => (0..).zip(items).collect(),
        Node::Object(properties) => {
            properties.iter().filter_map(|(name, step)| Some((name.parse().ok()?, step))).collect()
        }
        _ => Vec::new(),
    }
}

/// Every check there is.
pub(crate) fn check(root: &Node, names: &[String], exits: &[String]) -> Result<(), FlowError> {
    if let Node::Object(properties) = root {
        // The designer's own programs have a `conversation` beside the steps: only what could hold handlers is a mistake.
        let strange = properties.iter().find(|(key, value)| {
            matches!(value, Node::List(_) | Node::Object(_)) && key != "error" && key.parse::<u32>().is_err()
        });
        if let Some((key, _)) = strange {
            let text = ["\"", key, "\" is no step: steps are numbered from 0, or called \"error\""].concat();
            return Err(FlowError::new("", Problem::Shape, text));
        }
    }
    let (mut pairs, mut numbers) = (Vec::new(), Vec::new());
    for (number, step) in steps(root) {
        let name = usize::try_from(number).ok().and_then(|index| names.get(index)).cloned();
        let name = name.unwrap_or_else(|| decimal(number));
        check_step(&name, step)?;
        pairs.push((name, step.clone()));
        numbers.push(number);
    }
    let error = root.get("error").map(Node::items).unwrap_or_default();
    let find = |shape: &Shape, step: &Node| {
        let wanted = step.as_integer()?;
        shape.numbers.iter().position(|number| *number == wanted)
    };
    within_limit(root)?;
    Checked { steps: &pairs, error, exits, shape: Some(Shape { handler, find, numbers }) }.check()
}

fn check_step(name: &str, step: &Node) -> Result<(), FlowError> {
    let Node::Object(properties) = step else {
        let text = "it is no object: a step has question, answer and finish";
        return Err(FlowError::new(name, Problem::Step, text));
    };
    for (key, value) in properties {
        let is_part = BLOCKS.into_iter().any(|block| block.as_str() == key);
        if is_part && !matches!(value, Node::List(_)) {
            let text = ["its ", key, " must be a list of handlers"].concat();
            return Err(FlowError::new(name, Problem::Step, text));
        }
        // The designer's own programs have a `block_uuid`, for example: only what looks like handlers is a mistake.
        if !is_part && !value.items().is_empty() {
            let rest = "\" is no part of a step, and Kommo would not run it: put handlers into question";
            return Err(FlowError::new(name, Problem::Step, ["\"", key, rest].concat()));
        }
    }
    Ok(())
}

fn handler(place: &Place<'_>, handler: &Node) -> Result<(), FlowError> {
    if handler.get("handler").and_then(Node::as_text).is_none() {
        return place.error(Problem::Params, &["a handler needs a name: {\"handler\": …, \"params\": …}"]);
    }
    let (name, params) = named(handler);
    place.known(name, params)?;
    let target = |params: &Node| {
        if block(params.get("type")).is_none() {
            return place.error(Problem::Params, &["`", name, "` needs a type: question, answer or finish"]);
        }
        match params.get("step").and_then(Node::as_integer) {
            Some(_) => Ok(()),
            None => place.error(Problem::Params, &["`", name, "` needs a step, by its number"]),
        }
    };
    match name {
        "goto" | "wait_answer" => target(params),
        "waits" => {
            let conditions = params.get("conditions").map(Node::items).unwrap_or_default();
            conditions.iter().filter_map(|condition| condition.get("action")).try_for_each(target)
        }
        "show"
            if !matches!(
                params.get("type").and_then(Node::as_text),
                Some("text" | "buttons" | "buttons_url")
            ) =>
        {
            place.error(Problem::Params, &["`show` needs a type: text, buttons or buttons_url"])
        }
        _ => Ok(()),
    }
}
