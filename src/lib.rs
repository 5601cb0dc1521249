//! Kommo CRM widgets in Rust.
//!
//! A widget is a type that implements [`Widget`]; [`#[widget]`](widget) registers it. `cargo kommo pack` compiles it to
//! WebAssembly and puts it, inside `script.js`, into the `widget.zip` that an account's admin uploads in Settings →
//! Integrations.
//!
//! ```no_run
//! use kommo_widget::prelude::*;
//!
//! #[derive(Default)]
//! struct Budget;
//!
//! #[widget]
//! impl Widget for Budget {
//!     async fn render(&self, cx: &Cx) -> Result<Rendered> {
//!         let Some(card) = cx.card::<Lead>() else { return Ok(Rendered::Nothing) };
//!         let lead = cx.api().leads().get(card.id()).await?;
//!         let price = lead.and_then(|lead| lead.price()).unwrap_or_default();
//!         cx.panel().show(html! { p { "Budget: " (price) } })?;
//!         Ok(Rendered::Shown)
//!     }
//! }
//! ```
//!
//! [`manifest!`](manifest) gives the names of `manifest.json` and `i18n/` to Rust: `texts::panel::BUDGET` for
//! `"panel.budget"`, `Settings::of(cx).api_key()` for a setting. A wrong name is a compile error where it is used.
//!
//! # Features
//!
//! - `lol_alloc` (default): the smallest allocator.
//! - `talc`: a quick allocator in its place, for a widget that keeps many thousands of values.
//! - `panic-hook`: panics are logged with their Rust file and line; `cargo kommo dev` switches it on.
//! - `serde`: [`Value::decode`] into owned types.
//! - `amocrm`: what only amoCRM accounts have.

pub mod abi;
mod account;
mod actions;
mod api;
pub mod app;
#[cfg(feature = "amocrm")]
mod calendar;
mod card;
mod catalog;
mod channel;
pub mod controls;
mod cx;
mod error;
mod event;
mod function;
mod i18n;
mod linked;
mod menu;
mod modal;
mod panel;
mod params;
mod place;
mod render;
mod requests;
mod runtime;
pub mod salesbot;
mod scope;
mod selection;
mod settings;
mod status;
mod sys;
mod system;
mod tab;
mod trigger;
mod users;
mod value;
mod widget;

pub use kommo_api as api_client;
pub use kommo_widget_macros::{manifest, widget};

pub use account::Account;
pub use actions::{ContactAction, SmsMessage, SourceKind};
pub use api::Api;
pub use app::App;
#[cfg(feature = "amocrm")]
pub use calendar::CalendarSync;
pub use card::{Card, Entity};
pub use catalog::CatalogElement;
pub use channel::Channel;
pub use cx::Cx;
pub use error::{ApiError, Error, ErrorKind, Result};
pub use event::Event;
pub use i18n::{I18n, Text, TextKey};
pub use linked::CardContact;
pub use menu::{MenuLocation, MenuPage};
pub use modal::Modal;
pub use panel::Panel;
pub use params::Params;
pub use place::Place;
pub use salesbot::{BotBlock, Exits};
pub use scope::{Listener, Target};
pub use selection::{Overlay, SelectedRow, Selection};
pub use settings::{SaveForm, SettingsModal};
pub use status::{InstallStatus, TileStatus};
pub use system::System;
pub use tab::{Link, Links, TabItem};
pub use trigger::TriggerForm;
pub use users::UserLogin;
pub use value::Value;
pub use widget::{Rendered, Save, Widget};

/// All that most widgets need.
pub mod prelude {
    pub use kommo_api::{Contact, Id, Lead, LeadPatch};
    pub use maud::{Markup, html};

    pub use crate::{
        Card, Cx, Error, Event, Rendered, Result, Save, SaveForm, SettingsModal, Target, Value, Widget,
        manifest, widget,
    };
}

/// What the code of `#[widget]` refers to. Not for people.
#[doc(hidden)]
pub mod private {
    pub use wasm_bindgen;

    pub use crate::runtime::{Bind, Callback, dispatch};
    pub use crate::salesbot::param;
}

/// A single-threaded module needs no more than this one.
#[cfg(all(feature = "talc", target_family = "wasm", not(target_feature = "atomics")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The crate's safe way to make this one is a lock, in which the page would hang if a call trapped inside and the host
/// then went on with an outer one.
#[cfg(all(
    feature = "lol_alloc",
    not(feature = "talc"),
    target_arch = "wasm32",
    not(target_feature = "atomics")
))]
#[expect(unsafe_code, reason = "the constructor wants to be told that there is one thread")]
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: without the target feature `atomics` no memory can be shared, so there is one thread.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
