//! The area, the user and the account.

use kommo_api::{Id, User};

use crate::value::Value;

/// What `system()` gives. Lazy: nothing is read before it is asked for.
pub struct System(Option<Value>);

impl System {
    pub(crate) fn new(host: &Value) -> Self {
        // Some widgets' hosts were seen to replace the function by its result.
        Self(host.call("system", &[]).ok().or_else(|| host.get("system")))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get(key)?.as_str()
    }

    /// The area the widget object was made for, by its short code: `lcard`, `ccard`, `llist`, `settings` …
    pub fn area(&self) -> Option<String> {
        self.text("area")
    }

    /// The signed-in user's id.
    pub fn user_id(&self) -> Option<Id<User>> {
        self.0.as_ref()?.get("amouser_id")?.as_id()
    }

    /// The signed-in user's login, an e-mail address.
    pub fn user_login(&self) -> Option<String> {
        self.text("amouser")
    }

    /// The account's subdomain.
    pub fn subdomain(&self) -> Option<String> {
        self.text("subdomain")
    }
}
