//! Settings that hold something for each user of the account.

use kommo_api::{Id, User};

use crate::params::Params;
use crate::settings::SaveForm;
use crate::value::Value;

/// What stands for one user in a setting of type `users_lp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserLogin {
    /// The login.
    pub login: String,
    /// The password, as plain text: Kommo keeps it so.
    pub password: String,
}

impl Params {
    /// A setting of type `users`: user id and text, for those who have one. Kommo was seen to give it as an object and as
    /// JSON text of one; both are read.
    pub fn users(&self, field: &str) -> Vec<(Id<User>, String)> {
        texts(self.get(field))
    }

    /// A setting of type `users_lp`: user id, login and password.
    pub fn user_logins(&self, field: &str) -> Vec<(Id<User>, UserLogin)> {
        logins(self.get(field))
    }
}

impl SaveForm {
    /// What stands in a field of type `users`: user id and text, for those who have one.
    pub fn users(&self, field: &str) -> Vec<(Id<User>, String)> {
        texts(self.get(field))
    }

    /// What stands in a field of type `users_lp`: user id, login and password.
    pub fn user_logins(&self, field: &str) -> Vec<(Id<User>, UserLogin)> {
        logins(self.get(field))
    }
}

fn texts(field: Option<Value>) -> Vec<(Id<User>, String)> {
    by_user(field, |value| value.as_str().filter(|text| !text.is_empty()))
}

fn logins(field: Option<Value>) -> Vec<(Id<User>, UserLogin)> {
    let text = |value: &Value, key| value.get(key).and_then(|text| text.as_str()).unwrap_or_default();
    by_user(field, |value| {
        let login = UserLogin { login: text(value, "login"), password: text(value, "password") };
        (!login.login.is_empty()).then_some(login)
    })
}

fn by_user<T>(field: Option<Value>, read: impl Fn(&Value) -> Option<T>) -> Vec<(Id<User>, T)> {
    let object = field.and_then(|value| match value.as_str() {
        Some(json) => Value::from_json(&json).ok(),
        None => Some(value),
    });
    let Some(object) = object else { return Vec::new() };
    let user = |key: String| Some((key.parse().ok()?, read(&object.get(&key)?)?));
    object.keys().into_iter().filter_map(user).collect()
}
