//! `_embedded` of cards: tags always, linked entities as the kind and `with` say.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{Spec, Stored};
use crate::api::call::Call;
use crate::api::entity::Entity;
use crate::api::links::{self, Link, whole_if_whole};
use crate::api::problem::Problem;
use crate::api::reply::self_link;
use crate::api::tags;

pub(super) fn embed(
    call: &Call<'_>,
    spec: &Spec,
    with: &[&str],
    cards: &mut [Stored],
) -> Result<(), Problem> {
    let id_of = |card: &Stored| card.get("id").and_then(Value::as_i64).unwrap_or_default();
    let ids: Vec<i64> = cards.iter().map(id_of).collect();
    let mut tags = tags::of(call.db, spec.entity, &ids)?;
    let wanted: Vec<Entity> = spec
        .linked
        .iter()
        .copied()
        .filter(|entity| spec.always.contains(entity) || with.contains(&entity.plural()))
        .collect();
    let mut linked: HashMap<i64, Vec<Link>> = HashMap::new();
    for link in links::of(call.db, spec.entity, &ids)? {
        linked.entry(link.of).or_default().push(link);
    }
    for card in cards {
        let id = id_of(card);
        let mut embedded = Map::new();
        embedded.insert("tags".to_owned(), tags.remove(&id).unwrap_or_default().into());
        for entity in &wanted {
            let links = linked.get(&id).map(Vec::as_slice).unwrap_or_default();
            let items: Vec<Value> = links
                .iter()
                .filter(|link| link.to == *entity)
                .map(|link| shown(call, spec.entity, link))
                .collect();
            embedded.insert(entity.plural().to_owned(), Value::Array(items));
        }
        card.insert("_embedded".to_owned(), Value::Object(embedded));
    }
    Ok(())
}

fn shown(call: &Call<'_>, from: Entity, link: &Link) -> Value {
    let href = |path: String| self_link(call.href(&path));
    match (from, link.to) {
        (_, Entity::Element) => json!({
            "id": link.to_id,
            "metadata": {
                "quantity": whole_if_whole(link.quantity),
                "catalog_id": link.catalog_id,
                "price_id": link.price_id,
            },
            "_links": href(format!("catalogs/{}/elements/{}", link.catalog_id.unwrap_or_default(), link.to_id)),
        }),
        (Entity::Lead | Entity::Customer, Entity::Contact) => json!({
            "id": link.to_id,
            "is_main": link.is_main,
            "_links": href(format!("contacts/{}", link.to_id)),
        }),
        (_, to) => json!({ "id": link.to_id, "_links": href(format!("{}/{}", to.plural(), link.to_id)) }),
    }
}
