//! The small declarative macros that write what every entity has: views, filters, writers, names.

#[macro_use]
mod filter;
#[macro_use]
mod names;
#[macro_use]
mod view;
#[macro_use]
mod write;
