//! Who sits at the browser.

use std::future::Future;
use std::panic::Location;

use kommo_sandbox::Login;
use serde_json::json;

use super::TestAccount;
use crate::locator::Find;
use crate::patience::step;
use crate::{Error, Result};

impl TestAccount {
    /// Signs a user in without the form: `"admin"` and `"manager"` mean the first of that kind, anything else a login
    /// (e-mail) or a full name. Gives the user.
    ///
    /// # Errors
    /// [`Error::Step`] with the users there are.
    pub async fn sign_in(&self, who: &str) -> Result<Login> {
        let user = self.user(who)?;
        let state = self.sandbox().state();
        let token = state.open_session(user.id).map_err(Error::sandbox)?;
        let cookie = json!({
            "name": state.cookie_name(), "value": token.as_str(), "url": self.sandbox().url(), "httpOnly": true,
            "sameSite": "Lax",
        });
        let context = &self.shared.context;
        let params = json!({ "browserContextId": context.id(), "cookies": [cookie] });
        context.browser().devtools().browser().call("Storage.setCookies", params).await?;
        Ok(user)
    }

    /// Signs in as a person does: opens the login page, fills the form and sends it. What comes then is for the test to
    /// expect.
    ///
    /// # Errors
    /// As the actions it is made of.
    #[track_caller]
    pub fn sign_in_by_form<'a>(
        &'a self,
        login: &'a str,
        password: &'a str,
    ) -> impl Future<Output = Result> + use<'a> {
        step(Location::caller(), async move {
            self.open("/login/").await?;
            self.field("E-mail").fill(login).await?;
            self.field("Password").fill(password).await?;
            self.button("Sign in").click().await
        })
    }

    /// One of the account's users, by the words of [`TestAccount::sign_in`].
    ///
    /// # Errors
    /// [`Error::Step`] with the users there are.
    pub fn user(&self, who: &str) -> Result<Login> {
        let users = self.sandbox().users().map_err(Error::sandbox)?;
        let found = users.iter().find(|user| match who {
            "admin" => user.is_admin,
            "manager" => !user.is_admin,
            _ => user.login == who || user.name == who,
        });
        found.cloned().ok_or_else(|| Error::Step {
            what: format!("sign in as {who:?}"),
            reason: format!(
                "the users are {}",
                users.iter().map(|u| u.login.as_str()).collect::<Vec<_>>().join(", ")
            ),
            at: None,
        })
    }
}
