//! Buttons.

use super::builder::{escaped, push};
use crate::value::Value;

control! {
    /// A button. Hear its clicks with [`Cx::on`](crate::Cx::on) by its class.
    Button "button" (text: "text" text) {
        /// A class name.
        class: "class_name" text,
        /// The element's id.
        id: "id" text,
        /// The name it has in a form.
        name: "name" text,
        /// The title shown when the pointer rests on it.
        title: "title" text,
        /// The class name of an icon before the text.
        icon: "icon_class_name" text,
        /// In the colour of the main action.
        blue: "blue" flag,
        /// It cannot be pressed.
        disabled: "disabled" flag,
        /// Without a border.
        plain: "plain" flag,
        /// In bold type.
        bold: "text_bold" flag,
    }
}

impl Button {
    /// Adds an entry to a menu that the button opens, with a class name to hear its clicks by.
    pub fn menu_item(self, text: &str, class: &str) -> Self {
        push(
            &self.0,
            "context_menu",
            &Value::object(&[("text", escaped(text)), ("class_name", escaped(class))]),
        );
        self
    }
}

control! {
    /// The button that cancels. In a window it closes it.
    CancelButton "cancel_button" () {
        /// The caption, in place of the host's own.
        text: "text" text,
        /// A class name.
        class: "class_name" text,
        /// The element's id.
        id: "id" text,
        /// It is not shown.
        hidden: "hidden" flag,
    }
}

control! {
    /// The button that deletes, with a bin.
    DeleteButton "delete_button" (text: "text" text) {
        /// A class name.
        class: "class_name" text,
        /// The element's id.
        id: "id" text,
    }
}
