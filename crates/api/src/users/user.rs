//! [`User`].

use super::{NewRights, Rights, Role};
use crate::account::UsersGroup;
use crate::call::Nothing;
use crate::id::Id;

names! {
    /// What can be asked for with a user.
    pub enum UserWith {
        /// The role.
        Role = "role",
        /// The group.
        Group = "group",
        /// The UUID.
        Uuid = "uuid",
        /// The id in the Chats API.
        AmojoId = "amojo_id",
        /// The rank.
        UserRank = "user_rank",
        /// The phone number.
        PhoneNumber = "phone_number",
    }
}

view! {
    /// A user of the account. What needs a [`UserWith`] is `None` or empty without it.
    pub struct User => UserRecord {
        /// Their id.
        id: Id<User>,
        /// Their name.
        name: Option<String>,
        /// Their address.
        email: Option<String>,
        /// Their language.
        lang: Option<String>,
        /// Needs [`UserWith::Uuid`].
        uuid: Option<String>,
        /// Needs [`UserWith::AmojoId`].
        amojo_id: Option<String>,
        /// `newbie`, `candidate` or `master`. Needs [`UserWith::UserRank`].
        user_rank: Option<String>,
        /// Needs [`UserWith::PhoneNumber`].
        phone_number: Option<String>,
        /// What they may do.
        rights: Option<Rights>,
    }
    embedded {
        /// Their roles. Needs [`UserWith::Role`].
        roles: Vec<Role>,
        /// Their groups. Needs [`UserWith::Group`].
        groups: Vec<UsersGroup>,
    }
}

entity!(User in "users", with UserWith, filter Nothing, order Nothing);

impl User {
    /// Whether this is an admin.
    pub fn is_admin(&self) -> bool {
        self.rights().is_some_and(|rights| rights.is_admin())
    }
}

body! {
    /// A new user.
    pub struct NewUser;
}

impl NewUser {
    /// A user with a name of at most 50 characters (letters, digits and `.@-_`), an address, and a password of at least
    /// six characters with a digit, a small and a capital letter.
    pub fn new(name: &str, email: &str, password: &str, rights: &NewRights) -> Self {
        Self::default()
            .other("name", &name)
            .other("email", &email)
            .other("password", &password)
            .other("rights", rights)
    }

    /// Their language.
    pub fn lang(self, lang: &str) -> Self {
        self.other("lang", &lang)
    }
}
