//! A small client of the Chrome DevTools Protocol: calls by method name, with JSON in and out.
//!
//! The generated bindings of the whole protocol are hundreds of thousands of lines; a harness needs some forty
//! methods. <https://chromedevtools.github.io/devtools-protocol/> describes them all, and any of them can be
//! called through [`Session::call`].

mod connection;
mod message;
mod session;

pub use connection::Connection;
pub use message::Event;
pub use session::Session;
