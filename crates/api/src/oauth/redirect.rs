//! [`Redirect`], what comes to the redirect link.

/// The query of a request to the integration's redirect link: the browser's after consent, or Kommo's own after a widget was
/// installed.
///
/// Nothing of it is signed. A code is worth something only with the secret; `state` must be the one that was sent; a
/// `referer` is used only through [`Redirect::account`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redirect {
    /// The one-time code; 20 minutes.
    pub code: Option<String>,
    /// The account's host: `acme.kommo.com`.
    pub referer: Option<String>,
    /// What the consent was asked for with.
    pub state: Option<String>,
    /// The integration's ID.
    pub client_id: Option<String>,
    /// 1 for amocrm.ru, 2 for amocrm.com and kommo.com.
    pub platform: Option<i64>,
    /// Why there is no code: `access_denied`.
    pub error: Option<String>,
    /// Sent by Kommo after a widget was installed. It waits three seconds, whatever the answer, and does not come again.
    pub from_widget: bool,
    /// Brought about by `OAuth::exchange_api_key`.
    pub from_exchange: bool,
}

/// Who answers with tokens: nobody else may be given the secret.
const HOSTS: &[&str] = &[".kommo.com", ".amocrm.ru", ".amocrm.com"];

impl Redirect {
    /// Reads the query, without the `?`. What is not known is left out.
    pub fn parse(query: &str) -> Self {
        let mut read = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let text = Some(value.clone().into_owned()).filter(|text| !text.is_empty());
            match key.as_ref() {
                "code" => read.code = text,
                "referer" => read.referer = text,
                "state" => read.state = text,
                "client_id" => read.client_id = text,
                "platform" => read.platform = value.parse().ok(),
                "error" => read.error = text,
                "from_widget" => read.from_widget = value == "1",
                "from_exchange" => read.from_exchange = value == "1",
                _ => {}
            }
        }
        read
    }

    /// The account's address for `Bearer`, if `referer` is a host of Kommo's. Anybody can call a redirect link: a secret sent
    /// to whatever it names would be given away.
    pub fn account(&self) -> Option<String> {
        let host = self.referer.as_deref()?;
        let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        let is_known = HOSTS.iter().any(|end| host.strip_suffix(end).is_some_and(|name| !name.is_empty()));
        (is_plain && is_known).then(|| format!("https://{host}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_read() {
        let read =
            Redirect::parse("code=def%2B1&referer=acme.kommo.com&platform=2&client_id=a&from_widget=1&x=y");
        assert_eq!(read.code.as_deref(), Some("def+1"));
        assert_eq!((read.platform, read.from_widget, read.from_exchange), (Some(2), true, false));
        assert_eq!(read.account().as_deref(), Some("https://acme.kommo.com"));
        let denied = Redirect::parse("error=access_denied&client_id=a&state=s");
        assert_eq!(
            (denied.error.as_deref(), denied.code, denied.state.as_deref()),
            (Some("access_denied"), None, Some("s"))
        );
    }

    #[test]
    fn the_secret_goes_to_kommo_alone() {
        for host in [
            "evil.example",
            "kommo.com.evil.example",
            "evil.example/.kommo.com",
            "a@b.kommo.com",
            ".kommo.com",
            "evilkommo.com",
            "x.kommo.com:1",
        ] {
            let read = Redirect { referer: Some(host.into()), ..Redirect::default() };
            assert_eq!(read.account(), None, "{host}");
        }
    }
}
