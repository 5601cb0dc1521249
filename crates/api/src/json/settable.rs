//! What the setters of request bodies take.

use crate::id::Id;
use crate::json::{Fields, ToJson};
use crate::timestamp::Timestamp;

/// A value for a property of type `T`: the value itself, an `Option` of it (`None` clears the property), or something
/// that reads as one, such as `&str` or `String` for [`Text`].
pub trait Settable<T> {
    /// Appends the value to `out` as JSON text.
    fn write(&self, out: &mut String);
}

/// Stands for a text in [`Settable`].
pub enum Text {}

struct Written<'a, T>(&'a dyn Settable<T>);

impl<T> ToJson for Written<'_, T> {
    fn write_json(&self, out: &mut String) {
        self.0.write(out);
    }
}

/// Inlined for the sake of [`Fields::set`].
#[inline(always)]
pub(crate) fn set<T>(fields: &mut Fields, key: &'static str, value: &dyn Settable<T>) {
    fields.set(key, &Written(value));
}

impl<T: ToJson> Settable<T> for T {
    fn write(&self, out: &mut String) {
        self.write_json(out);
    }
}

impl<T: ToJson> Settable<T> for Option<T> {
    fn write(&self, out: &mut String) {
        self.write_json(out);
    }
}

macro_rules! settable {
    ($($target:ty: $($from:ty),+;)*) => {$($(
        impl Settable<$target> for $from {
            fn write(&self, out: &mut String) {
                self.write_json(out);
            }
        }
    )+)*};
}

settable! {
    Text: &str, String, &String, Option<&str>, Option<String>, Option<&String>;
}

macro_rules! settable_number {
    ($($target:ty: $($from:ty),+;)*) => {$($(
        impl Settable<$target> for $from {
            fn write(&self, out: &mut String) {
                i64::from(*self).write_json(out);
            }
        }
    )+)*};
}

settable_number! {
    i64: i32, u32, u16;
    Timestamp: i64, i32, u32;
}

impl<T: ?Sized> Settable<Id<T>> for u64 {
    fn write(&self, out: &mut String) {
        Id::<T>::new(*self).write_json(out);
    }
}
