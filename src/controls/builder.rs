//! What all builders share.

use maud::{Markup, PreEscaped};

use crate::cx::Cx;
use crate::error::Result;
use crate::sys;
use crate::value::{Value, joined};

/// The text as HTML.
#[inline(never)]
pub(super) fn escaped(text: &str) -> Value {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out.as_str().into()
}

/// Renders the host's template.
#[inline(never)]
pub(super) fn render(cx: &Cx, template: &str, params: &Value) -> Result<Markup> {
    cx.render_host(&joined(&["/tmpl/controls/", template, ".twig"]), params).map(PreEscaped)
}

/// Adds an object to the array `key` of the parameters.
#[inline(never)]
pub(super) fn push(params: &Value, key: &str, item: &Value) {
    let list = params.get(key).unwrap_or_else(|| {
        let list = Value::from(sys::list());
        params.set(key, &list);
        list
    });
    sys::push(list.js(), item.js());
}

/// A builder: its template, the parameters it cannot do without, and one method for each other parameter.
macro_rules! control {
    (
        $(#[$doc:meta])*
        $name:ident $template:literal ($($given:ident: $given_key:literal $given_kind:ident),*)
        { $($(#[$method_doc:meta])* $method:ident: $key:literal $kind:ident,)* }
    ) => {
        $(#[$doc])*
        #[must_use = "a control is not shown until it is rendered"]
        pub struct $name(crate::value::Value);

        impl $name {
            /// A new control.
            #[allow(clippy::new_without_default, reason = "alike for all controls")]
            pub fn new($($given: &str),*) -> Self {
                Self(crate::value::Value::object(&[$(($given_key, control!(@value $given_kind $given))),*]))
            }

            $(control!(@method $kind $(#[$method_doc])* $method $key);)*

            /// Renders it with the host's template.
            ///
            /// # Errors
            /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host's template fails.
            pub fn render(&self, cx: &crate::cx::Cx) -> crate::error::Result<maud::Markup> {
                crate::controls::builder::render(cx, $template, &self.0)
            }
        }
    };
    (@value text $value:ident) => { crate::controls::builder::escaped($value) };
    (@value plain $value:ident) => { $value.into() };
    (@method flag $(#[$doc:meta])* $method:ident $key:literal) => {
        $(#[$doc])*
        pub fn $method(self) -> Self {
            self.0.set($key, &true.into());
            self
        }
    };
    (@method $kind:ident $(#[$doc:meta])* $method:ident $key:literal) => {
        $(#[$doc])*
        pub fn $method(self, value: &str) -> Self {
            self.0.set($key, &control!(@value $kind value));
            self
        }
    };
}
