//! [`Handler`], one instruction of a bot.

use crate::node::Node;
use crate::params::Param;

/// One instruction of a bot: `{"handler": …, "params": …}`. Every type of [`handlers`](crate::handlers) and
/// [`actions`](crate::actions) becomes one by `into()`, and functions that take handlers do that themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler(pub(crate) Node);

/// A typed handler or action, to read it back with [`Handler::as_typed`].
pub trait Typed: Sized + Into<Handler> {
    /// The handler's name.
    const NAME: &'static str;

    /// Reads it from the handler's parameters; None if they are of another shape.
    fn read(params: &Node) -> Option<Self>;
}

impl Handler {
    /// A handler this crate does not know. Nobody checks its name and parameters but
    /// [`Program::check`](crate::Program::check).
    pub fn other(name: &str, params: Node) -> Self {
        Self(Node::Object(vec![("handler".into(), name.into()), ("params".into(), params)]))
    }

    /// An action this crate does not know. Nobody checks its name and parameters but
    /// [`Program::check`](crate::Program::check).
    pub fn action(name: &str, params: Node) -> Self {
        let action = Node::Object(vec![("name".into(), name.into()), ("params".into(), params)]);
        Self::other("action", action)
    }

    /// The handler's name.
    pub fn name(&self) -> Option<&str> {
        self.0.get("handler")?.as_text()
    }

    /// The handler's parameters.
    pub fn params(&self) -> Option<&Node> {
        self.0.get("params")
    }

    /// The handler as one of the types; None if it is another one, or its parameters are not what Kommo documents. What
    /// the type does not know stays in the handler alone.
    ///
    /// ```
    /// use kommo_salesbot::Handler;
    /// use kommo_salesbot::handlers::{Exits, Goto};
    ///
    /// let handler = Handler::from(Exits::new("paid"));
    /// assert_eq!(handler.as_typed::<Exits>().unwrap().value, "paid");
    /// assert!(handler.as_typed::<Goto>().is_none());
    /// ```
    pub fn as_typed<T: Typed>(&self) -> Option<T> {
        if self.name()? != T::NAME {
            return None;
        }
        T::read(self.params()?)
    }

    /// The handler as JSON text.
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }
}

/// Handlers inside a handler.
impl Param for Handler {
    fn into_node(self) -> Node {
        self.0
    }

    fn read(node: &Node) -> Option<Self> {
        node.get("handler").map(|_| Self(node.clone()))
    }
}

/// Handlers of several types in one list.
///
/// ```
/// use kommo_salesbot::handlers::{Exits, Show};
/// use kommo_salesbot::handlers;
///
/// let list = handlers![Show::text("Paid, thank you."), Exits::new("paid")];
/// assert_eq!(list.len(), 2);
/// ```
#[macro_export]
macro_rules! handlers {
    ($($handler:expr),* $(,)?) => {
        vec![$($crate::Handler::from($handler)),*]
    };
}
