//! The account.

use crate::value::Value;

/// The account the user works in, from `APP.constant('account')` (Kommo: developers.kommo.com/docs/environment-variables).
/// Lazy: nothing is read before it is asked for.
pub struct Account(Option<Value>);

impl Account {
    pub(crate) fn current() -> Self {
        Self(Value::call_global("APP.constant", &["account".into()]).ok().and_then(Value::some))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get(key)?.as_str()
    }

    /// The account's number.
    pub fn id(&self) -> Option<i64> {
        self.0.as_ref()?.get("id")?.as_i64()
    }

    /// The first part of the account's host name.
    pub fn subdomain(&self) -> Option<String> {
        self.text("subdomain")
    }

    /// The currency of all budgets, as a code of three letters.
    pub fn currency(&self) -> Option<String> {
        self.text("currency").filter(|code| code.len() == 3)
    }

    /// The account's time zone, by its name in the tz database.
    pub fn timezone(&self) -> Option<String> {
        self.text("timezone")
    }

    /// The host's object, for what has no typed method here.
    pub fn raw(&self) -> Option<&Value> {
        self.0.as_ref()
    }
}
