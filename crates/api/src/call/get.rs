//! [`Get`], one entity by its id.

use std::future::IntoFuture;
use std::marker::PhantomData;

use crate::Result;
use crate::call::ask::Ask;
use crate::call::{Call, Entity, Param, first};
use crate::client::Api;
use crate::http::{Answer, Method};

/// Reads one entity. Awaiting it gives `None` if there is none (Kommo answers 204).
#[must_use = "nothing is sent until the call is awaited"]
pub struct Get<T: Entity> {
    ask: Box<Ask>,
    marker: PhantomData<fn() -> T>,
}

impl<T: Entity> Get<T> {
    pub(crate) fn new(api: &Api, path: impl Into<String>) -> Self {
        Self { ask: Ask::new(api, Method::Get, path.into()), marker: PhantomData }
    }

    /// Asks for linked data too. Without it Kommo leaves it out.
    #[inline(always)]
    pub fn with(mut self, with: T::With) -> Self {
        with.push_param(self.ask.with());
        self
    }

    /// Any other parameter.
    pub fn param(mut self, key: &str, value: &dyn Param) -> Self {
        self.ask.param(key, value);
        self
    }

    /// The call, to set its timeout and the like.
    pub fn call(self) -> Call<Option<T>> {
        Call::made(self.ask.finish(), read)
    }
}

fn read<T: Entity>(answer: Answer) -> Result<Option<T>> {
    if answer.document().is_none() {
        return Ok(None);
    }
    first(&answer, T::KEY).map(|json| Some(T::view(json)))
}

impl<T: Entity> IntoFuture for Get<T> {
    type Output = Result<Option<T>>;
    type IntoFuture = Call<Option<T>>;

    fn into_future(self) -> Self::IntoFuture {
        self.call()
    }
}
