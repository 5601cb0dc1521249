//! [`Integration`], what an integration is known by, and where its users consent.

use std::fmt;

use crate::call::Query;

/// Kommo's own site, where users consent.
pub const KOMMO: &str = "https://www.kommo.com";
/// amoCRM's.
pub const AMOCRM: &str = "https://www.amocrm.ru";

names! {
    /// How the page of consent goes on.
    pub enum ConsentMode {
        /// It closes itself, and the page that opened it goes to the redirect link.
        Popup = "popup",
        /// It goes to the redirect link itself; the page there tells the one that opened it, and closes itself.
        PostMessage = "post_message",
    }
}

/// An integration's keys, from its tab "Keys and scopes". `Debug` does not show the secret.
#[derive(Clone)]
pub struct Integration {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) redirect_uri: String,
}

impl Integration {
    /// Its integration ID, its secret key, and its redirect link exactly as it is there.
    pub fn new(id: &str, secret: &str, redirect_uri: &str) -> Self {
        Self { id: String::from(id), secret: String::from(secret), redirect_uri: String::from(redirect_uri) }
    }

    /// Where a user consents, at `site` ([`KOMMO`], [`AMOCRM`]). `state` comes back with the redirect: make it unguessable
    /// and compare it.
    pub fn consent_url(&self, site: &str, state: &str, mode: ConsentMode) -> String {
        let mut query = Query::new();
        query.push("client_id", &self.id);
        query.push("state", &state);
        query.push("mode", &mode);
        let mut url = format!("{}/oauth", site.trim_end_matches('/'));
        query.append_to(&mut url);
        url
    }
}

impl fmt::Debug for Integration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Integration")
            .field("id", &self.id)
            .field("redirect_uri", &self.redirect_uri)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_is_asked_for_at_the_site() {
        let own = Integration::new("a-b", "top secret", "https://service.example/oauth");
        assert_eq!(
            own.consent_url(KOMMO, "x y&z", ConsentMode::PostMessage),
            "https://www.kommo.com/oauth?client_id=a-b&state=x%20y%26z&mode=post_message"
        );
        assert!(!format!("{own:?}").contains("secret\""), "{own:?}");
        assert!(!format!("{own:?}").contains("top"), "{own:?}");
    }
}
