//! `preset`: ready-made conversations.

use crate::node::Node;

handler! {
    /// A conversation that Kommo has ready.
    Preset as "preset" {
        /// Its name.
        name: String = "name",
        /// What it says: texts by their codes.
        params: Node = "params",
    }
}

impl Preset {
    /// Asks for name, e-mail address and telephone number: `contacts.get_base_info`.
    pub fn get_base_info(texts: Node) -> Self {
        Self::new("contacts.get_base_info", texts)
    }

    /// Checks what the client gave: `contacts.validate_base_info`. Texts and handlers by their codes: `empty_email`,
    /// `empty_phone`, `invalid_phone`, `success`, `empty_all`, `check_doubles`, `phone_doubles`, `email_doubles`,
    /// `all_doubles`, `use_quick_replies`.
    pub fn validate_base_info(texts: Node) -> Self {
        Self::new("contacts.validate_base_info", texts)
    }
}
