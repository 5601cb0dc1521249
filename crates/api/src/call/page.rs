//! [`Page`], a part of a list.

use crate::Result;
use crate::call::Call;
use crate::http::{Answer, Method, Request};
use crate::json::{Items, Json};

/// A page of a list. Kommo's "no content" is an empty page.
pub struct Page<T> {
    /// What is on the page.
    pub items: Vec<T>,
    /// With the document, of which the rest is read when it is asked for.
    answer: Answer,
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    envelope: Option<Box<Envelope>>,
    read: fn(Answer) -> Result<Page<T>>,
}

/// What stands around a list's items, decoded with them.
#[cfg(any(feature = "decode", not(target_family = "wasm")))]
pub(crate) struct Envelope {
    pub(crate) next: Option<String>,
    pub(crate) total: Option<i64>,
}

impl<T> Page<T> {
    pub(crate) fn made(answer: Answer, items: Vec<T>, read: fn(Answer) -> Result<Page<T>>) -> Self {
        Self {
            items,
            answer,
            #[cfg(any(feature = "decode", not(target_family = "wasm")))]
            envelope: None,
            read,
        }
    }

    /// A page whose bytes were decoded, and are needed no more.
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    pub(crate) fn decoded(
        mut answer: Answer,
        items: Vec<T>,
        envelope: Envelope,
        read: fn(Answer) -> Result<Page<T>>,
    ) -> Self {
        answer.0.bytes = None;
        Self { items, answer, envelope: Some(Box::new(envelope)), read }
    }

    fn following(&self) -> Option<String> {
        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        if let Some(envelope) = &self.envelope {
            return local_path(envelope.next.as_deref()?, self.answer.path());
        }
        self.answer.following()
    }

    /// Whether there is a further page.
    pub fn has_next(&self) -> bool {
        self.following().is_some()
    }

    /// How many there are on all pages together; only some collections say.
    pub fn total(&self) -> Option<i64> {
        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        if let Some(envelope) = &self.envelope {
            return envelope.total;
        }
        self.answer.document()?.get("_total_items")?.as_i64()
    }

    /// The next page, if there is one.
    pub fn next(&self) -> Option<Call<Page<T>>> {
        let mut request = Request::new(Method::Get, self.following()?);
        request.accept = self.answer.0.request.accept;
        Some(Call::new(&self.answer.0.api, request, self.read))
    }
}

impl Answer {
    /// Where a list's next page is.
    fn following(&self) -> Option<String> {
        let link = self.document()?.get("_links")?.get("next")?.get("href")?.as_string()?;
        local_path(&link, self.path())
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// The items in a list's document; none in an answer without a body.
#[inline(never)]
pub(super) fn items(answer: &Answer, key: &str) -> Result<Option<Items>> {
    let Some(document) = answer.document() else { return Ok(None) };
    document
        .embedded(key)
        .filter(Json::is_array)
        .map(|items| Some(items.items()))
        .ok_or_else(|| answer.unexpected(key))
}

/// Where a link leads on the host of the page it is on: a token or a session must not follow it to somewhere else.
fn local_path(href: &str, page: &str) -> Option<String> {
    let path = href.get(start_of_path(href)?..)?;
    // The files service has a host of its own, which is part of its pages' paths.
    let host = page.get(..start_of_path(page)?)?;
    let mut next = String::from(host);
    next.push_str(path);
    Some(next)
}

/// Where the path begins in an address, or in a path itself.
fn start_of_path(address: &str) -> Option<usize> {
    let bytes = address.as_bytes();
    if bytes.first() == Some(&b'/') {
        return Some(0);
    }
    let host = bytes.windows(3).position(|part| part == b"://")? + 3;
    Some(host + bytes.iter().skip(host).position(|byte| *byte == b'/')?)
}
