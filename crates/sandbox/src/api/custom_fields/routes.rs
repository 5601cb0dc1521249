//! `…/custom_fields`: reading and writing the definitions.

mod enums;
mod read;
mod write;

use axum::Router;
use axum::routing::get;

use super::definition::Owner;
use crate::api::body;
use crate::api::call::{Call, Endpoint};
use crate::api::problem::Problem;
use crate::state::State;

/// Where fields live: the part of the path before `custom_fields`.
const BASES: [&str; 6] =
    ["leads", "contacts", "companies", "customers", "customers/segments", "catalogs/{id}"];

pub(crate) fn router() -> Router<State> {
    BASES.into_iter().fold(Router::new(), |router, base| {
        let base = format!("/api/v4/{base}/custom_fields");
        router
            .route(
                &base,
                get(Endpoint(read::list)).post(Endpoint(write::create)).patch(Endpoint(write::update)),
            )
            .route(
                &format!("{base}/{{field}}"),
                get(Endpoint(read::one))
                    .patch(Endpoint(write::update_by_path))
                    .delete(Endpoint(write::delete)),
            )
    })
}

/// Whose fields the path is about, and the path before `custom_fields`.
pub(super) fn owner(call: &Call<'_>) -> Result<(Owner, String), Problem> {
    let path = call.path.strip_prefix("/api/v4/").unwrap_or_default();
    let base = path.split("/custom_fields").next().unwrap_or_default().to_owned();
    let owner = match base.as_str() {
        "leads" => Owner::Leads,
        "contacts" => Owner::Contacts,
        "companies" => Owner::Companies,
        "customers" => Owner::Customers,
        "customers/segments" => Owner::Segments,
        _ => {
            let catalog = call.id("id")?;
            if !body::exists(call.db, "catalogs", catalog)? {
                return Err(Problem::not_found("Catalog not found"));
            }
            Owner::Catalog(catalog)
        }
    };
    Ok((owner, base))
}
