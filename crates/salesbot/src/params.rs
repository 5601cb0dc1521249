//! The macros behind the typed handlers: a struct, how it is built, written and read back.

use crate::node::Node;

/// What can stand in a handler's parameters.
pub(crate) trait Param: Sized {
    fn into_node(self) -> Node;
    /// None if `node` is something else.
    fn read(node: &Node) -> Option<Self>;
}

impl Param for Node {
    fn into_node(self) -> Node {
        self
    }

    fn read(node: &Node) -> Option<Self> {
        Some(node.clone())
    }
}

impl Param for String {
    fn into_node(self) -> Node {
        Node::Text(self)
    }

    fn read(node: &Node) -> Option<Self> {
        match node {
            Node::Text(text) | Node::Number(text) => Some(text.clone()),
            Node::Integer(_) => Some(node.to_json()),
            _ => None,
        }
    }
}

impl Param for i64 {
    fn into_node(self) -> Node {
        Node::Integer(self)
    }

    fn read(node: &Node) -> Option<Self> {
        node.as_integer()
    }
}

impl Param for bool {
    fn into_node(self) -> Node {
        Node::Bool(self)
    }

    fn read(node: &Node) -> Option<Self> {
        match node {
            Node::Bool(truth) => Some(*truth),
            _ => None,
        }
    }
}

impl<T: Param> Param for Vec<T> {
    fn into_node(self) -> Node {
        Node::List(self.into_iter().map(T::into_node).collect())
    }

    fn read(node: &Node) -> Option<Self> {
        match node {
            Node::List(items) => items.iter().map(T::read).collect(),
            _ => None,
        }
    }
}

/// Words that stand in a program as they are.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// The word in the program.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl $crate::params::Param for $name {
            fn into_node(self) -> $crate::node::Node {
                self.as_str().into()
            }

            fn read(node: &$crate::node::Node) -> Option<Self> {
                match node.as_text()? {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// An object of a program: `{ must have; may have }`, each `field: Type = "key"`.
macro_rules! object {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($(#[$about:meta])* $field:ident: $kind:ty = $key:literal,)*
        }
        $({
            $($(#[$option_about:meta])* $option:ident: $option_kind:ty = $option_key:literal,)*
        })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$about])* pub $field: $kind,)*
            $($($(#[$option_about])* pub $option: Option<$option_kind>,)*)?
        }

        impl $name {
            /// With what it must have.
            #[allow(clippy::new_without_default, clippy::too_many_arguments, reason = "one shape for all handlers")]
            pub fn new($($field: impl Into<$kind>),*) -> Self {
                Self { $($field: $field.into(),)* $($($option: None,)*)? }
            }

            $($(
                $(#[$option_about])*
                #[must_use]
                pub fn $option(mut self, $option: impl Into<$option_kind>) -> Self {
                    self.$option = Some($option.into());
                    self
                }
            )*)?
        }

        impl $crate::params::Param for $name {
            fn into_node(self) -> $crate::node::Node {
                #[allow(unused_mut, reason = "some have nothing that may be left out")]
                let mut properties: Vec<(std::borrow::Cow<'static, str>, $crate::node::Node)> =
                    vec![$(($key.into(), $crate::params::Param::into_node(self.$field)),)*];
                $($(
                    if let Some(value) = self.$option {
                        properties.push(($option_key.into(), $crate::params::Param::into_node(value)));
                    }
                )*)?
                $crate::node::Node::Object(properties)
            }

            #[allow(unused_variables, reason = "some have no properties")]
            fn read(node: &$crate::node::Node) -> Option<Self> {
                Some(Self {
                    $($field: $crate::params::Param::read(node.get($key)?)?,)*
                    $($($option: node.get($option_key).and_then($crate::params::Param::read),)*)?
                })
            }
        }
    };
}

/// The same for a handler with a name.
macro_rules! handler {
    ($(#[$meta:meta])* $name:ident as $handler:literal $($rest:tt)*) => {
        object! { $(#[$meta])* $name $($rest)* }
        named! { $name as $handler }
    };
}

/// Makes a type with [`Param`] a handler.
macro_rules! named {
    ($name:ident as $handler:literal) => {
        impl From<$name> for $crate::handler::Handler {
            fn from(params: $name) -> Self {
                Self::other($handler, $crate::params::Param::into_node(params))
            }
        }

        impl $crate::handler::Typed for $name {
            const NAME: &'static str = $handler;

            fn read(params: &$crate::node::Node) -> Option<Self> {
                $crate::params::Param::read(params)
            }
        }
    };
}

/// The same for what the handler `action` does.
macro_rules! action {
    ($(#[$meta:meta])* $name:ident as $action:literal $($rest:tt)*) => {
        object! { $(#[$meta])* $name $($rest)* }

        impl From<$name> for $crate::handler::Handler {
            fn from(params: $name) -> Self {
                Self::action($action, $crate::params::Param::into_node(params))
            }
        }

        impl $crate::handler::Typed for $name {
            const NAME: &'static str = "action";

            fn read(params: &$crate::node::Node) -> Option<Self> {
                if params.get("name")?.as_text()? != $action {
                    return None;
                }
                $crate::params::Param::read(params.get("params")?)
            }
        }
    };
}
