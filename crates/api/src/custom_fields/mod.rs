//! Custom fields: their definitions, groups and values. Kommo's page "Custom fields".

mod api;
mod definition;
mod group;
mod parts;
mod value;
mod write;

pub use api::{CustomFields, FieldOwner};
pub use definition::{
    CustomField, CustomFieldFilter, CustomFieldOrder, FieldEnum, FieldStatus, FieldType, NestedOption,
};
pub use definition::{CustomFieldPatch, NewCustomField};
pub use group::{FieldGroup, FieldGroups, GroupPatch, NewGroup};
pub use parts::{FieldFile, Item, LegalEntity, LinkedEntity};
pub use value::{FieldKey, FieldValue, FieldValues};
pub(crate) use value::{custom_fields, find};
pub use write::{NewItem, NewLegalEntity, Values};
pub(crate) use write::{custom_field_setters, set};
