//! The handlers: what a bot can do besides [`actions`](crate::actions). Kommo: developers.kommo.com/docs/salesbot-dp.

mod branch;
mod flow;
mod look_up;
mod message;
mod preset;
mod service;
mod show;

pub use branch::{
    Check, Comparison, Condition, Conditions, Logic, Operation, Range, Test, TestKind, Validations,
};
pub use flow::{Block, Exits, Goto, Meta, Stop, Target, WaitAnswer, Waits};
pub use look_up::{Filter, Find};
pub use message::{
    Channel, ExternalButton, ExternalMessage, Recipient, SendExternalMessage, SendInternal, SendMessage,
};
pub use preset::Preset;
pub use service::{Request, WidgetRequest};
pub use show::{Buttons, Link, QuickReply, Reply, Show};
