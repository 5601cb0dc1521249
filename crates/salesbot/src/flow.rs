//! [`Flow`], a program under construction.

use std::borrow::Cow;

use crate::check::{Checked, within_limit};
use crate::error::{FlowError, Problem, remedy};
use crate::handler::Handler;
use crate::handlers::Block;
use crate::node::Node;
use crate::program::Program;

/// A bot's program under construction: steps by name, numbered when the program is built.
///
/// ```
/// use kommo_salesbot::handlers::{Buttons, Exits, Goto, Reply, Show};
/// use kommo_salesbot::{Flow, Marker, Step, handlers, text};
///
/// # fn example() -> Result<(), kommo_salesbot::FlowError> {
/// let greeting = text(["Hello, ".into(), Marker::ContactName.into(), "! Shall we call you?".into()]);
/// let program = Flow::new()
///     .exits(["yes", "no"])
///     .step("ask", Step::new()
///         .question(Show::buttons(greeting, ["Yes", "No"]))
///         .answer(Buttons(vec![
///             Reply::exact("Yes", handlers![Exits::new("yes")]),
///             Reply::exact("No", handlers![Goto::step("bye")]),
///         ])))
///     .step("bye", Step::new().question(Show::text("Good bye.")).question(Exits::new("no")))
///     .build()?;
/// assert!(program.to_json().contains(r#"{"type":"question","step":1}"#));
/// # Ok(()) }
/// # example().unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Flow {
    steps: Vec<(String, Node)>,
    error: Vec<Node>,
    exits: Vec<String>,
}

/// A step under construction: what runs when it begins, when the client has replied, and when the bot ends.
#[derive(Clone, Debug, Default)]
pub struct Step {
    question: Vec<Node>,
    answer: Vec<Node>,
    finish: Vec<Node>,
}

impl Step {
    /// A step that does nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what runs when the step begins.
    #[must_use]
    pub fn question(mut self, handler: impl Into<Handler>) -> Self {
        self.question.push(handler.into().0);
        self
    }

    /// Adds what runs when the client has replied.
    #[must_use]
    pub fn answer(mut self, handler: impl Into<Handler>) -> Self {
        self.answer.push(handler.into().0);
        self
    }

    /// Adds what runs when the bot ends.
    #[must_use]
    pub fn finish(mut self, handler: impl Into<Handler>) -> Self {
        self.finish.push(handler.into().0);
        self
    }

    fn into_node(self) -> Node {
        let parts =
            [(Block::Question, self.question), (Block::Answer, self.answer), (Block::Finish, self.finish)];
        let filled = parts.into_iter().filter(|(_, handlers)| !handlers.is_empty());
        let mut properties: Vec<(Cow<'static, str>, Node)> =
            filled.map(|(block, handlers)| (block.as_str().into(), Node::List(handlers))).collect();
        // Programs of working widgets have it; what it means is not documented.
        properties.push(("require".into(), Node::List(Vec::new())));
        Node::Object(properties)
    }
}

impl Flow {
    /// A program without steps.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares the exits of the widget's block, by their codes: the same as the widget names in
    /// `salesbot_designer_settings`.
    #[must_use]
    pub fn exits<T: Into<String>>(mut self, codes: impl IntoIterator<Item = T>) -> Self {
        self.exits.extend(codes.into_iter().map(Into::into));
        self
    }

    /// Adds a step. The bot begins with the first one.
    #[must_use]
    pub fn step(mut self, name: impl Into<String>, step: Step) -> Self {
        self.steps.push((name.into(), step.into_node()));
        self
    }

    /// Adds what runs when a message cannot be delivered.
    #[must_use]
    pub fn on_error(mut self, handler: impl Into<Handler>) -> Self {
        self.error.push(handler.into().0);
        self
    }

    /// The program, checked: that the steps gone to are there, the exits declared, messages and buttons within the limits,
    /// the whole at most 64 KB, and that the bot does not go in a circle without waiting. What
    /// [`Handler::other`] holds is left to you; [`Program::check`] looks at that too.
    ///
    /// # Errors
    /// What is wrong, in which step, and what to do about it.
    pub fn build(self) -> Result<Program, FlowError> {
        for (index, (name, _)) in self.steps.iter().enumerate() {
            if self.steps.iter().take(index).any(|(earlier, _)| earlier == name) {
                let text = ["there are two steps of this name", remedy(": rename one")].concat();
                return Err(FlowError::new(name, Problem::Step, text));
            }
        }
        Checked { steps: &self.steps, error: &self.error, exits: &self.exits, shape: None }.check()?;
        let (mut names, mut steps) = (Vec::new(), Vec::new());
        for (name, step) in self.steps {
            names.push(name);
            steps.push(step);
        }
        let mut error = Node::List(self.error);
        for node in steps.iter_mut().chain([&mut error]) {
            number(node, &names);
        }
        let root = if error.items().is_empty() {
            Node::List(steps)
        } else {
            let mut root: Vec<(Cow<'static, str>, Node)> = Vec::new();
            for step in steps {
                root.push((decimal(root.len().try_into().unwrap_or(i64::MAX)).into(), step));
            }
            root.push(("error".into(), error));
            Node::Object(root)
        };
        within_limit(&root)?;
        Ok(Program { root, names })
    }
}

/// A number as its digits, without the weight of the formatting machinery.
pub(crate) fn decimal(number: i64) -> String {
    let mut out = String::new();
    kommo_api::json::push_integer(&mut out, number);
    out
}

/// Puts numbers in place of names. All of them were found before.
fn number(node: &mut Node, names: &[String]) {
    match node {
        Node::Step(name) => {
            if let Some((at, _)) = (0..).zip(names).find(|(_, other)| *other == name) {
                *node = Node::Integer(at);
            }
        }
        Node::List(items) => items.iter_mut().for_each(|item| number(item, names)),
        Node::Object(properties) => properties.iter_mut().for_each(|(_, value)| number(value, names)),
        _ => {}
    }
}
