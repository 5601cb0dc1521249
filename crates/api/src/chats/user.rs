//! [`ChatUser`].

use crate::json::{Fields, Text};

body! {
    /// Who writes or is written to: a client, a manager, the channel's bot.
    pub struct ChatUser;
}

setters! {
    ChatUser {
        /// Kommo's id of a manager ([`crate::User::amojo_id`]) or of the channel's bot, who writes; not for clients.
        ref_id: Text,
        /// The address of a picture.
        avatar: Text,
        /// The address of a profile.
        profile_link: Text,
    }
}

impl ChatUser {
    /// A user with the messenger's own id.
    pub fn new(id: &str, name: &str) -> Self {
        Self::default().other("id", &id).other("name", &name)
    }

    /// Phone and e-mail address, either may be `None`.
    pub fn profile(mut self, phone: Option<&str>, email: Option<&str>) -> Self {
        let mut profile = Fields::new();
        for (key, value) in [("phone", phone), ("email", email)] {
            if let Some(value) = value {
                profile.set(key, &value);
            }
        }
        self.0.set("profile", &profile);
        self
    }

    /// A phone number.
    pub fn phone(self, phone: &str) -> Self {
        self.profile(Some(phone), None)
    }
}
