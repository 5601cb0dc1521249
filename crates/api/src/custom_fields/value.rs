//! The values of custom fields, as entities have them. Kommo's page "Custom fields".

use super::{CustomField, FieldEnum, FieldType};
use crate::catalogs::{Catalog, Element};
use crate::id::Id;
use crate::json::{FromJson, Json};
use crate::timestamp::Timestamp;

/// What names a custom field: its id or its code. A code never changes when the field is renamed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKey<'a> {
    /// By id.
    Id(Id<CustomField>),
    /// By code, such as `PHONE`.
    Code(&'a str),
}

impl From<Id<CustomField>> for FieldKey<'_> {
    fn from(id: Id<CustomField>) -> Self {
        Self::Id(id)
    }
}

impl From<u64> for FieldKey<'_> {
    fn from(id: u64) -> Self {
        Self::Id(Id::new(id))
    }
}

impl<'a> From<&'a str> for FieldKey<'a> {
    fn from(code: &'a str) -> Self {
        Self::Code(code)
    }
}

impl<'a> From<&'a String> for FieldKey<'a> {
    fn from(code: &'a String) -> Self {
        Self::Code(code)
    }
}

view! {
    /// A custom field of an entity, with its values. The getters for single values read the first.
    pub struct FieldValues => FieldValuesRecord {
        /// Which field.
        field_id: Id<CustomField>,
        /// Its name.
        field_name: Option<String>,
        /// Its code.
        field_code: Option<String>,
        /// Its type.
        field_type: Option<FieldType>,
        /// Whether Kommo computes it.
        is_computed: bool,
        /// Its values: several in fields with several choices, phones, addresses, items, …
        values: Vec<FieldValue>,
    }
}

impl FieldValues {
    /// The first value.
    pub fn first(&self) -> Option<FieldValue> {
        FieldValue::from_json(&self.0.get("values")?.at(0)?)
    }

    /// The first value as text: of texts, addresses, web addresses, phones, numbers, chosen options, …
    pub fn text(&self) -> Option<String> {
        self.first()?.text()
    }

    /// The first value as a number: of numeric, price and monetary fields, which Kommo writes as text.
    pub fn number(&self) -> Option<f64> {
        self.first()?.number()
    }

    /// The first value as a flag: of checkboxes.
    pub fn flag(&self) -> Option<bool> {
        self.first()?.flag()
    }

    /// The first value as a moment: of dates, dates with times, and birthdays.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.first()?.timestamp()
    }

    /// The first chosen option.
    pub fn enum_id(&self) -> Option<Id<FieldEnum>> {
        self.first()?.enum_id()
    }

    /// The first value marked with a code, such as the `WORK` phone or the `city` of an address.
    pub fn coded(&self, code: &str) -> Option<String> {
        let value = self.values().into_iter().find(|value| value.enum_code().as_deref() == Some(code))?;
        value.text()
    }
}

view! {
    /// One value of a custom field.
    pub struct FieldValue => FieldValueRecord {
        /// The value itself; its form depends on the field's type.
        value: Option<Json>,
        /// The chosen option, or the kind of a phone, address, part of an address.
        enum_id: Option<Id<FieldEnum>>,
        /// The code of the chosen option or kind. Older answers have it as `enum`: see [`FieldValue::code`].
        enum_code: Option<String>,
        /// The catalog; only in chained lists.
        catalog_id: Option<Id<Catalog>>,
        /// The element; only in chained lists.
        catalog_element_id: Option<Id<Element>>,
    }
}

impl FieldValue {
    /// As text.
    pub fn text(&self) -> Option<String> {
        self.0.get("value")?.to_text()
    }

    /// As a number.
    pub fn number(&self) -> Option<f64> {
        self.0.get("value")?.as_f64()
    }

    /// As a flag.
    pub fn flag(&self) -> Option<bool> {
        self.0.get("value")?.as_bool()
    }

    /// As a moment.
    pub fn timestamp(&self) -> Option<Timestamp> {
        Timestamp::from_json(&self.0.get("value")?)
    }

    /// The code of the chosen option or kind, under either of its names.
    pub fn code(&self) -> Option<String> {
        self.enum_code().or_else(|| self.0.get("enum")?.as_string())
    }

    /// As a legal entity or a payer.
    pub fn legal_entity(&self) -> Option<super::LegalEntity> {
        FromJson::from_json(&self.0.get("value")?)
    }

    /// As an item of an invoice or order.
    pub fn item(&self) -> Option<super::Item> {
        FromJson::from_json(&self.0.get("value")?)
    }

    /// As a link to an entity: linked entities, payers and suppliers.
    pub fn linked_entity(&self) -> Option<super::LinkedEntity> {
        FromJson::from_json(&self.0.get("value")?)
    }

    /// As a file.
    pub fn file(&self) -> Option<super::FieldFile> {
        FromJson::from_json(&self.0.get("value")?)
    }
}

/// The values of one field among all of an entity.
pub(crate) fn find(entity: &Json, key: FieldKey<'_>) -> Option<FieldValues> {
    let found =
        entity.get("custom_fields_values")?.items().map(FieldValues::from).find(|values| match key {
            FieldKey::Id(id) => values.field_id() == id,
            FieldKey::Code(code) => values.field_code().as_deref() == Some(code),
        })?;
    Some(found)
}

/// Gives a view the getters of its custom fields.
macro_rules! custom_fields {
    ($($name:ident),*) => {$(
        impl $name {
            /// All custom fields that have a value.
            pub fn custom_fields(&self) -> Vec<$crate::custom_fields::FieldValues> {
                $crate::json::FromField::from_field(self.json(), "custom_fields_values")
            }

            /// A custom field by id or code; `None` if it has no value.
            pub fn field<'a>(
                &self,
                key: impl Into<$crate::custom_fields::FieldKey<'a>>,
            ) -> Option<$crate::custom_fields::FieldValues> {
                $crate::custom_fields::find(self.json(), key.into())
            }

            /// A custom field by its name, as users see it; codes and ids are safer, as users rename fields.
            pub fn field_named(&self, name: &str) -> Option<$crate::custom_fields::FieldValues> {
                self.custom_fields().into_iter().find(|field| field.field_name().as_deref() == Some(name))
            }
        }
    )*};
}
pub(crate) use custom_fields;
