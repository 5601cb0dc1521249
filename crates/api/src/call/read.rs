//! What [`crate::call::Get`] and [`crate::call::List`] have in common: a path that grows a query.

use crate::call::{Param, Query};
use crate::client::Api;
use crate::http::{Accept, Method, Request};

/// A GET under construction. It does not know what it reads, so that all entities share its code.
#[derive(Clone)]
pub(crate) struct Read {
    pub(crate) api: Api,
    pub(crate) path: String,
    pub(crate) query: Query,
    with: String,
    pub(crate) accept: Accept,
}

impl Read {
    /// Boxed, as each step of a builder moves it.
    #[inline(never)]
    pub(crate) fn new(api: &Api, path: String) -> Box<Self> {
        Box::new(Self {
            api: api.clone(),
            path,
            query: Query::new(),
            with: String::new(),
            accept: Accept::Document,
        })
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

    #[inline(never)]
    #[expect(clippy::boxed_local, reason = "its callers hold a box: a pointer to pass, not a struct to copy")]
    pub(crate) fn into_request(mut self: Box<Self>) -> (Api, Request) {
        if !self.with.is_empty() {
            self.query.push("with", &self.with);
        }
        self.query.append_to(&mut self.path);
        let mut request = Request::new(Method::Get, self.path);
        request.accept = self.accept;
        (self.api, request)
    }
}
