//! The widget's block in the Salesbot designer, location `salesbot_designer` (Kommo:
//! developers.kommo.com/docs/salesbot-designer), and the program it gives: [`Flow`] and all of `kommo-salesbot`.

pub use kommo_salesbot::*;

use crate::error::Result;
use crate::sys;
use crate::value::{Value, joined};

/// The block that is being drawn in the designer. The host has drawn the fields of the manifest's handler.
pub struct BotBlock {
    body: Value,
    args: Value,
}

impl BotBlock {
    pub(crate) fn new(body: Value, args: Value) -> Self {
        Self { body, args }
    }

    /// The block's body, a jQuery object.
    pub fn body(&self) -> &Value {
        &self.body
    }

    /// The element of a field: its inputs are `[name="value"]`, or `[name="value_manual"]` where the manifest says
    /// `manual`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the body is not a jQuery object.
    pub fn field(&self, code: &str) -> Result<Value> {
        self.body.call("find", &[joined(&["[data-field-name=\"", code, "\"]"]).as_str().into()])
    }

    /// What stands in a field.
    pub fn text(&self, code: &str) -> Option<String> {
        self.input(code).ok()?.call("val", &[]).ok()?.as_str()
    }

    /// Writes into a field, as if the user had.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the block is not what Kommo documents.
    pub fn set_text(&self, code: &str, text: &str) -> Result<()> {
        self.input(code)?.call("val", &[text.into()])?.call("trigger", &["change".into()]).map(drop)
    }

    fn input(&self, code: &str) -> Result<Value> {
        self.field(code)?.call("find", &["[name=value],[name=value_manual]".into()])
    }

    /// What was saved in a field when the bot was last saved; None in a block that was only just placed. Kommo does not
    /// document where it is: every level at which it was seen is looked at.
    pub fn saved(&self, code: &str) -> Option<String> {
        let mut level = self.params();
        let mut found = None;
        for _ in 0..5 {
            let Some(params) = level else { break };
            found = params.get(code).and_then(|value| value.as_str()).or(found);
            level = params.get("params");
        }
        found
    }

    /// A row of the host's own look with a caption, as HTML.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host has no such function.
    pub fn row(&self, caption: &str) -> Result<String> {
        Ok(self.args.call("1", &[caption.into()])?.as_str().unwrap_or_default())
    }

    /// What is known of the block. Kommo does not document its shape: the saved values of an existing block were seen
    /// at `params.params.params` below this one.
    pub fn params(&self) -> Option<Value> {
        self.args.get("2")
    }
}

/// The ways a bot can leave the widget's block. The bot takes one with the handler `exits`.
///
/// ```
/// use kommo_widget::Exits;
///
/// # fn example() -> Exits {
/// Exits::new().exit("paid", "Paid").exit("refused", "Refused")
/// # }
/// ```
pub struct Exits(Value);

impl Exits {
    /// None yet: the host needs one or more.
    #[expect(clippy::new_without_default, reason = "without an exit it is of no use")]
    pub fn new() -> Self {
        Self(sys::list().into())
    }

    /// Adds an exit: its code, which the bot names, and its title, which the user sees.
    #[must_use]
    pub fn exit(self, code: &str, title: &str) -> Self {
        let exit = Value::object(&[("code", code.into()), ("title", title.into())]);
        sys::push(self.0.js(), exit.js());
        self
    }

    pub(crate) fn answer(self) -> Value {
        Value::object(&[("exits", self.0)])
    }
}

/// What `manifest!` reads a field of a block with.
#[doc(hidden)]
pub fn param(params: &Value, field: &str) -> String {
    params.get(field).and_then(|value| value.as_str()).unwrap_or_default()
}
