//! Pages: `page` from 1 and `limit` up to 250, with links to the neighbours.

use serde_json::{Map, Value, json};

use super::call::Call;

/// Items a page holds when `limit` is not given.
const DEFAULT_LIMIT: i64 = 50;
/// Items a page holds at most, unless a resource says otherwise.
pub(crate) const MAX_LIMIT: i64 = 250;

/// The page asked for, and after [`Page::cut`] whether more follow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) page: i64,
    pub(crate) limit: i64,
    has_next: bool,
}

impl Page {
    /// Reads `page` and `limit`. What Kommo does with values out of range is not documented: they are brought into it.
    pub(crate) fn of(call: &Call<'_>, max_limit: i64) -> Self {
        Self::with_default(call, DEFAULT_LIMIT.min(max_limit), max_limit)
    }

    /// Like [`Page::of`] where the resource has a default of its own.
    pub(crate) fn with_default(call: &Call<'_>, default: i64, max_limit: i64) -> Self {
        let number = |key| call.query.get(key).and_then(|value| value.parse::<i64>().ok());
        Self {
            page: number("page").unwrap_or(1).max(1),
            limit: number("limit").unwrap_or(default).clamp(1, max_limit),
            has_next: false,
        }
    }

    /// Rows to skip.
    pub(crate) fn offset(&self) -> i64 {
        (self.page - 1).saturating_mul(self.limit)
    }

    /// `LIMIT … OFFSET …` with one row more than the page holds, to see whether another page follows.
    pub(crate) fn sql(&self) -> String {
        format!(" LIMIT {} OFFSET {}", self.limit + 1, self.offset())
    }

    /// Drops the extra row and remembers that it was there.
    pub(crate) fn cut<T>(&mut self, rows: &mut Vec<T>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        self.has_next = rows.len() > limit;
        rows.truncate(limit);
    }

    /// Links to this page, the next one if there is one, the first and the previous one from page 2 on.
    pub(crate) fn links(&self, call: &Call<'_>) -> Value {
        let mut links = Map::new();
        let mut add = |name: &str, page: i64| {
            links.insert(name.to_owned(), json!({ "href": self.href(call, page) }));
        };
        add("self", self.page);
        if self.has_next {
            add("next", self.page + 1);
        }
        if self.page > 1 {
            add("first", 1);
            add("prev", self.page - 1);
        }
        Value::Object(links)
    }

    fn href(&self, call: &Call<'_>, page: i64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (path, value) in call.query.iter() {
            let Some((name, rest)) = path.split_first() else { continue };
            if rest.is_empty() && (name == "page" || name == "limit") {
                continue;
            }
            let key = rest.iter().fold(name.clone(), |key, part| format!("{key}[{part}]"));
            query.append_pair(&key, value);
        }
        query.append_pair("page", &page.to_string()).append_pair("limit", &self.limit.to_string());
        format!("{}{}?{}", call.origin, call.path, query.finish())
    }
}
