//! `schema/manifest.schema.json` says what this crate says.

use std::collections::BTreeSet;

use serde_json::Value;

use super::schema::{SCHEMA, Shape};
use crate::manifest::{Area, SystemItem};

const FILE: &str = include_str!("../../../schema/manifest.schema.json");

/// Follows `$ref`, also inside `allOf`.
fn resolve<'a>(root: &'a Value, node: &'a Value) -> &'a Value {
    let reference = node.get("$ref").or_else(|| node.pointer("/allOf/0/$ref")).and_then(Value::as_str);
    reference.map_or(node, |reference| root.pointer(reference.trim_start_matches('#')).unwrap())
}

fn names(node: &Value, key: &str) -> BTreeSet<String> {
    match &node[key] {
        Value::Array(items) => items.iter().map(|item| item.as_str().unwrap().to_owned()).collect(),
        Value::Object(map) => map.keys().cloned().collect(),
        _ => BTreeSet::new(),
    }
}

fn compare(root: &Value, node: &Value, shape: &Shape, path: &str) {
    let node = resolve(root, node);
    let kind = node.get("type").and_then(Value::as_str);
    let wanted = match shape {
        Shape::Any => None,
        Shape::Text | Shape::MaybeText => Some("string"),
        Shape::Bool | Shape::Flag => Some("boolean"),
        Shape::Integer => Some("integer"),
        Shape::List(_) => Some("array"),
        Shape::Map(_) | Shape::Block { .. } => Some("object"),
    };
    assert_eq!(kind, wanted, "type of {path}");
    match shape {
        Shape::List(item) => compare(root, &node["items"], item, &format!("{path}[]")),
        Shape::Map(item) => compare(root, &node["additionalProperties"], item, &format!("{path}.*")),
        Shape::Block { fields, rest } => {
            let known: BTreeSet<String> = fields.iter().map(|field| field.name.to_owned()).collect();
            assert_eq!(names(node, "properties"), known, "keys of {path}");
            let required =
                fields.iter().filter(|field| field.required).map(|field| field.name.to_owned()).collect();
            assert_eq!(names(node, "required"), required, "required keys of {path}");
            for field in *fields {
                compare(
                    root,
                    &node["properties"][field.name],
                    &field.shape,
                    &format!("{path}.{}", field.name),
                );
            }
            match rest {
                Some(Shape::Any) | None => {
                    assert_eq!(node["additionalProperties"], Value::Bool(true), "{path}")
                }
                Some(shape) => compare(root, &node["additionalProperties"], shape, &format!("{path}.*")),
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_for_editors_has_the_same_shape() {
    let root: Value = serde_json::from_str(FILE).unwrap();
    compare(&root, &root, &SCHEMA, "$");
}

#[test]
fn the_schema_for_editors_has_the_same_values() {
    let root: Value = serde_json::from_str(FILE).unwrap();
    let mut locations = BTreeSet::new();
    for area in Area::ALL {
        locations.insert(area.code().to_owned());
        if area.has_column() {
            locations.extend(["-0", "-1"].map(|suffix| format!("{}{suffix}", area.code())));
        }
    }
    assert_eq!(names(&root["properties"]["locations"]["items"], "enum"), locations);
    let described = &root["properties"]["locations"]["items"]["markdownEnumDescriptions"];
    assert_eq!(described.as_array().map(Vec::len), Some(locations.len()));
    let after = &root["definitions"]["menuItem"]["properties"]["sort"]["properties"]["after"];
    let system = SystemItem::ALL.iter().map(|item| item.code().to_owned()).collect();
    assert_eq!(names(after, "enum"), system);
    let types = crate::rules::settings::TYPES.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(names(&root["definitions"]["field"]["properties"]["type"], "enum"), types);
    let types = crate::rules::designer::TYPES.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(names(&root["definitions"]["designerField"]["properties"]["type"], "enum"), types);
}
