//! `find` and `filter`.

use std::borrow::Cow;

use crate::handler::Handler;
use crate::marker::Entity;
use crate::node::Node;
use crate::params::Param;

/// Looks for a contact that is there twice, or for elements of a list, and runs handlers for what it found:
/// [`Marker::FoundedId`](crate::Marker::FoundedId), [`Marker::ContactDouble`](crate::Marker::ContactDouble).
#[derive(Clone, Debug, PartialEq)]
pub struct Find {
    /// The list, or none for contacts that are there twice.
    pub catalog_id: Option<i64>,
    /// What is looked for, by name.
    pub value: Option<Node>,
    /// What runs for what was found.
    pub actions: Vec<Handler>,
}

impl Find {
    /// A contact like the one of the chat.
    pub fn contact_double(actions: Vec<Handler>) -> Self {
        Self { catalog_id: None, value: None, actions }
    }

    /// Elements of a list, by name.
    pub fn catalog_elements(catalog_id: i64, name: impl Into<Node>, actions: Vec<Handler>) -> Self {
        Self { catalog_id: Some(catalog_id), value: Some(name.into()), actions }
    }
}

impl Param for Find {
    fn into_node(self) -> Node {
        let mut params: Vec<(Cow<'static, str>, Node)> = Vec::new();
        if let Some(value) = self.value {
            params.push(("type".into(), "name".into()));
            params.push(("value".into(), value));
        }
        let kind = match self.catalog_id {
            Some(id) => {
                params.push(("catalog_id".into(), id.into()));
                "catalog_elements"
            }
            None => "contact_double",
        };
        params.push(("actions".into(), self.actions.into_node()));
        Node::Object(vec![("type".into(), kind.into()), ("params".into(), Node::Object(params))])
    }

    fn read(node: &Node) -> Option<Self> {
        let params = node.get("params")?;
        let catalog_id = match node.get("type")?.as_text()? {
            "contact_double" => None,
            "catalog_elements" => Some(params.get("catalog_id")?.as_integer()?),
            _ => return None,
        };
        let actions = Param::read(params.get("actions")?)?;
        Some(Self { catalog_id, value: params.get("value").cloned(), actions })
    }
}

named! { Find as "find" }

handler! {
    /// Looks for an entity by a custom field and runs handlers for it:
    /// [`Marker::ExternalLead`](crate::Marker::ExternalLead), [`Marker::ExternalContact`](crate::Marker::ExternalContact).
    Filter as "filter" {
        /// What is looked for: contact 1, lead 2, customer 12.
        entity: Entity = "type",
        /// The field.
        custom_fields_id: i64 = "custom_fields_id",
        /// What must stand in it.
        value: Node = "value",
        /// What runs for what was found.
        actions: Vec<Handler> = "actions",
    }
}

/// As the numbers that handlers have for entities.
impl Param for Entity {
    fn into_node(self) -> Node {
        self.number().into()
    }

    fn read(node: &Node) -> Option<Self> {
        if let Some("lead") = node.as_text() {
            return Some(Self::Lead);
        }
        match node.as_integer()? {
            1 => Some(Self::Contact),
            2 => Some(Self::Lead),
            3 => Some(Self::Company),
            12 => Some(Self::Customer),
            _ => None,
        }
    }
}
