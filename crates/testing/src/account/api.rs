//! The account's API and journal, from the test's side.

use std::future::Future;
use std::panic::Location;

use kommo_sandbox::journal::Entry;
use serde::Deserialize;
use serde_json::{Value, json};

use super::TestAccount;
use crate::patience::Patience;
use crate::{Error, Result};

/// The status of an answer to one request too many in a second.
const TOO_MANY: u16 = 429;

/// An answer of the account's API.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body: JSON where it is JSON, a string where it is not, null where there is none.
    pub body: Value,
}

impl TestAccount {
    /// Asks the account's API as the person who is signed in, past whatever the page has done to `fetch`: to look at what a
    /// widget has left behind. The request is in the journal like any other, and counts as any other for the account's
    /// limit of requests a second; over the limit it waits.
    ///
    /// ```no_run
    /// # use kommo_testing::prelude::*;
    /// # async fn example(account: TestAccount) -> kommo_testing::Result {
    /// let tasks = account.api("GET", "/api/v4/tasks?filter[entity_id]=1", None).await?;
    /// assert_eq!(tasks.status, 200);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Step`] when no page of the account is open, or the connection broke.
    pub async fn api(&self, method: &str, path: &str, body: Option<Value>) -> Result<Answer> {
        let what = || format!("{method} {path}");
        if !self.page().url().starts_with(self.sandbox().url()) {
            let reason = format!("the page shows {:?}; open a page of the account first", self.page().url());
            return Err(Error::Step { what: what(), reason, at: None });
        }
        let mut patience = Patience::new(what(), self.page().timeout(), None);
        let arguments = json!([method, format!("{}{path}", self.sandbox().url()), body]);
        loop {
            let reason = match self.page().engine("request", arguments.clone()).await {
                Ok(Some(answer)) => {
                    let answer: Answer = serde_json::from_value(answer)?;
                    if answer.status != TOO_MANY {
                        return Ok(answer);
                    }
                    "too many requests in this second"
                }
                Ok(None) => "the page is loading",
                Err(Error::Script(reason)) => return Err(patience.never(reason)),
                Err(other) => return Err(other),
            };
            patience.pause(reason).await?;
        }
    }

    /// Every request the account has answered, oldest first.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        self.sandbox().state().journal().since(0)
    }

    /// Waits until the account has answered a request with this method and path (without the query; a path that ends in `*`
    /// is the start of one), and gives the newest such.
    ///
    /// # Errors
    /// [`Error::Timeout`] with the API requests there were.
    #[track_caller]
    pub fn expect_request(&self, method: &str, path: &str) -> impl Future<Output = Result<Entry>> + use<'_> {
        let at = Location::caller();
        let (method, path) = (method.to_owned(), path.to_owned());
        async move {
            let mut patience =
                Patience::new(format!("a request {method} {path}"), self.page().timeout(), Some(at));
            loop {
                let journal = self.journal();
                if let Some(entry) =
                    journal.iter().rev().find(|entry| entry.method == method && fits(&path, &entry.path))
                {
                    return Ok(entry.clone());
                }
                let api = journal
                    .iter()
                    .filter(|entry| entry.path.starts_with("/api/") || entry.path.starts_with("/ajax/"));
                let seen: Vec<String> = api.map(|entry| format!("{} {}", entry.method, entry.path)).collect();
                let seen = if seen.is_empty() { "none".to_owned() } else { seen.join(", ") };
                patience.pause(&format!("requests so far: {seen}")).await?;
            }
        }
    }
}

fn fits(wanted: &str, path: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path.trim_end_matches('/') == wanted.trim_end_matches('/'),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_fit_whole_or_by_their_start() {
        assert!(super::fits("/api/v4/tasks", "/api/v4/tasks/"));
        assert!(!super::fits("/api/v4/tasks", "/api/v4/tasks/1"));
        assert!(super::fits("/api/v4/tasks*", "/api/v4/tasks/1"));
    }
}
