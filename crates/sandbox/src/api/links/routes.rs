//! `/{entity}/links`, `/{entity}/{id}/links`, `…/link`, `…/unlink`.

use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::{Link, Metadata};
use crate::api::body::{self, Field, Item, Kind, Mode, Refusal, field};
use crate::api::call::{Call, Endpoint};
use crate::api::entity::Entity;
use crate::api::filter;
use crate::api::problem::{FieldError, Problem};
use crate::api::reply::Reply;
use crate::state::State;

const TARGETS: &[&str] = &["leads", "contacts", "companies", "customers", "catalog_elements"];

const METADATA: &[Field] = &[
    field("is_main", Kind::Bool).nullable(),
    field("main_contact", Kind::Bool).nullable(),
    field("quantity", Kind::Number).nullable(),
    field("catalog_id", Kind::Int).nullable(),
    field("price_id", Kind::Int).nullable(),
    field("updated_by", Kind::Author).nullable(),
];

const FIELDS: &[Field] = &[
    field("entity_id", Kind::Int),
    field("entity_type", Kind::Choice(TARGETS)),
    field("to_entity_id", Kind::Int).required(),
    field("to_entity_type", Kind::Choice(TARGETS)).required(),
    field("metadata", Kind::Object(METADATA)).nullable(),
];

pub(crate) fn router() -> Router<State> {
    Entity::CARDS.into_iter().fold(Router::new(), |router, entity| {
        let base = format!("/api/v4/{}", entity.plural());
        router
            .route(&format!("{base}/links"), get(Endpoint(list)))
            .route(&format!("{base}/link"), post(Endpoint(link)))
            .route(&format!("{base}/unlink"), post(Endpoint(unlink)))
            .route(&format!("{base}/{{id}}/links"), get(Endpoint(list)))
            .route(&format!("{base}/{{id}}/link"), post(Endpoint(link)))
            .route(&format!("{base}/{{id}}/unlink"), post(Endpoint(unlink)))
    })
}

/// The kind of entity the path is about.
fn entity(call: &Call<'_>) -> Result<Entity, Problem> {
    let name = call.path.split('/').nth(3).unwrap_or_default();
    Entity::from_plural(name).ok_or_else(|| Problem::not_found("Not found"))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let entity = entity(call)?;
    let ids: Vec<i64> = if call.part("id").is_empty() {
        let values = call.query.values(&["filter", "entity_id"]);
        if values.is_empty() {
            return Err(Problem::bad_request("filter[entity_id] is required"));
        }
        filter::numbers("entity_id", &values)?
            .into_iter()
            .filter_map(|id| if let rusqlite::types::Value::Integer(id) = id { Some(id) } else { None })
            .collect()
    } else {
        vec![call.id("id")?]
    };
    let wanted = |key: &str| call.query.values(&["filter", key]).last().map(|value| (*value).to_owned());
    let (to_id, to_type, catalog) =
        (wanted("to_entity_id"), wanted("to_entity_type"), wanted("to_catalog_id"));
    let fits = |link: &Link| {
        to_type.as_deref().is_none_or(|kind| kind == link.to.plural())
            && to_id.as_deref().is_none_or(|id| id == link.to_id.to_string())
            && catalog.as_deref().is_none_or(|id| link.catalog_id.is_some_and(|of| of.to_string() == id))
    };
    let links: Vec<Value> = super::of(call.db, entity, &ids)?
        .iter()
        .filter(|link| fits(link))
        .map(|link| shown(entity, link))
        .collect();
    if links.is_empty() && !call.part("id").is_empty() {
        return Ok(Reply::nothing());
    }
    Ok(Reply::total(call, "links", links))
}

fn shown(entity: Entity, link: &Link) -> Value {
    let metadata = match link.to {
        Entity::Element => json!({
            "quantity": whole_if_whole(link.quantity),
            "catalog_id": link.catalog_id,
            "price_id": link.price_id,
        }),
        Entity::Contact => json!({ "main_contact": link.is_main }),
        _ => Value::Null,
    };
    json!({
        "entity_id": link.of,
        "entity_type": entity.plural(),
        "to_entity_id": link.to_id,
        "to_entity_type": link.to.plural(),
        "metadata": metadata,
    })
}

