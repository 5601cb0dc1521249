//! Query strings and form bodies in the bracket notation Kommo (a PHP house) uses: `filter[created_at][from]=1`.

/// Decoded parameters in the order they were sent.
#[derive(Debug, Clone, Default)]
pub struct Params {
    items: Vec<(Vec<String>, String)>,
}

impl Params {
    /// Reads a query string or an `application/x-www-form-urlencoded` body. Malformed escapes are kept as they are.
    pub fn parse(encoded: &[u8]) -> Self {
        let items =
            form_urlencoded::parse(encoded).map(|(key, value)| (split(&key), value.into_owned())).collect();
        Self { items }
    }

    /// The last value of a plain parameter: `get("page")`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.get_at(&[key])
    }

    /// The last value at exactly this path: `get_at(&["filter", "created_at", "from"])`.
    pub fn get_at(&self, path: &[&str]) -> Option<&str> {
        self.items.iter().rev().find(|(at, _)| at == path).map(|(_, value)| value.as_str())
    }

    /// Every value at this path, written once, as `[]` or with an index: `[1]`, `[][…]` is not one of them.
    pub fn values(&self, path: &[&str]) -> Vec<&str> {
        let is_value = |at: &[String]| match at.strip_prefix_of(path) {
            Some([]) => true,
            Some([last]) => last.is_empty() || last.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        self.items.iter().filter(|(at, _)| is_value(at)).map(|(_, value)| value.as_str()).collect()
    }

    /// The distinct keys just below a path, in order of appearance: the indexes of `filter[statuses]`, the fields' ids of
    /// `filter[custom_fields_values]`.
    pub fn keys(&self, path: &[&str]) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for (at, _) in &self.items {
            if let Some([key, ..]) = at.strip_prefix_of(path)
                && !keys.contains(&key.as_str())
            {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether anything was sent at or below this path.
    pub fn has(&self, path: &[&str]) -> bool {
        self.items.iter().any(|(at, _)| at.strip_prefix_of(path).is_some())
    }

    /// All parameters, each with its path.
    pub fn iter(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.items.iter().map(|(at, value)| (at.as_slice(), value.as_str()))
    }
}

/// Appends a JSON value the way PHP reads forms: `data[a][0]=…`; null is an empty text.
pub(crate) fn brackets(
    form: &mut form_urlencoded::Serializer<'_, String>,
    path: &str,
    value: &serde_json::Value,
) {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| brackets(form, &format!("{path}[{key}]"), value))
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| brackets(form, &format!("{path}[{at}]"), value));
        }
        Value::Null => drop(form.append_pair(path, "")),
        Value::String(text) => drop(form.append_pair(path, text)),
        other => drop(form.append_pair(path, &other.to_string())),
    }
}

trait StripPrefixOf {
    /// What remains of this path below `prefix`, if it lies there.
    fn strip_prefix_of(&self, prefix: &[&str]) -> Option<&[String]>;
}

impl StripPrefixOf for [String] {
    fn strip_prefix_of(&self, prefix: &[&str]) -> Option<&[String]> {
        let (head, rest) = self.split_at_checked(prefix.len())?;
        (head == prefix).then_some(rest)
    }
}

/// `a[b][]` → `["a", "b", ""]`. A key whose brackets do not close is one plain name.
fn split(key: &str) -> Vec<String> {
    let Some((name, mut rest)) = key.split_once('[') else { return vec![key.to_owned()] };
    let mut path = vec![name.to_owned()];
    loop {
        let Some((part, after)) = rest.split_once(']') else { return vec![key.to_owned()] };
        path.push(part.to_owned());
        match after.strip_prefix('[') {
            Some(more) => rest = more,
            None => return path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_become_paths() {
        let params = Params::parse(
            b"page=2&filter[id][]=1&filter%5Bid%5D%5B%5D=2&filter[id][7]=3&filter[created_at][from]=5&filter[name]=a+b",
        );
        assert_eq!(params.get("page"), Some("2"));
        assert_eq!(params.values(&["filter", "id"]), ["1", "2", "3"]);
        assert_eq!(params.values(&["filter", "name"]), ["a b"]);
        assert_eq!(params.values(&["filter", "created_at"]), [""; 0]);
        assert_eq!(params.get_at(&["filter", "created_at", "from"]), Some("5"));
        assert_eq!(params.keys(&["filter"]), ["id", "created_at", "name"]);
        assert!(params.has(&["filter", "created_at"]) && !params.has(&["filter", "updated_at"]));
    }

    #[test]
    fn unclosed_brackets_are_a_name() {
        assert_eq!(Params::parse(b"a[b=1").get("a[b"), Some("1"));
    }
}
