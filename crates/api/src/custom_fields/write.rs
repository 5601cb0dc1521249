//! Setting the values of custom fields.

use super::{FieldEnum, FieldKey};
use crate::catalogs::{Catalog, Element};
use crate::id::Id;
use crate::json::{Fields, ToJson};
use crate::reference::EntityRef;
use crate::timestamp::Timestamp;

/// The values to give to a custom field.
///
/// A `&str`, `i64`, `f64`, `bool` or [`Timestamp`] is one too:
///
/// ```
/// use kommo_api::custom_fields::Values;
/// use kommo_api::{Id, LeadPatch, Timestamp};
///
/// let patch = LeadPatch::new()
///     .field(Id::new(17), "by rail")
///     .field("WEIGHT", 12.5)
///     .field("DELIVERY", Timestamp(1_790_000_000))
///     .field("PHONE", Values::coded("+1 555 0100", "WORK").and(Values::coded("+1 555 0101", "MOB")))
///     .clear_field(Id::new(18));
/// # assert!(patch.fields().to_json().contains(r#"{"field_code":"WEIGHT","values":[{"value":12.5}]}"#));
/// ```
#[derive(Clone, Default)]
pub struct Values(Vec<Fields>);

impl Values {
    fn one(key: &'static str, value: &dyn ToJson) -> Self {
        let mut fields = Fields::new();
        fields.put(key, value);
        Self(vec![fields])
    }

    /// No value at all: the field is cleared.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Any value, of text, number, checkbox or date fields and of those with parts.
    pub fn value(value: &dyn ToJson) -> Self {
        Self::one("value", value)
    }

    /// An option by its text: it must be one of the field's.
    pub fn option(text: &str) -> Self {
        Self::one("value", &text)
    }

    /// An option by its id.
    pub fn option_id(id: impl Into<Id<FieldEnum>>) -> Self {
        Self::one("enum_id", &id.into())
    }

    /// An option by its code.
    pub fn option_code(code: &str) -> Self {
        Self::one("enum_code", &code)
    }

    /// A text with a kind: phones (`WORK`, `WORKDD`, `MOB`, `FAX`, `HOME`, `OTHER`), e-mail addresses (`WORK`, `PRIV`,
    /// `OTHER`) and the parts of an address (`address_line_1`, `address_line_2`, `city`, `state`, `zip`, `country` in two
    /// letters).
    pub fn coded(value: &str, code: &str) -> Self {
        let mut values = Self::one("value", &value);
        if let Some(fields) = values.0.first_mut() {
            fields.set("enum_code", &code);
        }
        values
    }

    /// A date as text in the form of RFC 3339, such as `2026-11-22T10:00:00+00:00`.
    pub fn date(text: &str) -> Self {
        Self::one("value", &text)
    }

    /// A link of a chained list; up to five.
    pub fn element(catalog: impl Into<Id<Catalog>>, element: impl Into<Id<Element>>) -> Self {
        let mut values = Self::one("catalog_id", &catalog.into());
        if let Some(fields) = values.0.first_mut() {
            fields.set("catalog_element_id", &element.into());
        }
        values
    }

    /// A linked entity, with its name.
    pub fn linked_entity(entity: &EntityRef, name: &str, catalog: Option<Id<Catalog>>) -> Self {
        let mut fields = Fields::new();
        fields.set("name", &name);
        fields.set("entity_id", &(entity.id as i64));
        fields.set("entity_type", &entity.entity_type);
        fields.set("catalog_id", &catalog);
        Self::value(&fields)
    }

    /// A file of the files service.
    pub fn file(uuid: &str, version_uuid: &str, name: &str, bytes: i64) -> Self {
        let mut fields = Fields::new();
        fields.set("file_uuid", &uuid);
        fields.set("version_uuid", &version_uuid);
        fields.set("file_name", &name);
        fields.set("file_size", &bytes);
        Self::value(&fields)
    }

    /// A supplier.
    pub fn supplier(element: impl Into<Id<Element>>) -> Self {
        let mut fields = Fields::new();
        fields.set("entity_id", &element.into());
        Self::value(&fields)
    }

    /// A legal entity or payer.
    pub fn legal_entity(entity: &NewLegalEntity) -> Self {
        Self::value(entity)
    }

    /// An item of an invoice or order.
    pub fn item(item: &NewItem) -> Self {
        Self::value(item)
    }

