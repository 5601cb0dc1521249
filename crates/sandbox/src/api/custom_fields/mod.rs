//! Custom fields: their definitions, and the values entities hold in them.

mod definition;
mod filter;
mod groups;
mod routes;
mod value_types;
mod values;

pub(crate) use definition::{Definitions, Owner, type_number};
pub(crate) use filter::filter;

pub(crate) use values::{Change, apply, shown};

use axum::Router;

use crate::state::State;

pub(crate) fn router() -> Router<State> {
    groups::router().merge(routes::router())
}
