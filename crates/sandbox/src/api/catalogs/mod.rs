//! Catalogs, called lists in Kommo's interface, and their elements (<https://developers.kommo.com/reference/lists>).

mod elements;
mod lists;
mod products;

use axum::Router;
use axum::routing::get;

use super::call::Endpoint;
use crate::state::State;

pub(crate) fn router() -> Router<State> {
    let base = "/api/v4/catalogs";
    Router::new()
        .route(base, get(Endpoint(lists::list)).post(Endpoint(lists::create)).patch(Endpoint(lists::update)))
        .route(&format!("{base}/{{id}}"), get(Endpoint(lists::one)).patch(Endpoint(lists::update_by_path)))
        .route(
            &format!("{base}/{{id}}/elements"),
            get(Endpoint(elements::list)).post(Endpoint(elements::create)).patch(Endpoint(elements::update)),
        )
        .route(
            &format!("{base}/{{id}}/elements/{{element}}"),
            get(Endpoint(elements::one)).patch(Endpoint(elements::update_by_path)),
        )
        .route(
            &format!("{base}/products/settings"),
            get(Endpoint(products::read)).patch(Endpoint(products::write)),
        )
        .route("/api/v2/products_settings", get(Endpoint(products::read)).post(Endpoint(products::write)))
}
