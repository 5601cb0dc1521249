//! Users, their groups and rights, and the kinds of task.

use kommo_api::account::TaskType as ApiTaskType;
use kommo_api::{Id, User as ApiUser};

use super::App;
use crate::value::Value;

macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $method:ident: $key:literal as $read:ident -> $kind:ty,)* }) => {
        $(#[$doc])*
        ///
        /// A lazy view: what the host does not have is None.
        pub struct $name(Value);

        impl $name {
            $($(#[$field_doc])* pub fn $method(&self) -> Option<$kind> { self.0.get($key)?.$read() })*

            /// The host's object, for what has no typed method here.
            pub fn raw(&self) -> &Value {
                &self.0
            }
        }
    };
}

view! {
    /// The signed-in user (Kommo: `APP.constant('user')`).
    User {
        /// The user's id.
        id: "id" as as_id -> Id<ApiUser>,
        /// The name.
        name: "name" as as_str -> String,
        /// The login, an e-mail address.
        login: "login" as as_str -> String,
        /// The address of the photo.
        photo: "photo" as as_str -> String,
        /// The mobile number.
        mobile: "personal_mobile" as as_str -> String,
        /// The id in the chats' API.
        amojo_id: "amojo_id" as as_str -> String,
        /// The id that outlives a change of account.
        uuid: "uuid" as as_str -> String,
    }
}

view! {
    /// What the signed-in user may do (Kommo: `APP.constant('user_rights')`).
    Rights {
        /// Whether the user is an administrator.
        is_admin: "is_admin" as as_flag -> bool,
        /// Whether the user takes up no seat.
        is_free_user: "is_free_user" as as_flag -> bool,
    }
}

view! {
    /// A user of the account (Kommo: `APP.constant('managers')`).
    Manager {
        /// The user's id.
        id: "id" as as_id -> Id<ApiUser>,
        /// The name.
        name: "title" as as_str -> String,
        /// The login, an e-mail address.
        login: "login" as as_str -> String,
        /// Whether the user is active.
        is_active: "active" as as_flag -> bool,
        /// Whether the user is an administrator.
        is_admin: "is_admin" as as_flag -> bool,
        /// Whether the user takes up no seat.
        is_free_user: "free_user" as as_flag -> bool,
        /// The phone number.
        phone: "phone" as as_str -> String,
        /// The address of the photo.
        avatar: "avatar" as as_str -> String,
        /// The key of the user's group, as in `group_0`.
        group: "group" as as_str -> String,
        /// The id in the chats' API.
        amojo_id: "amojo_id" as as_str -> String,
    }
}

view! {
    /// A kind of task (Kommo: `APP.constant('task_types')`).
    TaskType {
        /// The id.
        id: "id" as as_id -> Id<ApiTaskType>,
        /// The name.
        name: "option" as as_str -> String,
        /// The colour, as CSS writes it.
        color: "color" as as_str -> String,
        /// The number of the icon.
        icon_id: "icon_id" as as_i64 -> i64,
    }
}

/// A group of users (Kommo: `APP.constant('groups')`).
pub struct Group {
    /// The group's key, as in `group_0`.
    pub key: String,
    /// The name.
    pub name: String,
}

impl App {
    /// The signed-in user.
    pub fn user(&self) -> Option<User> {
        self.constant("user").map(User)
    }

    /// What the signed-in user may do.
    pub fn rights(&self) -> Option<Rights> {
        self.constant("user_rights").map(Rights)
    }

    /// All users.
    pub fn managers(&self) -> Vec<Manager> {
        self.constant("managers")
            .map(|all| all.items())
            .unwrap_or_default()
            .into_iter()
            .map(Manager)
            .collect()
    }

    /// All kinds of task.
    pub fn task_types(&self) -> Vec<TaskType> {
        self.constant("task_types")
            .map(|all| all.items())
            .unwrap_or_default()
            .into_iter()
            .map(TaskType)
            .collect()
    }

    /// All groups of users.
    pub fn groups(&self) -> Vec<Group> {
        let Some(all) = self.constant("groups") else { return Vec::new() };
        all.keys().into_iter().filter_map(|key| Some(Group { name: all.get(&key)?.as_str()?, key })).collect()
    }
}
