//! [`CustomField`], the definition of a field.

use crate::account::Account;
use crate::call::Nothing;
use crate::catalogs::Catalog;
use crate::id::Id;
use crate::json::{Fields, Json, Text};
use crate::pipelines::{Pipeline, Status};

open_names! {
    /// The types of custom fields.
    pub enum FieldType {
        /// A line of text.
        Text = "text",
        /// A number.
        Numeric = "numeric",
        /// A checkbox.
        Checkbox = "checkbox",
        /// One of several options.
        Select = "select",
        /// Several of several options.
        Multiselect = "multiselect",
        /// A date.
        Date = "date",
        /// A web address; must be absolute.
        Url = "url",
        /// A date with time.
        DateTime = "date_time",
        /// Text of several lines.
        Textarea = "textarea",
        /// One of several options, all shown.
        Radiobutton = "radiobutton",
        /// An address as one text.
        Streetaddress = "streetaddress",
        /// Phones, e-mail addresses, messengers.
        Multitext = "multitext",
        /// An address in parts.
        SmartAddress = "smart_address",
        /// A birthday.
        Birthday = "birthday",
        /// A legal entity.
        LegalEntity = "legal_entity",
        /// A sum of money.
        Monetary = "monetary",
        /// A chain of lists.
        ChainedList = "chained_list",
        /// What a web visit brought along.
        TrackingData = "tracking_data",
        /// A price; lists only.
        Price = "price",
        /// A category; lists only.
        Category = "category",
        /// Items; lists only.
        Items = "items",
        /// A link to an entity; lists only.
        LinkedEntity = "linked_entity",
        /// A payer; lists only.
        Payer = "payer",
        /// A supplier; lists only.
        Supplier = "supplier",
        /// A file.
        File = "file",
    }
}

names! {
    /// What custom fields can be ordered by.
    pub enum CustomFieldOrder {
        /// Their places.
        Sort = "sort",
        /// Their ids.
        Id = "id",
    }
}

filter! {
    /// Conditions on custom fields.
    pub struct CustomFieldFilter {
        /// The id. Seen in Kommo's client, not documented.
        many id: Id<CustomField>,
        /// The type.
        many field_type = "type": FieldType,
    }
}

view! {
    /// A custom field. What does not fit its type is `None` or empty.
    pub struct CustomField => CustomFieldRecord {
        /// Its id.
        id: Id<CustomField>,
        /// Its name.
        name: Option<String>,
        /// Its type.
        field_type = "type": Option<FieldType>,
        /// Its code, which never changes.
        code: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// What has it: `leads`, `contacts`, `companies`, `customers`, `segments` or `catalogs`.
        entity_type: Option<String>,
        /// Whether users cannot change it.
        is_api_only: bool,
        /// Whether it came with the account.
        is_predefined: bool,
        /// Whether Kommo computes it.
        is_computed: bool,
        /// Whether it can be deleted.
        is_deletable: bool,
        /// Whether users see it; lists only.
        is_visible: bool,
        /// Whether it must have a value; lists only.
        is_required: bool,
        /// Its list.
        catalog_id: Option<Id<Catalog>>,
        /// Its group.
        group_id: Option<String>,
        /// Its options.
        enums: Vec<FieldEnum>,
        /// Its categories.
        nested: Vec<NestedOption>,
        /// The stages where it must have a value.
        required_statuses: Vec<FieldStatus>,
        /// The stages where it is hidden.
        hidden_statuses: Vec<FieldStatus>,
        /// The lists of a chain: `title`, `catalog_id`, `parent_catalog_id`.
        chained_lists: Vec<Json>,
        /// Three letters; sums of money only.
        currency: Option<String>,
        /// `never`, `day`, `week` or `month`; birthdays only.
        remind: Option<String>,
        /// The function called for tracking data.
        tracking_callback: Option<String>,
        /// Where linked entities are looked for: a list's id, `contacts`, `companies`, `contacts_and_companies`.
        search_in: Option<String>,
        /// More settings; lists only.
        settings: Option<Json>,
        /// What it triggers.
        triggers: Option<Json>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
}

entity!(CustomField in "custom_fields", with Nothing, filter CustomFieldFilter, order CustomFieldOrder);

view! {
    /// An option of a custom field.
    pub struct FieldEnum => FieldEnumRecord {
        /// Its id.
        id: Id<FieldEnum>,
        /// Its text.
        value: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Its code.
        code: Option<String>,
    }
}

view! {
    /// A category.
    pub struct NestedOption => NestedOptionRecord {
        /// Its id.
        id: Id<FieldEnum>,
        /// The category it is in.
        parent_id: Option<Id<FieldEnum>>,
        /// Its text.
        value: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
    }
}

view! {
    /// A stage that a field's rule is about.
    pub struct FieldStatus => FieldStatusRecord {
        /// The stage.
        status_id: Id<Status>,
        /// Its pipeline.
        pipeline_id: Id<Pipeline>,
    }
}

body! {
    /// A new custom field.
    pub struct NewCustomField;
}

body! {
    /// A change of a custom field: what is not set is left as it is.
    pub struct CustomFieldPatch;
}

macro_rules! definition_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its code.
                code: Text,
                /// Its place among the others.
                sort: i64,
                /// Its group.
                group_id: Text,
                /// Whether users cannot change it.
                is_api_only: bool,
                /// Whether users see it; lists only.
                is_visible: bool,
                /// Whether it must have a value; lists only.
                is_required: bool,
                /// Three letters; needed for sums of money.
                currency: Text,
                /// `never`, `day`, `week` or `month`; birthdays only.
                remind: Text,
            }
        }

        impl $name {
            /// Adds an option. In a change, all options must be given, each with its id: one without its id is made anew
            /// and the values that entities have of it are lost.
            pub fn option(mut self, id: Option<Id<FieldEnum>>, value: &str, sort: i64) -> Self {
                let mut option = Fields::new();
                if let Some(id) = id {
                    option.set("id", &id);
                }
                option.set("value", &value);
                option.set("sort", &sort);
                self.0.push("enums", &option);
                self
            }

            /// Requires a value in a stage.
            pub fn required_in(
                mut self,
                pipeline: impl Into<Id<Pipeline>>,
                status: impl Into<Id<Status>>,
            ) -> Self {
                let mut stage = Fields::new();
                stage.set("status_id", &status.into());
                stage.set("pipeline_id", &pipeline.into());
                self.0.push("required_statuses", &stage);
                self
            }
        }
    };
}

definition_setters!(NewCustomField);
definition_setters!(CustomFieldPatch);

impl NewCustomField {
    /// A field with a type and a name.
    pub fn new(field_type: FieldType, name: &str) -> Self {
        Self::default().other("type", &field_type).other("name", &name)
    }
}

impl CustomFieldPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Another name.
    pub fn name(self, name: &str) -> Self {
        self.other("name", &name)
    }
}
