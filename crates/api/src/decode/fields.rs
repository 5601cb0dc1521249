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

        impl $crate::decode::Record for $name {
            fn slot(
                &mut self,
                key: &str,
                reader: &mut $crate::decode::Reader<'_>,
            ) -> $crate::decode::Read<()> {
                match key {
                    $($crate::fields!(@key $field $($key)?) => {
                        self.$field = $crate::decode::Slotted::read(reader)?;
                        Ok(())
                    })*
                    _ => reader.skip(),
                }
            }

            fn embedded_slot(
                &mut self,
                key: &str,
                reader: &mut $crate::decode::Reader<'_>,
            ) -> $crate::decode::Read<()> {
                match key {
                    $($($crate::fields!(@key $inner $($inner_key)?) => {
                        self.$inner = $crate::decode::Slotted::read(reader)?;
                        Ok(())
                    })*)?
                    _ => reader.skip(),
                }
            }
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