    /// These values and more.
    pub fn and(mut self, more: impl Into<Values>) -> Self {
        self.0.extend(more.into().0);
        self
    }
}

impl ToJson for Values {
    fn write_json(&self, out: &mut String) {
        if self.0.is_empty() {
            out.push_str("null");
        } else {
            self.0.write_json(out);
        }
    }
}

macro_rules! from {
    ($($type:ty),*) => {$(
        impl From<$type> for Values {
            fn from(value: $type) -> Self {
                Self::value(&value)
            }
        }
    )*};
}

from!(&str, String, &String, i64, f64, bool, Timestamp);

impl From<i32> for Values {
    fn from(value: i32) -> Self {
        Self::value(&i64::from(value))
    }
}

body! {
    /// A legal entity or payer to write.
    pub struct NewLegalEntity;
}

setters! {
    NewLegalEntity {
        /// 1: a private person; 2: a legal entity.
        entity_type: i64,
        /// Its address.
        address: crate::json::Text,
        /// Where it really is.
        real_address: crate::json::Text,
        /// Its account.
        bank_account_number: crate::json::Text,
        /// Its director.
        director: crate::json::Text,
        /// Its taxpayer's number.
        vat_id: crate::json::Text,
        /// Its tax registration reason code.
        tax_registration_reason_code: crate::json::Text,
        /// KPP.
        kpp: crate::json::Text,
        /// Its bank's code.
        bank_code: crate::json::Text,
        /// Its id in another system.
        external_uid: crate::json::Text,
    }
}

impl NewLegalEntity {
    /// One with a name.
    pub fn new(name: &str) -> Self {
        Self::default().other("name", &name)
    }
}

body! {
    /// An item of an invoice or order to write.
    pub struct NewItem;
}

setters! {
    NewItem {
        /// Its stock number.
        sku: crate::json::Text,
        /// What one costs.
        unit_price: f64,
        /// How many.
        quantity: f64,
        /// Pieces, kilograms, …
        unit_type: crate::json::Text,
        /// The tax rate's id.
        vat_rate_id: i64,
        /// The tax rate.
        vat_rate_value: f64,
        /// Its id in another system.
        external_uid: crate::json::Text,
        /// The product it is.
        product_id: Id<Element>,
        /// Bonus points for buying it.
        bonus_points_per_purchase: f64,
    }
}

impl NewItem {
    /// One with a description.
    pub fn new(description: &str) -> Self {
        Self::default().other("description", &description)
    }

    /// A discount of so many per cent.
    pub fn discount_percentage(self, value: f64) -> Self {
        self.discount("percentage", value)
    }

    /// A discount of a sum.
    pub fn discount_amount(self, value: f64) -> Self {
        self.discount("amount", value)
    }

    fn discount(mut self, kind: &str, value: f64) -> Self {
        let mut discount = Fields::new();
        discount.set("type", &kind);
        discount.set("value", &value);
        self.0.set("discount", &discount);
        self
    }
}

pub(crate) fn set(body: &mut Fields, key: FieldKey<'_>, values: &Values) {
    let mut field = Fields::new();
    let mut mark = String::new();
    match key {
        FieldKey::Id(id) => {
            field.set("field_id", &id);
            id.write_json(&mut mark);
        }
        FieldKey::Code(code) => {
            field.set("field_code", &code);
            mark.push_str(code);
        }
    }
    field.set("values", values);
    body.replace("custom_fields_values", &mark, &field);
}

/// Gives a body type the setters of custom fields.
macro_rules! custom_field_setters {
    ($($name:ident),*) => {$(
        impl $name {
            /// Gives a custom field, by id or code, its value or values in place of all it has.
            pub fn field<'a>(
                mut self,
                key: impl Into<$crate::custom_fields::FieldKey<'a>>,
                values: impl Into<$crate::custom_fields::Values>,
            ) -> Self {
                $crate::custom_fields::set(&mut self.0, key.into(), &values.into());
                self
            }

            /// Clears a custom field.
            pub fn clear_field<'a>(self, key: impl Into<$crate::custom_fields::FieldKey<'a>>) -> Self {
                self.field(key, $crate::custom_fields::Values::none())
            }

            /// Clears all custom fields.
            pub fn clear_fields(mut self) -> Self {
                self.0.set("custom_fields_values", &None::<i64>);
                self
            }
        }
    )*};
}
pub(crate) use custom_field_setters;
