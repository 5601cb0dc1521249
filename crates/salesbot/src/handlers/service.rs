//! Requests to the widget's own service.

use crate::node::Node;
use crate::params::Param;

/// Asks the widget's service, and waits until it continues the bot.
///
/// Kommo posts `data` with its markers filled in, a token that proves where it comes from, and the address to continue
/// the bot at. The service must answer with 200 within two seconds; what it gives when it continues the bot is
/// [`Marker::Json`](crate::Marker::Json). On the service's side: the crate `kommo-hooks`.
///
/// Kommo: developers.kommo.com/docs/salesbot-dp.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetRequest {
    /// The service's address.
    pub url: String,
    /// What is sent.
    pub data: Node,
}

impl WidgetRequest {
    /// To this address, without data.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), data: Node::Object(Vec::new()) }
    }

    /// Sends a value along.
    #[must_use]
    pub fn data(mut self, key: &'static str, value: impl Into<Node>) -> Self {
        if let Node::Object(properties) = &mut self.data {
            properties.push((key.into(), value.into()));
        }
        self
    }
}

impl Param for WidgetRequest {
    fn into_node(self) -> Node {
        Node::Object(vec![("url".into(), self.url.into()), ("data".into(), self.data)])
    }

    fn read(node: &Node) -> Option<Self> {
        let data = node.get("data").cloned().unwrap_or(Node::Object(Vec::new()));
        Some(Self { url: String::read(node.get("url")?)?, data })
    }
}

named! { WidgetRequest as "widget_request" }

handler! {
    /// What older widgets used instead of [`WidgetRequest`].
    Request as "request" {
        /// The address.
        url: String = "url",
        /// The HTTP method.
        method: String = "method",
    } {
        /// Whether `data` is sent as JSON.
        json: Node = "json",
        /// What is sent.
        data: Node = "data",
    }
}
