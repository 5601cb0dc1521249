//! What leads, contacts, companies and customers have in common: lists, reading one, creating, changing.
//!
//! Each kind is described by a [`Spec`]; [`read`] and [`write`] work from that.

mod embed;
mod read;
mod write;

use axum::Router;
use axum::routing::get;

pub(crate) use read::find;
pub(crate) use write::{create_one, group_of, update_one};

use super::body::{Field, Item, Refusal};
use super::call::{Call, Endpoint};
use super::custom_fields::Owner;
use super::entity::Entity;
use super::filter::Filter;
use super::problem::Problem;
use super::table::{Column, Draft};
use super::{companies, contacts, customers, leads};
use crate::state::State;

/// A stored card: its columns by name.
pub(crate) type Stored = serde_json::Map<String, serde_json::Value>;

/// Completes cards about to be shown, given the values of `with`.
pub(crate) type Decorate = fn(&Call<'_>, &[&str], &mut [Stored]) -> Result<(), Problem>;

/// What one kind of card is made of.
pub(crate) struct Spec {
    pub(crate) entity: Entity,
    pub(crate) owner: Owner,
    /// What is read, apart from `_embedded`; `custom_fields` must be among it.
    pub(crate) columns: &'static [Column],
    /// Columns shown only if `with` names them.
    pub(crate) only_with: &'static [&'static str],
    /// What may be written.
    pub(crate) fields: &'static [Field],
    /// Members of a write that are columns of the same name.
    pub(crate) plain: &'static [&'static str],
    pub(crate) filters: &'static [Filter],
    pub(crate) orders: &'static [&'static str],
    /// Linked kinds that are always embedded; the others need `with`.
    pub(crate) always: &'static [Entity],
    /// Linked kinds that `with` can ask for.
    pub(crate) linked: &'static [Entity],
    /// Whether the answer to a change carries the name.
    pub(crate) answers_name: bool,
    /// Rules of this kind that go beyond a field's type, for a new card or a stored one about to change.
    pub(crate) settle: fn(&Call<'_>, &mut Draft, Option<&Stored>, &Item) -> Result<(), Refusal>,
    /// What else is written once the card has an id: links, segments.
    pub(crate) after: fn(&Call<'_>, i64, &Item, bool) -> Result<(), Refusal>,
    /// Events of this kind for a change of columns.
    pub(crate) tell: fn(&Call<'_>, i64, &Stored, &Draft) -> rusqlite::Result<()>,
    /// Further members of the answer: `_embedded.loss_reason` and the like.
    pub(crate) decorate: Decorate,
}

/// The description of a kind.
pub(crate) fn spec(entity: Entity) -> &'static Spec {
    match entity {
        Entity::Contact => &contacts::SPEC,
        Entity::Company => &companies::SPEC,
        Entity::Customer => &customers::SPEC,
        // Elements have routes of their own and never come here.
        Entity::Lead | Entity::Element => &leads::SPEC,
    }
}

pub(crate) fn router() -> Router<State> {
    Entity::CARDS.into_iter().fold(Router::new(), |router, entity| {
        let base = format!("/api/v4/{}", entity.plural());
        router
            .route(
                &base,
                get(Endpoint(read::list)).post(Endpoint(write::create)).patch(Endpoint(write::update)),
            )
            .route(&format!("{base}/{{id}}"), get(Endpoint(read::one)).patch(Endpoint(write::update_by_path)))
    })
}

/// The kind the path is about.
fn spec_of(call: &Call<'_>) -> Result<&'static Spec, Problem> {
    let name = call.path.split('/').nth(3).unwrap_or_default();
    Entity::from_plural(name).map(spec).ok_or_else(|| Problem::not_found("Not found"))
}