/// `2` rather than `2.0`.
pub(crate) fn whole_if_whole(number: Option<f64>) -> Value {
    match number {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => json!(number as i64),
        Some(number) => json!(number),
        None => Value::Null,
    }
}

struct Ends {
    from: (Entity, i64),
    to: (Entity, i64),
    metadata: Metadata,
}

fn ends(call: &Call<'_>, item: &Item) -> Result<Ends, Refusal> {
    let from = entity(call)?;
    let errors = body::check(call.db, item, FIELDS, Mode::Create)?;
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let from_id = match call.part("id") {
        "" => {
            item.get("entity_id").and_then(Value::as_i64).ok_or_else(|| FieldError::missing("entity_id"))?
        }
        _ => call.id("id")?,
    };
    if !from.exists(call.db, from_id)? {
        return Err(Refusal::Unknown(from_id.to_string(), format!("{} not found", from.title())));
    }
    let to = item
        .get("to_entity_type")
        .and_then(Value::as_str)
        .and_then(Entity::from_plural)
        .filter(|to| super::is_allowed(from, *to))
        .ok_or_else(|| FieldError::choice("to_entity_type"))?;
    let to_id = item.get("to_entity_id").and_then(Value::as_i64).unwrap_or_default();
    if !to.exists(call.db, to_id)? {
        return Err(FieldError::choice("to_entity_id").into());
    }
    let metadata = item.get("metadata").cloned().unwrap_or_default();
    let int = |key: &str| metadata.get(key).and_then(Value::as_i64);
    let metadata = Metadata {
        is_main: metadata.get("is_main").or_else(|| metadata.get("main_contact")).and_then(Value::as_bool),
        catalog_id: int("catalog_id"),
        quantity: metadata.get("quantity").and_then(Value::as_f64),
        price_id: int("price_id"),
    };
    if to == Entity::Element {
        let catalog = metadata.catalog_id.ok_or_else(|| FieldError::missing("metadata.catalog_id"))?;
        let is_there = call
            .db
            .prepare_cached("SELECT 1 FROM catalog_elements WHERE id = ?1 AND catalog_id = ?2")?
            .exists((to_id, catalog))?;
        if !is_there {
            return Err(FieldError::choice("metadata.catalog_id").into());
        }
    }
    Ok(Ends { from: (from, from_id), to: (to, to_id), metadata })
}

fn link(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    let written = body::each(&items, |item, _| {
        let ends = ends(call, item)?;
        super::link(call, ends.from, ends.to, ends.metadata)?;
        let links = super::of(call.db, ends.from.0, &[ends.from.1])?;
        let made = links.iter().find(|link| (link.to, link.to_id) == ends.to);
        Ok(made.map_or(Value::Null, |link| shown(ends.from.0, link)))
    })?;
    Ok(Reply::total(call, "links", written))
}

fn unlink(call: &Call<'_>) -> Result<Reply, Problem> {
    let items = body::items(call, body::MAX_ITEMS)?;
    body::each(&items, |item, _| {
        let mut item = item.clone();
        // Which catalog an element belongs to need not be said to take it away, and often is not.
        let element = item.get("to_entity_id").and_then(Value::as_i64);
        if item.get("to_entity_type").and_then(Value::as_str) == Some("catalog_elements")
            && item.get("metadata").and_then(|metadata| metadata.get("catalog_id")).is_none()
            && let Some(element) = element
        {
            let catalog: Option<i64> = rusqlite::OptionalExtension::optional(
                call.db
                    .prepare_cached("SELECT catalog_id FROM catalog_elements WHERE id = ?1")?
                    .query_row([element], |row| row.get(0)),
            )?;
            item.insert("metadata".to_owned(), json!({ "catalog_id": catalog }));
        }
        let ends = ends(call, &item)?;
        super::unlink(call, ends.from, ends.to)?;
        Ok(Value::Null)
    })?;
    Ok(Reply::nothing())
}
