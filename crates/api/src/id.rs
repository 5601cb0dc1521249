//! [`Id`], a number that knows what it is the number of.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::{ParseIntError, TryFromIntError};
use std::str::FromStr;

use crate::json::{FromField, FromJson, Json, ToJson, push_integer};

/// The id of a `T`: an `Id<Lead>` cannot be given where an `Id<Contact>` is asked for.
///
/// 0 is the robot where a user is meant, and "none" elsewhere.
///
/// ```
/// use kommo_api::{Id, Lead};
///
/// let id: Id<Lead> = "1204".parse()?;
/// assert_eq!(id, Id::new(1204));
/// assert_eq!(id.get(), 1204);
/// assert_eq!(id, 1204.into());
/// assert_eq!(Id::<Lead>::try_from(-1_i64).ok(), None);
/// # Ok::<(), std::num::ParseIntError>(())
/// ```
pub struct Id<T: ?Sized>(u64, PhantomData<fn() -> T>);

impl<T: ?Sized> Id<T> {
    /// An id from its number.
    pub const fn new(id: u64) -> Self {
        Self(id, PhantomData)
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The same number as the id of something else.
    pub const fn cast<U: ?Sized>(self) -> Id<U> {
        Id::new(self.0)
    }
}

impl<T: ?Sized> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Id<T> {}

impl<T: ?Sized> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: ?Sized> Eq for Id<T> {}

impl<T: ?Sized> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T: ?Sized> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T: ?Sized> Default for Id<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

impl<T: ?Sized> From<u64> for Id<T> {
    fn from(id: u64) -> Self {
        Self::new(id)
    }
}

/// An id of a host or a database that counts with a sign; a negative one is none.
impl<T: ?Sized> TryFrom<i64> for Id<T> {
    type Error = TryFromIntError;

    fn try_from(id: i64) -> Result<Self, TryFromIntError> {
        u64::try_from(id).map(Self::new)
    }
}

impl<T: ?Sized> FromStr for Id<T> {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self::new)
    }
}

impl<T: ?Sized> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        push_integer(&mut text, self.0 as i64);
        f.write_str(&text)
    }
}

impl<T: ?Sized> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Half a kilobyte less in a widget than by `Display`.
#[cfg(feature = "maud")]
impl<T: ?Sized> maud::Render for Id<T> {
    fn render_to(&self, buffer: &mut String) {
        push_integer(buffer, self.0 as i64);
    }
}

impl<T: ?Sized> ToJson for Id<T> {
    fn write_json(&self, out: &mut String) {
        push_integer(out, self.0 as i64);
    }
}

impl<T: ?Sized> FromJson for Id<T> {
    fn from_json(json: &Json) -> Option<Self> {
        Self::try_from(json.as_i64()?).ok()
    }

    fn from_part(parent: &Json, key: &str) -> Option<Self> {
        Self::try_from(parent.number(key)?).ok()
    }
}

/// A missing id is 0.
impl<T: ?Sized> FromField for Id<T> {
    fn from_field(parent: &Json, key: &str) -> Self {
        Option::<Self>::from_field(parent, key).unwrap_or_default()
    }
}
