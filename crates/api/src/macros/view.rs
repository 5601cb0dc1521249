//! `view!`: a typed, lazy view of a document, and the record of the same properties.

/// Writes a view: one getter for each property, each reading only that property when it is called. The property has the
/// getter's name unless `= "name"` says otherwise; those in the block `embedded` are under `_embedded`.
///
/// The record is the same decoded at once into owned values: one public field for each getter.
macro_rules! view {
    (
        $(#[$doc:meta])*
        pub struct $name:ident => $record:ident {
            $($(#[$field_doc:meta])* $field:ident $(= $key:literal)? : $type:ty,)*
        }
        $(embedded { $($(#[$inner_doc:meta])* $inner:ident $(= $inner_key:literal)? : $inner_type:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name($crate::Json);

        #[allow(clippy::len_without_is_empty)]
        impl $name {
            /// The document itself, for what has no getter.
            pub fn json(&self) -> &$crate::Json {
                &self.0
            }

            $(
                $(#[$field_doc])*
                pub fn $field(&self) -> $type {
                    $crate::json::FromField::from_field(&self.0, view!(@key $field $($key)?))
                }
            )*

            $($(
                $(#[$inner_doc])*
                pub fn $inner(&self) -> $inner_type {
                    $crate::json::embedded(&self.0, view!(@key $inner $($inner_key)?))
                }
            )*)?
        }

        impl From<$crate::Json> for $name {
            fn from(json: $crate::Json) -> Self {
                Self(json)
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &$crate::Json) -> Option<Self> {
                json.is_object().then(|| Self(json.clone()))
            }
        }

        #[cfg(test)]
        impl $crate::shapes::Snapshot for $name {
            fn parts(&self) -> Vec<(&'static str, String)> {
                use $crate::shapes::Show;
                vec![
                    $((view!(@key $field $($key)?), self.$field().show()),)*
                    $($((view!(@key $inner $($inner_key)?), self.$inner().show()),)*)?
                ]
            }
        }

        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        $crate::fields! {
            #[doc = concat!("A [`", stringify!($name), "`] decoded at once into owned values: for many at a time.")]
            ///
            /// What is missing, `null` or mistyped is `None`, empty or off.
            #[non_exhaustive]
            pub struct $record {
                $($(#[$field_doc])* pub $field $(= $key)? : <$type as $crate::decode::Field>::Record,)*
            }
            $(embedded {
                $($(#[$inner_doc])* pub $inner $(= $inner_key)? : <$inner_type as $crate::decode::Field>::Record,)*
            })?
        }

        #[cfg(test)]
        impl $crate::shapes::Snapshot for $record {
            fn parts(&self) -> Vec<(&'static str, String)> {
                use $crate::shapes::Show;
                vec![
                    $((view!(@key $field $($key)?), self.$field.show()),)*
                    $($((view!(@key $inner $($inner_key)?), self.$inner.show()),)*)?
                ]
            }
        }

        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        impl $crate::decode::Recorded for $name {
            type Record = $record;
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

/// Says how an entity is listed: its collection, and what can be asked for, filtered by and ordered by.
macro_rules! entity {
    ($name:ident in $key:literal, with $with:ty, filter $filter:ty, order $order:ty) => {
        impl $crate::call::Entity for $name {
            const KEY: &'static str = $key;
            type With = $with;
            type Filter = $filter;
            type Order = $order;

            fn view(json: $crate::Json) -> Self {
                Self(json)
            }
        }
    };
}
