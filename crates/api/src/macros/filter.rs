//! `filter!`: the conditions an entity's list can be filtered by.

/// Writes a filter: `many` conditions may be given several times and any of the values then fits, `one` is a single
/// value, `span` a range.
macro_rules! filter {
    (
        $(#[$doc:meta])*
        pub struct $name:ident { $($(#[$field_doc:meta])* $kind:ident $field:ident $(= $key:literal)? : $type:ty,)* }
    ) => {
        $(#[$doc])*
        ///
        /// All conditions must be met.
        #[derive(Clone, Default)]
        pub struct $name($crate::call::Query);

        impl $name {
            /// No condition.
            pub fn new() -> Self {
                Self($crate::call::Query::new())
            }

            $(filter!(@$kind $(#[$field_doc])* $field view!(@key $field $($key)?), $type);)*

            /// Any other condition: `key` is the whole name of the parameter, such as `filter[name]`.
            pub fn other(mut self, key: &str, value: &dyn $crate::call::Param) -> Self {
                self.0.push(key, value);
                self
            }
        }

        impl $crate::call::Filter for $name {
            fn query(&self) -> &$crate::call::Query {
                &self.0
            }
        }
    };
    (@many $(#[$doc:meta])* $field:ident $key:expr, $type:ty) => {
        $(#[$doc])*
        ///
        /// May be called several times: any of the values fits.
        #[inline(always)]
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.0.add(concat!("filter[", $key, "][]"), &value.into());
            self
        }
    };
    (@one $(#[$doc:meta])* $field:ident $key:expr, $type:ty) => {
        $(#[$doc])*
        #[inline(always)]
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.0.add(concat!("filter[", $key, "]"), &value.into());
            self
        }
    };
    (@span $(#[$doc:meta])* $field:ident $key:expr, $type:ty) => {
        $(#[$doc])*
        pub fn $field(mut self, span: impl Into<$type>) -> Self {
            self.0.push_span(concat!("filter[", $key, "]"), span.into());
            self
        }
    };
}

/// Gives a filter the conditions on custom fields.
macro_rules! custom_field_filter {
    ($name:ident) => {
        impl $name {
            /// A custom field's value: the value itself for texts and numbers, the option's id for choices, `true` and
            /// `false` for checkboxes. Several values of a field may be given, any of them then fits; of checkboxes only
            /// one. Kommo does not document this condition, amoCRM does. Empty values cannot be looked for.
            pub fn custom_field(
                mut self,
                field: impl Into<$crate::Id<$crate::custom_fields::CustomField>>,
                value: impl $crate::call::Param,
            ) -> Self {
                let key = $crate::call::custom_field_key(field.into());
                self.0.push_item(&key, &value);
                self
            }

            /// A custom field's range: of dates and numbers.
            pub fn custom_field_span(
                mut self,
                field: impl Into<$crate::Id<$crate::custom_fields::CustomField>>,
                span: impl Into<$crate::call::Span>,
            ) -> Self {
                let key = $crate::call::custom_field_key(field.into());
                self.0.push_span(&key, span.into());
                self
            }
        }
    };
}
