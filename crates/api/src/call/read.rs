//! What [`crate::call::Get`] and [`crate::call::List`] have in common: a path that grows a query.

use crate::call::{Param, Query, State};
use crate::client::Api;
#[cfg(any(feature = "decode", not(target_family = "wasm")))]
use crate::http::Accept;
use crate::http::{Method, Request};

/// A GET under construction. It does not know what it reads, so that all entities share its code.
pub(crate) struct Read {
    pub(crate) state: Box<State>,
    pub(crate) query: Query,
    with: String,
}

impl Read {
    /// Boxed, as each step of a builder moves it.
    #[inline(never)]
    pub(crate) fn new(api: &Api, path: &str) -> Box<Self> {
        let state = State::new(api, Request::new(Method::Get, path));
        Box::new(Self { state, query: Query::new(), with: String::new() })
    }

    /// What the answer's body is wanted as.
    #[cfg(any(feature = "decode", not(target_family = "wasm")))]
    pub(crate) fn accept(&mut self, accept: Accept) {
        self.state.request.accept = accept;
    }

    #[inline(never)]
    pub(crate) fn with(&mut self, with: &dyn Param) {
        if !self.with.is_empty() {
            self.with.push(',');
        }
        with.push_param(&mut self.with);
    }

    #[inline(never)]
    pub(crate) fn order(&mut self, by: &dyn Param, direction: &dyn Param) {
        let mut key = String::from("order[");
        by.push_param(&mut key);
        key.push(']');
        self.query.push(&key, direction);
    }

    /// The finished request.
    #[inline(never)]
    #[expect(clippy::boxed_local, reason = "its callers hold a box: a pointer to pass, not a struct to copy")]
    pub(crate) fn finish(mut self: Box<Self>) -> Box<State> {
        if !self.with.is_empty() {
            self.query.push("with", &self.with);
        }
        self.query.append_to(&mut self.state.request.path);
        self.state
    }
}
