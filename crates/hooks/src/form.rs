//! Form bodies with PHP's brackets, as Kommo posts them: `leads[add][0][id]=1`.

use serde_json::{Map, Value};

/// Fields a form may have.
pub const MOST_FIELDS: usize = 5_000;
/// Brackets a name may have.
pub const DEEPEST: usize = 32;

/// A form that is not decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// More fields than [`MOST_FIELDS`].
    #[error(
        "the form has more than {MOST_FIELDS} fields; Kommo sends fewer: it is not from there, or garbled"
    )]
    Fields,
    /// A name with more brackets than [`DEEPEST`].
    #[error(
        "a name in the form has more than {DEEPEST} brackets; Kommo nests less: it is not from there, or garbled"
    )]
    Depth,
}

/// Decodes a form as PHP does: brackets nest, `[]` appends, of two values for one name the last counts. All values are
/// texts. Objects whose names are 0, 1, 2 … without a gap become arrays. Bytes that are no UTF-8 are replaced.
///
/// ```
/// use kommo_hooks::form;
/// use serde_json::json;
///
/// let value = form::decode(b"leads[add][0][id]=7&leads[add][0][tags][]=a&account[subdomain]=acme").unwrap();
/// assert_eq!(value, json!({"leads": {"add": [{"id": "7", "tags": ["a"]}]}, "account": {"subdomain": "acme"}}));
/// ```
///
/// # Errors
/// [`FormError`] for a form that Kommo would not send.
pub fn decode(body: &[u8]) -> Result<Value, FormError> {
    let mut root = Map::new();
    for (index, (name, value)) in form_urlencoded::parse(body).enumerate() {
        if index == MOST_FIELDS {
            return Err(FormError::Fields);
        }
        let path = path(&name)?;
        put(&mut root, &path, Value::from(value.into_owned()));
    }
    Ok(lists(Value::Object(root)))
}

/// `a[b][]` → `a`, `b`, ``.
fn path(name: &str) -> Result<Vec<&str>, FormError> {
    let Some((first, mut rest)) = name.split_once('[').filter(|(first, _)| !first.is_empty()) else {
        return Ok(vec![name]);
    };
    let mut path = vec![first];
    while let Some((key, after)) = rest.split_once(']') {
        if path.len() > DEEPEST {
            return Err(FormError::Depth);
        }
        path.push(key);
        // What stands between two pairs of brackets does not count, as in PHP.
        match after.strip_prefix('[') {
            Some(next) => rest = next,
            None => return Ok(path),
        }
    }
    // A bracket that is never closed belongs to the name.
    Ok(if path.len() == 1 { vec![name] } else { path })
}

fn put(object: &mut Map<String, Value>, path: &[&str], value: Value) {
    let Some((key, rest)) = path.split_first() else { return };
    let key = if key.is_empty() { next(object) } else { (*key).to_owned() };
    if rest.is_empty() {
        object.insert(key, value);
        return;
    }
    let slot = object.entry(key).or_insert(Value::Null);
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    if let Value::Object(inner) = slot {
        put(inner, rest, value);
    }
}

/// The first number that is not there yet.
fn next(object: &Map<String, Value>) -> String {
    (object.len()..)
        .map(|number| number.to_string())
        .find(|key| !object.contains_key(key))
        .unwrap_or_default()
}

fn lists(value: Value) -> Value {
    let Value::Object(object) = value else { return value };
    let is_list =
        !object.is_empty() && (0..object.len()).all(|index| object.contains_key(&index.to_string()));
    if !is_list {
        return Value::Object(object.into_iter().map(|(key, value)| (key, lists(value))).collect());
    }
    let mut items: Vec<(usize, Value)> =
        object.into_iter().filter_map(|(key, value)| Some((key.parse().ok()?, lists(value)))).collect();
    items.sort_by_key(|(index, _)| *index);
    Value::Array(items.into_iter().map(|(_, value)| value).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn brackets_are_those_of_php() {
        for (form, value) in [
            ("", json!({})),
            ("a=1&a=2", json!({"a": "2"})),
            ("a", json!({"a": ""})),
            ("a+b=c%20d&%C3%BC=%F0%9F%98%80", json!({"a b": "c d", "ü": "😀"})),
            ("a[]=1&a[]=2", json!({"a": ["1", "2"]})),
            ("a[1]=y&a[0]=x", json!({"a": ["x", "y"]})),
            ("a[1]=y&a[]=z", json!({"a": {"1": "y", "2": "z"}})),
            ("a[01]=y&a[0]=x", json!({"a": {"0": "x", "01": "y"}})),
            ("a[x][y]=1&a[x][z]=2", json!({"a": {"x": {"y": "1", "z": "2"}}})),
            ("a=1&a[x]=2", json!({"a": {"x": "2"}})),
            ("a[x]=2&a=1", json!({"a": "1"})),
            ("a[x=1&[b]=2", json!({"a[x": "1", "[b]": "2"})),
            ("a[x]y[z]=1", json!({"a": {"x": "1"}})),
            ("a%5Bx%5D=1", json!({"a": {"x": "1"}})),
            ("a[x][=1", json!({"a": {"x": "1"}})),
        ] {
            assert_eq!(decode(form.as_bytes()).unwrap(), value, "{form}");
        }
    }

    #[test]
    fn what_kommo_never_sends_is_refused() {
        assert_eq!(decode("a=1&".repeat(MOST_FIELDS).as_bytes()).unwrap(), json!({"a": "1"}));
        assert_eq!(decode("a=1&".repeat(MOST_FIELDS + 1).as_bytes()), Err(FormError::Fields));
        let deep = |brackets| format!("a{}=1", "[x]".repeat(brackets));
        assert!(decode(deep(DEEPEST).as_bytes()).is_ok());
        assert_eq!(decode(deep(DEEPEST + 1).as_bytes()), Err(FormError::Depth));
    }
}
