//! All pages of a list, one after another: [`Pages`], and their items: [`Items`].

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::call::{Call, Entity, List, Page};
use crate::error::{ErrorKind, Result};

/// The pages of a list as a `Stream`; from [`List::pages`]. The last item may be an error.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Pages<T> {
    call: Option<Call<Page<T>>>,
    seen: BTreeSet<String>,
}

impl<T> Pages<T> {
    fn new(call: Call<Page<T>>) -> Self {
        let mut pages = Self { call: None, seen: BTreeSet::new() };
        pages.seen.extend(call.request().map(|request| request.path.clone()));
        pages.call = Some(call);
        pages
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Page<T>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> Unpin for Pages<T> {}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(call) = &mut self.call else { return Poll::Ready(None) };
        let page = ready!(Pin::new(call).poll(cx));
        self.call = None;
        let page = match page {
            Ok(page) => page,
            Err(error) => return Poll::Ready(Some(Err(error))),
        };
        // A page without items ends the list even if it names a next one.
        let next = page.next().filter(|_| !page.items.is_empty());
        if let Some(next) = next {
            let path = next.request().map(|request| request.path.clone()).unwrap_or_default();
            // What was read is handed out first; the error, if any, comes with the next poll.
            self.call = Some(if self.seen.insert(path.clone()) {
                next
            } else {
                next.instead(ErrorKind::PageLoop, String::new())
            });
        }
        Poll::Ready(Some(Ok(page)))
    }
}

/// The items of all pages as a `Stream`; from [`List::stream`]. The last item may be an error.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

impl<T> Items<T> {
    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => self.page = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Call<Page<T>> {
    /// This page and all that follow, read one after another as they are asked for; see [`List::pages`].
    pub fn pages(self) -> Pages<T> {
        Pages::new(self)
    }

    /// The items of this page and all that follow; see [`List::stream`].
    pub fn stream(self) -> Items<T> {
        Items { pages: self.pages(), page: Vec::new().into_iter() }
    }

    /// The items of this page and all that follow, together.
    pub async fn all(self) -> Result<Vec<T>> {
        let mut pages = self.pages();
        let mut all = Vec::new();
        while let Some(page) = pages.next().await {
            all.extend(page?.items);
        }
        Ok(all)
    }
}

impl<T: Entity> List<T> {
    /// All pages, read one after another as they are asked for. Set [`List::limit`] to the most a page can hold (mostly
    /// 250) to need fewer requests. Links that lead back to a page already read end it with an error of the kind
    /// [`ErrorKind::PageLoop`].
    pub fn pages(self) -> Pages<T> {
        self.call().pages()
    }

    /// The items of all pages.
    ///
    /// ```
    /// # use kommo_api::{Api, LeadFilter, Result};
    /// # async fn example(api: &Api) -> Result<i64> {
    /// let mut sum = 0;
    /// let mut leads = api.leads().list().filter(LeadFilter::new().price(1..)).limit(250).stream();
    /// while let Some(lead) = leads.next().await {
    ///     sum += lead?.price().unwrap_or_default();
    /// }
    /// # Ok(sum)
    /// # }
    /// ```
    pub fn stream(self) -> Items<T> {
        self.call().stream()
    }

    /// The items of all pages together.
    pub async fn all(self) -> Result<Vec<T>> {
        self.call().all().await
    }
}
