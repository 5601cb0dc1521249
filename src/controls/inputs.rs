//! Controls to type into.

use super::builder::escaped;
use crate::value::Value;

control! {
    /// A line of text.
    Input "input" (name: "name" text) {
        /// The element's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// The input's type: `text` if nothing else is said.
        kind: "type" text,
        /// What stands in it.
        value: "value" plain,
        /// What it says while it is empty.
        placeholder: "placeholder" plain,
        /// How many characters it takes.
        max_length: "max_length" text,
        /// It cannot be used.
        disabled: "disabled" flag,
        /// It can be read only.
        readonly: "readonly" flag,
    }
}

control! {
    /// Several lines of text.
    Textarea "textarea" (name: "name" text) {
        /// The element's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// What stands in it.
        value: "value" plain,
        /// What it says while it is empty.
        placeholder: "placeholder" plain,
        /// It cannot be used.
        disabled: "disabled" flag,
        /// It can be read only.
        readonly: "readonly" flag,
    }
}

control! {
    /// A file to choose. It takes part in no reading: ask the element for its `files`.
    File "file" (name: "name" text) {
        /// The element's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "class" text,
        /// A text beside it.
        text: "text" text,
    }
}

control! {
    /// A day, in the account's format. Use [`DateField::range`] for a span of days.
    DateField "date_field" (name: "name" text) {
        /// The element's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// What stands in it.
        value: "value" plain,
        /// What it says while it is empty.
        placeholder: "placeholder" plain,
        /// With the picture of a calendar.
        icon: "show_icon" flag,
        /// It cannot be used.
        disabled: "disabled" flag,
    }
}

impl DateField {
    /// A span of days, whose ends have names of their own.
    pub fn range(from: &str, to: &str) -> Self {
        let names = Value::object(&[("from", escaped(from)), ("to", escaped(to))]);
        Self(Value::object(&[("type", "range".into()), ("name", names)]))
    }

    /// The ends of a span.
    pub fn between(self, from: &str, to: &str) -> Self {
        self.0.set("value", &Value::object(&[("from", escaped(from)), ("to", escaped(to))]));
        self
    }
}
