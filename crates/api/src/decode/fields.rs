//! `fields!`: a record of the fields that are wanted.

/// Writes a struct that is read from an entity's document, and what reads it: for [`crate::call::List::fields`]. The property
/// has the field's name unless `= "name"` says otherwise; those in the block `embedded` are under `_embedded`.
///
/// What is missing, `null` or mistyped is `None`, empty or off. Types are `Option`s and `Vec`s of `i64`, `f64`, `bool`,
/// `String`, [`crate::Timestamp`], the records of this library and others of this macro, and `bool`, `String` and
/// [`crate::Id`] themselves.
///
/// ```
/// use kommo_api::{Api, Id, Lead, Result, fields};
///
/// fields! {
///     /// What the report is made of.
///     pub struct Deal {
///         pub id: Id<Lead>,
///         pub title = "name": Option<String>,
///         pub price: Option<i64>,
///     }
/// }
///
/// # async fn example(api: &Api) -> Result<i64> {
/// let deals: Vec<Deal> = api.leads().list().limit(250).fields().all().await?;
/// Ok(deals.iter().filter_map(|deal| deal.price).sum())
/// # }
/// ```
#[macro_export]
macro_rules! fields {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident {
            $($(#[$field_doc:meta])* $field_vis:vis $field:ident $(= $key:literal)? : $type:ty),* $(,)?
        }
        $(embedded {
            $($(#[$inner_doc:meta])* $inner_vis:vis $inner:ident $(= $inner_key:literal)? : $inner_type:ty),* $(,)?
        })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        $vis struct $name {
            $($(#[$field_doc])* $field_vis $field: $type,)*
            $($($(#[$inner_doc])* $inner_vis $inner: $inner_type,)*)?
        }

        impl $crate::decode::Record for $name {}

        impl $crate::decode::Slots for $name {
            fn keys(&self) -> &'static [&'static str] {
                &[$($crate::fields!(@key $field $($key)?),)* "_embedded"]
            }

            fn slot(&mut self, at: usize, reader: &mut $crate::decode::Reader<'_>) -> $crate::decode::Read<()> {
                $crate::fields!(@match self reader at $($field)*);
                $crate::fields!(@embedded $name self reader $($($inner $(= $inner_key)?),*)?)
            }
        }
    };
    (@match $record:ident $reader:ident $at:ident $($field:ident)*) => {
        #[allow(non_camel_case_types, clippy::enum_variant_names)]
        enum Property { $($field,)* Embedded_ }
        $(if $at == Property::$field as usize {
            $record.$field = $crate::decode::Slotted::read($reader)?;
            return Ok(());
        })*
        let _ = Property::Embedded_ as usize;
    };
    (@embedded $name:ident $record:ident $reader:ident) => { $reader.skip() };
    (@embedded $name:ident $record:ident $reader:ident $($inner:ident $(= $inner_key:literal)?),+) => {{
        struct Embedded<'r>(&'r mut $name);

        impl $crate::decode::Slots for Embedded<'_> {
            fn keys(&self) -> &'static [&'static str] {
                &[$($crate::fields!(@key $inner $($inner_key)?),)*]
            }

            fn slot(&mut self, at: usize, reader: &mut $crate::decode::Reader<'_>) -> $crate::decode::Read<()> {
                let record = &mut *self.0;
                $crate::fields!(@match record reader at $($inner)*);
                reader.skip()
            }
        }

        $reader.embedded(&mut Embedded($record))
    }};
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
