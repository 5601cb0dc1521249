//! [`List`], a page of a collection, or all its pages.

use std::future::IntoFuture;
use std::marker::PhantomData;

use crate::Result;
use crate::call::ask::Ask;
use crate::call::{Call, Page, Param, Query};
use crate::client::Api;
use crate::http::{Answer, Method};
use crate::json::Json;

/// Something Kommo lists and gives by id.
pub trait Entity: Sized {
    /// The name of its collection in answers.
    const KEY: &'static str;
    /// What can be asked for besides.
    type With: Param;
    /// What its list can be filtered by.
    type Filter: Filter;
    /// What its list can be ordered by.
    type Order: Param;

    /// The typed view of a document.
    fn view(json: Json) -> Self;
}

/// The conditions of a list.
pub trait Filter {
    /// The conditions as parameters.
    fn query(&self) -> &Query;
}

/// Where nothing can be asked for, filtered or ordered by, as far as Kommo documents it.
pub enum Nothing {}

impl Param for Nothing {
    fn push_param(&self, _: &mut String) {
        match *self {}
    }
}

impl Filter for Nothing {
    fn query(&self) -> &Query {
        match *self {}
    }
}

/// An entity whose list takes a full-text `query`.
pub trait Searchable {}

/// Which end comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Smallest, earliest first.
    Ascending,
    /// Greatest, latest first.
    Descending,
}

impl Param for Direction {
    #[inline(always)]
    fn push_param(&self, out: &mut String) {
        out.push_str(if *self == Self::Ascending { "asc" } else { "desc" });
    }
}

/// Reads a list. Awaiting it gives one page.
#[must_use = "nothing is sent until the call is awaited"]
pub struct List<T: Entity> {
    pub(crate) ask: Box<Ask>,
    marker: PhantomData<fn() -> T>,
}

impl<T: Entity> List<T> {
    pub(crate) fn new(api: &Api, path: impl Into<String>) -> Self {
        Self { ask: Ask::new(api, Method::Get, path.into()), marker: PhantomData }
    }

    /// Asks for linked data too. Without it Kommo leaves it out.
    #[inline(always)]
    pub fn with(mut self, with: T::With) -> Self {
        with.push_param(self.ask.with());
        self
    }

    /// Only what meets all conditions. On amoCRM filters are a paid option and are ignored without it: see
    /// `Account::is_api_filter_enabled`.
    pub fn filter(mut self, filter: T::Filter) -> Self {
        self.ask.query(filter.query().as_str());
        self
    }

    /// The order. Kommo's own default is by id, ascending.
    #[inline(always)]
    pub fn order(mut self, by: T::Order, direction: Direction) -> Self {
        let query = self.ask.order();
        by.push_param(query);
        query.push_str("]=");
        direction.push_param(query);
        self
    }

    /// How many at once: at most 250 for most collections. Kommo's default is 50.
    pub fn limit(mut self, limit: u32) -> Self {
        self.ask.number("limit", limit);
        self
    }

    /// Which page, from 1.
    pub fn page(mut self, page: u32) -> Self {
        self.ask.number("page", page);
        self
    }

    /// Any other parameter.
    pub fn param(mut self, key: &str, value: &dyn Param) -> Self {
        self.ask.param(key, value);
        self
    }

    /// The call, to set its timeout and the like.
    pub fn call(self) -> Call<Page<T>> {
        Call::made(self.ask.finish(), read)
    }
}

impl<T: Entity + Searchable> List<T> {
    /// Only what contains `text`. On amoCRM this is to go away for leads, contacts and companies.
    pub fn search(mut self, text: &str) -> Self {
        self.ask.param("query", &text);
        self
    }
}

pub(crate) fn read<T: Entity>(answer: Answer) -> Result<Page<T>> {
    let mut items = Vec::new();
    if let Some(list) = super::page::items(&answer, T::KEY)? {
        for item in list {
            items.push(T::view(item));
        }
    }
    Ok(Page::made(answer, items, read))
}

impl<T: Entity> IntoFuture for List<T> {
    type Output = Result<Page<T>>;
    type IntoFuture = Call<Page<T>>;

    fn into_future(self) -> Self::IntoFuture {
        self.call()
    }
}
