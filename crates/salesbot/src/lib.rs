//! Programs of Kommo's Salesbot.
//!
//! A widget's block in the Salesbot designer is a small program, which the widget gives as JSON text when the bot is saved
//! and which Kommo keeps as it is. What is wrong in it Kommo ignores without a word. Here a program is built from types
//! and checked before Kommo sees it:
//!
//! * [`Flow`] and [`Step`] build it; steps have names, and are numbered when it is written.
//! * [`handlers`] and [`actions`] are what a bot can do, [`Marker`] what it can write into texts.
//! * [`FlowError`] says which step is wrong, why, and what to do.
//! * [`Program::parse`](crate::Program) (feature `parse`) reads programs that are there already, keeps what it does not
//!   know, and writes them again.
//!
//! Kommo: developers.kommo.com/docs/salesbot-dp, developers.kommo.com/docs/salesbot-designer.

#[macro_use]
mod params;

pub mod actions;
mod check;
mod error;
mod flow;
mod handler;
pub mod handlers;
mod marker;
mod node;
#[cfg(feature = "parse")]
mod parse;
mod program;

pub use error::{FlowError, Problem};
pub use flow::{Flow, Step};
pub use handler::{Handler, Typed};
pub use marker::{Entity, Marker, text};
pub use node::Node;
#[cfg(feature = "parse")]
pub use parse::ParseError;
pub use program::{MOST_BYTES, Program};
