//! `body!` and `setters!`: what is sent.

/// Writes the setters of one or more body types. Each takes a value or an `Option`: `None` is sent as `null` and clears
/// the property, while a setter that was not called leaves the property alone.
macro_rules! setters {
    ($name:ident { $($(#[$doc:meta])* $field:ident $(= $key:literal)? : $type:ty,)* }) => {
        impl $name {
            $(
                $(#[$doc])*
                pub fn $field(mut self, value: impl $crate::json::Settable<$type>) -> Self {
                    $crate::json::set(&mut self.0, view!(@key $field $($key)?), &value);
                    self
                }
            )*
        }
    };
}

/// Writes a body type over [`crate::json::Fields`].
macro_rules! body {
    ($(#[$doc:meta])* pub struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Clone, Default)]
        pub struct $name(pub(crate) $crate::json::Fields);

        impl $name {
            /// Any other property, or one that this version does not know.
            #[inline(always)]
            pub fn other(mut self, key: &'static str, value: &dyn $crate::json::ToJson) -> Self {
                self.0.set(key, value);
                self
            }

            /// What will be sent.
            pub fn fields(&self) -> &$crate::json::Fields {
                &self.0
            }
        }

        impl $crate::json::ToJson for $name {
            fn write_json(&self, out: &mut String) {
                self.0.write_json(out);
            }
        }
    };
}
