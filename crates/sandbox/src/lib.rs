//! A simulated Kommo account in one process, for developing and testing widgets.
//!
//! ```no_run
//! # async fn run() -> Result<(), kommo_sandbox::Error> {
//! use kommo_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().start().await?;
//! println!("{} as {:?}", sandbox.url(), sandbox.users()?.first());
//! sandbox.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! Rooms: [`sandbox`] starts and stops an account, [`state`] is what its request handlers share, [`seed`] fills it,
//! `api` is API v4, `bots` runs Salesbots, `digital_pipeline` the triggers of stages, `control` the HTTP control interface, `pages`, `ajax`, `integrations` and `upl` are the host page
//! and what it talks to.

pub mod browser;
pub mod clock;
pub mod faults;
pub mod journal;
pub mod limits;
pub mod sandbox;
pub mod seed;
pub mod session;
pub mod state;

mod ajax;
mod amojo;
mod api;
mod bots;
mod control;
mod datetime;
mod db;
mod digital_pipeline;
mod integrations;
mod listen;
pub mod npm;
mod observe;
mod pages;
mod params;
mod random;
mod reach;
mod upl;
mod webhooks;

pub use ajax::{
    Bot, BotBlock, BotError, DesignerError, ExternalCall, IncomingCall, LeadSource, LifecycleEntry, NotLocal,
    Service, Stub, Trigger,
};
pub use amojo::{Channel, ChannelHook};
pub use api::{IncomingMessage, Problem, TokenGrant};
pub use bots::{BotRun, BotStep, Button, ChatMessage};
pub use db::{Database, DbError};
pub use digital_pipeline::{PipelineEvent, TriggerDelivery};
pub use faults::{Fault, Harm};
pub use integrations::{
    AuthorizationCode, FieldProblem, Integration, IntegrationError, IntegrationForm, Logo, Status,
    UploadError, UploadProblem, Uploaded,
};
pub use pages::prepare;
pub use params::Params;
pub use sandbox::{Builder, Error, Login, Sandbox};
pub use seed::{Seed, SeedError};
pub use session::{PageSession, Session, SessionToken, SignInError, User};
pub use state::{Account, State};
pub use webhooks::Delivery;
