//! [`Timestamp`], a moment as Kommo writes it.

use crate::json::{FromJson, Json, ToJson, push_integer};

/// A moment in Unix seconds, as Kommo writes all its times.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Whole days from `self` to `later`; negative if `later` is earlier.
    pub const fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).div_euclid(86_400)
    }

    /// The moment `seconds` later.
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl From<i64> for Timestamp {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl std::fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        push_integer(&mut text, self.0);
        f.write_str(&text)
    }
}

impl ToJson for Timestamp {
    fn write_json(&self, out: &mut String) {
        push_integer(out, self.0);
    }
}

impl FromJson for Timestamp {
    fn from_json(json: &Json) -> Option<Self> {
        json.as_i64().map(Self)
    }

    fn from_part(parent: &Json, key: &str) -> Option<Self> {
        parent.number(key).map(Self)
    }
}
