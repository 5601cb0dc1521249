//! Controls that are on or off.

use super::builder::push;
use crate::value::Value;

control! {
    /// A checkbox with its caption. Read it with [`Controls::is_on`](super::Controls::is_on).
    Checkbox "checkbox" (name: "name" text, text: "text" text) {
        /// A class name.
        class: "class_name" text,
        /// The input's class name.
        input_class: "input_class_name" text,
        /// The input's id.
        id: "id" text,
        /// The value it has in a form when it is ticked.
        value: "value" plain,
        /// A note below the caption.
        note: "note_text" text,
        /// It is ticked.
        checked: "checked" flag,
        /// It cannot be ticked.
        disabled: "disabled" flag,
        /// In small type.
        small: "small" flag,
    }
}

control! {
    /// One of several radio buttons of a name. Read the chosen one with [`Controls::text`](super::Controls::text).
    Radio "radio" (name: "name" text, value: "value" plain, label: "label" text) {
        /// A class name.
        class: "class_name" text,
        /// The input's id.
        id: "id" text,
        /// It is the chosen one.
        selected: "selected" flag,
        /// It cannot be chosen.
        disabled: "disabled" flag,
    }
}

control! {
    /// A switch. Kommo does not document it in full: `id` and `name` are the same here. Read it with
    /// [`Controls::is_on`](super::Controls::is_on).
    Switcher "switcher" (name: "name" text) {
        /// The element's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "custom_class_name" text,
        /// The input's class name.
        input_class: "input_class_name" text,
        /// It is on.
        checked: "checked" flag,
        /// It cannot be switched.
        disabled: "disabled" flag,
    }
}

control! {
    /// A list of checkboxes that unfolds. Read the ticked ones with [`Controls::all`](super::Controls::all).
    CheckboxesDropdown "checkboxes_dropdown" (name: "name" text) {
        /// A class name.
        class: "class_name" text,
        /// What it says when nothing is ticked.
        title_empty: "title_empty" text,
        /// The words for one and for many, as in `user,users`.
        title_numeral: "title_numeral" text,
        /// What stands before the title.
        title_before: "title_before" text,
    }
}

impl CheckboxesDropdown {
    /// Adds a checkbox with its value.
    pub fn item(self, value: &str, text: &str, is_checked: bool) -> Self {
        self.0.set("need_escape", &true.into());
        let name = self.0.get("name").unwrap_or_else(|| "".into());
        let item = Value::object(&[
            ("id", value.into()),
            ("option", text.into()),
            ("name", name),
            ("is_checked", is_checked.into()),
        ]);
        push(&self.0, "items", &item);
        self
    }
}
