//! A walk through every endpoint of `docs/endpoints.tsv`, group by group, with what the answers must say.
//!
//! The same walk runs natively with a token (`tests/endpoints`) and in a browser with the user's session (the widget
//! `crates/testing/fixtures/endpoints`). Both have `known.rs` at their root; `plant.rs` adds what the walk expects to find.

mod account;
mod amojo;
mod cards;
mod catalogs;
mod chats;
mod customers;
mod feed;
mod fields;
mod files;
mod incoming;
mod oauth;
mod setup;
mod widgets;

use kommo_api::{Api, Batch, BoxFuture, MaybeSend};

/// What was expected and is not so.
pub(crate) struct Wrong(pub(crate) String);

pub(crate) type Outcome<T = ()> = Result<T, Wrong>;

impl From<kommo_api::Error> for Wrong {
    fn from(error: kommo_api::Error) -> Self {
        Self(error.to_string())
    }
}

/// Fails the walk unless so.
macro_rules! ensure {
    ($so:expr) => {
        if !$so {
            return Err(crate::walk::Wrong(format!("{}:{}: not so: {}", file!(), line!(), stringify!($so))));
        }
    };
}
pub(crate) use ensure;

/// Something that must be there.
pub(crate) trait Present<T> {
    fn there(self) -> Outcome<T>;
}

impl<T> Present<T> for Option<T> {
    #[track_caller]
    fn there(self) -> Outcome<T> {
        let at = std::panic::Location::caller();
        self.ok_or_else(|| Wrong(format!("{}:{}: nothing there", at.file(), at.line())))
    }
}

/// All results of a batch, or the first error.
pub(crate) async fn all<T: MaybeSend + 'static>(batch: Batch<T>) -> Outcome<Vec<T>> {
    Ok(batch.await.into_iter().collect::<Result<_, _>>()?)
}

/// The one result of a batch of one.
pub(crate) async fn only<T: MaybeSend + 'static>(batch: Batch<T>) -> Outcome<T> {
    all(batch).await?.pop().there()
}

/// Who walks: some calls are for a token alone, one for a server alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    #[allow(dead_code, reason = "each of the two programs is one of them")]
    Token,
    #[allow(dead_code, reason = "each of the two programs is one of them")]
    Session,
}

type Walk = fn(Api, By) -> BoxFuture<Outcome>;

macro_rules! groups {
    ($($name:literal => $walk:path,)*) => {
        /// The groups of the table, in its order.
        pub(crate) const GROUPS: &[(&str, Walk)] = &[$(($name, |api, by| Box::pin($walk(api, by)))),*];
    };
}

groups! {
    "account" => account::account,
    "leads" => cards::leads,
    "incoming" => incoming::incoming,
    "pipelines" => setup::pipelines,
    "contacts" => cards::contacts,
    "companies" => cards::companies,
    "customers" => customers::customers,
    "catalogs" => catalogs::catalogs,
    "links" => feed::links,
    "tasks" => feed::tasks,
    "events" => feed::events,
    "notes" => feed::notes,
    "tags" => feed::tags,
    "custom fields" => fields::fields,
    "users" => setup::users,
    "roles" => setup::roles,
    "webhooks" => setup::webhooks,
    "widgets" => widgets::widgets,
    "bots" => widgets::bots,
    "calls" => incoming::calls,
    "talks" => chats::talks,
    "templates" => chats::templates,
    "sources" => incoming::sources,
    "website buttons" => incoming::website_buttons,
    "files" => files::files,
    "misc" => account::misc,
    "AI" => account::knowledge,
    "OAuth" => oauth::oauth,
    "amojo" => amojo::amojo,
}
