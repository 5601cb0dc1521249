//! `show`, and `buttons`, which takes the reply.

use std::borrow::Cow;

use crate::handler::Handler;
use crate::node::Node;
use crate::params::Param;

/// Writes to the client in the chat the bot runs in.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Show {
    /// What is written.
    pub value: String,
    /// Buttons under it: what stands on them.
    pub buttons: Vec<String>,
    /// Links under it. A message has buttons or links, not both.
    pub links: Vec<Link>,
    /// What a messenger offers to send.
    pub quick_replies: Vec<QuickReply>,
    /// Whether it accepts the incoming lead; Kommo does if nothing is said.
    pub accept_unsorted: Option<bool>,
}

words! {
    /// What Facebook's messenger offers the client to send.
    QuickReply {
        /// The client's telephone number.
        UserPhoneNumber = "user_phone_number",
        /// The client's e-mail address.
        UserEmail = "user_email",
    }
}

object! {
    /// A button with a link.
    Link {
        /// What stands on it.
        text: String = "text",
        /// Where it leads.
        url: String = "url",
    }
}

impl Show {
    /// A plain message.
    pub fn text(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            buttons: Vec::new(),
            links: Vec::new(),
            quick_replies: Vec::new(),
            accept_unsorted: None,
        }
    }

    /// A message with buttons; the answer part's [`Buttons`] takes the reply. Messengers cut what is longer than 80
    /// characters.
    pub fn buttons<T: Into<String>>(value: impl Into<String>, buttons: impl IntoIterator<Item = T>) -> Self {
        Self { buttons: buttons.into_iter().map(Into::into).collect(), ..Self::text(value) }
    }

    /// A message with links.
    pub fn links(value: impl Into<String>, links: impl IntoIterator<Item = Link>) -> Self {
        Self { links: links.into_iter().collect(), ..Self::text(value) }
    }

    /// Offers something to send; Facebook only.
    #[must_use]
    pub fn quick_reply(mut self, reply: QuickReply) -> Self {
        self.quick_replies.push(reply);
        self
    }

    /// Whether the message accepts the incoming lead.
    #[must_use]
    pub fn accept_unsorted(mut self, accept: bool) -> Self {
        self.accept_unsorted = Some(accept);
        self
    }
}

impl Param for Show {
    fn into_node(self) -> Node {
        let kind = match (self.buttons.is_empty(), self.links.is_empty()) {
            (_, false) => "buttons_url",
            (false, true) => "buttons",
            (true, true) => "text",
        };
        let mut params: Vec<(Cow<'static, str>, Node)> =
            vec![("type".into(), kind.into()), ("value".into(), self.value.into())];
        if !self.links.is_empty() {
            params.push(("buttons".into(), self.links.into_node()));
        } else if !self.buttons.is_empty() {
            params.push(("buttons".into(), self.buttons.into_node()));
        }
        if !self.quick_replies.is_empty() {
            params.push(("quick_replies".into(), self.quick_replies.into_node()));
        }
        if let Some(accept) = self.accept_unsorted {
            params.push(("accept_unsorted".into(), accept.into()));
        }
        Node::Object(params)
    }

    fn read(node: &Node) -> Option<Self> {
        let mut show = Self::text(String::read(node.get("value")?)?);
        match node.get("type")?.as_text()? {
            "text" => {}
            "buttons" => show.buttons = Param::read(node.get("buttons")?)?,
            "buttons_url" => show.links = Param::read(node.get("buttons")?)?,
            _ => return None,
        }
        show.quick_replies = node.get("quick_replies").and_then(Param::read).unwrap_or_default();
        show.accept_unsorted = node.get("accept_unsorted").and_then(Param::read);
        Some(show)
    }
}

named! { Show as "show" }

/// Takes the client's reply to [`Show::buttons`]; belongs into a step's answer part.
#[derive(Clone, Debug, PartialEq)]
pub struct Buttons(pub Vec<Reply>);

/// What happens for one reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Whether `pattern` is a regular expression, written `/…/iu`.
    pub is_regex: bool,
    /// The reply itself, or the regular expression.
    pub pattern: String,
    /// What runs.
    pub handlers: Vec<Handler>,
}

impl Reply {
    /// For exactly this reply.
    pub fn exact(text: impl Into<String>, handlers: Vec<Handler>) -> Self {
        Self { is_regex: false, pattern: text.into(), handlers }
    }

    /// For every reply that matches.
    pub fn regex(pattern: impl Into<String>, handlers: Vec<Handler>) -> Self {
        Self { is_regex: true, pattern: pattern.into(), handlers }
    }
}

impl Param for Reply {
    fn into_node(self) -> Node {
        let key = if self.is_regex { "regex" } else { "value" };
        Node::Object(vec![(key.into(), self.pattern.into()), ("params".into(), self.handlers.into_node())])
    }

    fn read(node: &Node) -> Option<Self> {
        let (is_regex, pattern) = match node.get("value") {
            Some(value) => (false, value),
            None => (true, node.get("regex")?),
        };
        let handlers = Param::read(node.get("params")?)?;
        Some(Self { is_regex, pattern: String::read(pattern)?, handlers })
    }
}

impl Param for Buttons {
    fn into_node(self) -> Node {
        self.0.into_node()
    }

    fn read(node: &Node) -> Option<Self> {
        Param::read(node).map(Self)
    }
}

named! { Buttons as "buttons" }
