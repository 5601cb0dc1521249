//! The Kommo API v4, typed: for a widget in the browser, with the user's session, and for a server, with a token.
//!
//! * [`Api`] is the client. A widget gets it from its context; a server makes one over a [`Transport`].
//! * Entities are lazy views ([`Lead`], [`Contact`], [`Task`], …): a getter reads one property when it is called, so a
//!   widget pays for what it uses.
//! * What is sent is built ([`NewTask`], [`LeadPatch`], …); what is not set is not sent, and `None` clears.
//! * [`Error`] is the one error; it says what happened and what to do.
//! * [`Api::send`], [`Api::read`] and [`Api::write`] reach any path, with the same pace, retries and errors.
//!
//! ```
//! use kommo_api::{Api, EntityRef, Id, Lead, LeadWith, NewNote, NewTask, Result, Timestamp};
//!
//! async fn call_back(api: &Api, id: Id<Lead>, now: Timestamp) -> Result<()> {
//!     let Some(lead) = api.leads().get(id).with(LeadWith::Contacts).await? else { return Ok(()) };
//!     let task = NewTask::new("Call back", now.plus(86_400)).entity(EntityRef::lead(id));
//!     api.tasks().create(task.responsible_user_id(lead.responsible_user_id())).await?;
//!     api.leads().notes(id).create(NewNote::common("To be called tomorrow")).await?;
//!     Ok(())
//! }
//! ```

#![cfg_attr(test, recursion_limit = "256")]

#[macro_use]
mod macros;

pub mod account;
pub mod bots;
pub mod call;
pub mod calls;
pub mod catalogs;
#[cfg(all(feature = "chats", not(target_family = "wasm")))]
pub mod chats;
mod client;
pub mod companies;
pub mod contacts;
pub mod currencies;
pub mod custom_fields;
#[cfg(feature = "amocrm")]
pub mod customers;
#[cfg(any(feature = "decode", not(target_family = "wasm")))]
#[macro_use]
pub mod decode;
pub mod error;
pub mod events;
pub mod files;
pub mod http;
mod id;
pub mod json;
pub mod knowledge;
pub mod leads;
pub mod links;
pub mod notes;
#[cfg(all(feature = "http", not(target_family = "wasm")))]
pub mod oauth;
pub mod pipelines;
mod platform;
pub mod reference;
#[cfg(test)]
mod shapes;
pub mod short_links;
pub mod sources;
pub mod tags;
pub mod talks;
pub mod tasks;
pub mod templates;
mod timestamp;
pub mod unsorted;
pub mod users;
pub mod webhooks;
pub mod website_buttons;
pub mod widgets;

pub use account::{Account, AccountWith};
pub use call::{Batch, Call, Cancel, Direction, Page, Saved, Span};
pub use client::{Api, ApiBuilder};
pub use companies::{Company, CompanyPatch, CompanyWith, NewCompany};
pub use contacts::{Contact, ContactFilter, ContactPatch, ContactWith, NewContact};
pub use error::{Answered, Error, ErrorKind, Fault, Invalid, Result};
#[cfg(all(feature = "http", not(target_family = "wasm")))]
pub use http::Bearer;
pub use http::{
    Accept, Answer, Body, Carrier, Content, Limiter, Method, Options, Request, Response, Retry, Transport,
    TransportError, TransportErrorKind,
};
pub use id::Id;
pub use json::Json;
pub use leads::{ComplexLead, Lead, LeadFilter, LeadOrder, LeadPatch, LeadWith, NewLead};
pub use links::NewLink;
pub use notes::{NewNote, Note, NoteType};
pub use pipelines::{Pipeline, Status};
pub use platform::{BoxFuture, MaybeSend};
pub use reference::{EntityRef, EntityType};
pub use tags::Tag;
pub use tasks::{NewTask, Task, TaskFilter, TaskPatch};
pub use timestamp::Timestamp;
pub use users::User;
