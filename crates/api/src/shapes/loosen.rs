//! Drops, nulls and retypes each property of a shape: nothing may panic, and the rest must still decode.

use serde_json::{Value, json};

use super::Snapshot;
use crate::Json;
use crate::decode::{Reader, Recorded, Value as Decode};

/// Where a property is: the names and indices that lead to it.
type Path = Vec<String>;

/// Checks a shape that has every property of its view.
///
/// 1. Every getter of the view finds its property.
/// 2. With any property dropped, null or of any other type, all getters of other properties say the same as before.
/// 3. The record decoded from the bytes always says the same as the view.
pub(crate) fn check<V>(shape: Value)
where
    V: From<Json> + Snapshot + Recorded,
    V::Record: Snapshot,
{
    let whole = parts_of::<V>(&shape);
    for (key, value) in &whole {
        assert!(!value.is_empty(), "the shape has no {key}, or the getter does not find it");
    }
    let mut paths = Vec::new();
    collect(&shape, &mut Vec::new(), &mut paths);
    for path in &paths {
        for other in [None, Some(json!(null))].into_iter().chain(retyped().into_iter().map(Some)) {
            let mut loose = shape.clone();
            set(&mut loose, path, other.clone());
            let parts = parts_of::<V>(&loose);
            for ((key, before), (_, after)) in whole.iter().zip(&parts) {
                assert!(before == after || touches(path, key), "{path:?} as {other:?} changed {key}");
            }
        }
    }
}

/// What the view says, which must be what the record says.
fn parts_of<V>(shape: &Value) -> Vec<(&'static str, String)>
where
    V: From<Json> + Snapshot + Recorded,
    V::Record: Snapshot,
{
    let text = shape.to_string();
    let view = V::from(Json::parse(&text).unwrap()).parts();
    let record = V::Record::value(&mut Reader::new(text.as_bytes())).unwrap().unwrap().parts();
    assert_eq!(view, record, "{text}");
    view
}

fn retyped() -> Vec<Value> {
    vec![
        json!("x"),
        json!(""),
        json!("12"),
        json!(-1),
        json!(7.5),
        json!(1e300),
        json!(i64::MAX),
        json!(true),
        json!([]),
        json!([null, 1, "y", {"id": "3"}]),
        json!({}),
        json!({"9": {"id": 9}, "value": []}),
    ]
}

/// Whether a change at `path` may change what the getter of `key` says.
fn touches(path: &Path, key: &str) -> bool {
    path[0] == key || (path[0] == "_embedded" && path.get(1).is_none_or(|name| name == key))
}

fn collect(value: &Value, at: &mut Path, found: &mut Vec<Path>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => return,
    };
    for (key, child) in children {
        at.push(key);
        found.push(at.clone());
        collect(child, at, found);
        at.pop();
    }
}

fn set(value: &mut Value, path: &[String], to: Option<Value>) {
    let (first, rest) = path.split_first().unwrap();
    if !rest.is_empty() {
        let child = match value {
            Value::Array(items) => &mut items[first.parse::<usize>().unwrap()],
            other => &mut other[first.as_str()],
        };
        return set(child, rest, to);
    }
    match (value, to) {
        (Value::Object(entries), Some(to)) => {
            entries.insert(first.clone(), to);
        }
        (Value::Object(entries), None) => {
            entries.remove(first);
        }
        (Value::Array(items), Some(to)) => items[first.parse::<usize>().unwrap()] = to,
        (Value::Array(items), None) => {
            items.remove(first.parse::<usize>().unwrap());
        }
        _ => unreachable!("a path leads through objects and arrays"),
    }
}

#[test]
fn the_check_can_fail() {
    let shape = json!({"id": 1, "name": "n", "color": "FF0000", "request_id": "0"});
    check::<crate::Tag>(shape.clone());
    let mut poor = shape;
    poor.as_object_mut().unwrap().remove("color");
    assert!(std::panic::catch_unwind(|| check::<crate::Tag>(poor)).is_err());
}
