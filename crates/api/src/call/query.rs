//! Query strings as Kommo reads them.

use crate::id::Id;
use crate::json::{push_integer, put};
use crate::timestamp::Timestamp;

/// A value in a query: a number, a text, a date, a name of a fixed set.
pub trait Param {
    /// Appends the value to `out`, not yet percent-encoded.
    fn push_param(&self, out: &mut String);
}

impl Param for i64 {
    fn push_param(&self, out: &mut String) {
        push_integer(out, *self);
    }
}

impl Param for bool {
    /// Kommo's filters take 1 and 0.
    fn push_param(&self, out: &mut String) {
        put(out, if *self { b'1' } else { b'0' });
    }
}

impl<T: ?Sized> Param for Id<T> {
    fn push_param(&self, out: &mut String) {
        push_integer(out, self.get() as i64);
    }
}

impl Param for Timestamp {
    fn push_param(&self, out: &mut String) {
        push_integer(out, self.seconds());
    }
}

impl Param for str {
    fn push_param(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Param for String {
    fn push_param(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn push_param(&self, out: &mut String) {
        (**self).push_param(out);
    }
}

/// A query string under construction. Boxed, as each step of a builder moves it.
#[derive(Clone, Default)]
#[expect(clippy::box_collection, reason = "a pointer to pass, not a struct to copy")]
pub struct Query(
    /// With the `?` before the first parameter, as in a path.
    Box<String>,
);

impl Query {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `key=value`. The value is percent-encoded; the key is written as it is, brackets included.
    pub fn push(&mut self, key: &str, value: &dyn Param) {
        push(&mut self.0, key, &text(value));
    }

    /// The same for a value whose type is known: a name that is known leaves the others out.
    #[inline(always)]
    pub(crate) fn add(&mut self, key: &str, value: &impl Param) {
        push(&mut self.0, key, &text(value));
    }

    /// Adds `key[]=value`.
    #[inline(never)]
    pub fn push_item(&mut self, key: &str, value: &dyn Param) {
        let mut name = String::from(key);
        name.push_str("[]");
        self.push(&name, value);
    }

    /// Adds `key[from]=…` and `key[to]=…`, as far as the span has these ends.
    #[inline(never)]
    pub fn push_span(&mut self, key: &str, span: Span) {
        for (end, value) in [("[from]", span.from), ("[to]", span.to)] {
            if let Some(value) = value {
                let mut name = String::from(key);
                name.push_str(end);
                self.push(&name, &value);
            }
        }
    }

    /// How many parameters there are.
    pub fn count(&self) -> usize {
        if self.0.is_empty() { 0 } else { self.0.split('&').count() }
    }

    /// Appends `?` or `&` and the parameters to a path.
    pub fn append_to(&self, path: &mut String) {
        append(path, &self.0);
    }

    /// The parameters, with a `?` before the first.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Adds `key=value` to a path or a query.
#[inline(never)]
pub(super) fn push(out: &mut String, key: &str, value: &str) {
    mark(out);
    out.push_str(key);
    put(out, b'=');
    encode(out, value);
}

/// A value, not yet percent-encoded.
#[inline(always)]
pub(super) fn text(value: &(impl Param + ?Sized)) -> String {
    let mut text = String::new();
    value.push_param(&mut text);
    text
}

/// Adds the parameters of a query.
#[inline(never)]
pub(super) fn append(out: &mut String, query: &str) {
    if let Some(parameters) = query.get(1..) {
        mark(out);
        out.push_str(parameters);
    }
}

/// What stands before a parameter: `?` before the first.
fn mark(out: &mut String) {
    put(out, if out.bytes().any(|byte| byte == b'?') { b'&' } else { b'?' });
}

/// Percent-encodes all but what RFC 3986 leaves alone; commas too may stay, Kommo's lists are written with them.
pub(crate) fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            put(out, byte);
        } else {
            put(out, b'%');
            for half in [byte >> 4, byte & 15] {
                put(out, if half < 10 { b'0' + half } else { b'A' + half - 10 });
            }
        }
    }
}

/// A range with one or two ends, both included: of moments (Unix seconds), prices, …
///
/// Made from `10..=20`, `10..`, `..=20`, and from pairs of [`Timestamp`]s likewise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// The first value that counts.
    pub from: Option<i64>,
    /// The last value that counts.
    pub to: Option<i64>,
}

macro_rules! span {
    ($($range:ident<$type:ty> { $from:expr, $to:expr }, $it:ident;)*) => {$(
        impl From<std::ops::$range<$type>> for Span {
            fn from($it: std::ops::$range<$type>) -> Self {
                Self { from: $from, to: $to }
            }
        }
    )*};
}

span! {
    RangeInclusive<i64> { Some(*range.start()), Some(*range.end()) }, range;
    RangeFrom<i64> { Some(range.start), None }, range;
    RangeToInclusive<i64> { None, Some(range.end) }, range;
    RangeInclusive<Timestamp> { Some(range.start().0), Some(range.end().0) }, range;
    RangeFrom<Timestamp> { Some(range.start.0), None }, range;
    RangeToInclusive<Timestamp> { None, Some(range.end.0) }, range;
}

/// `stem/id`.
#[inline(never)]
pub(crate) fn path(stem: &str, id: u64) -> String {
    let mut path = String::from(stem);
    put(&mut path, b'/');
    push_integer(&mut path, id as i64);
    path
}

/// `filter[custom_fields_values][7]`.
pub(crate) fn custom_field_key(field: Id<crate::custom_fields::CustomField>) -> String {
    let mut key = String::from("filter[custom_fields_values][");
    push_integer(&mut key, field.get() as i64);
    put(&mut key, b']');
    key
}
