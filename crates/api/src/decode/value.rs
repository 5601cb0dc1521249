//! What can stand in a record.

use serde::de::{Deserialize, Deserializer};

use crate::decode::scalar::Scalar;
use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;

/// A value that is read whatever its form: `None` if it is `null` or of another type.
pub trait Value: Sized {
    /// Reads it. Fails only where the text is no JSON.
    fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>;
}

/// What a type that a view's getters give becomes in a record.
pub trait Recorded {
    /// The owned form.
    type Record: Value;
}

/// A field of a record.
pub trait Field {
    /// The owned form.
    type Record: Slotted;
}

/// A field of a record, read whatever its form.
pub trait Slotted: Default {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! scalars {
    ($($type:ty: $scalar:ident => $value:expr;)*) => {$(
        impl Value for $type {
            fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                let $scalar = Scalar::deserialize(deserializer)?;
                Ok($value)
            }
        }

        impl Recorded for $type {
            type Record = Self;
        }
    )*};
}

scalars! {
    i64: scalar => scalar.integer();
    f64: scalar => scalar.float();
    bool: scalar => scalar.flag();
    String: scalar => scalar.text();
    Timestamp: scalar => scalar.integer().map(Timestamp);
    AnyId: scalar => scalar.integer().and_then(|id| u64::try_from(id).ok()).map(AnyId);
}

impl<T: ?Sized> Value for Id<T> {
    fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(AnyId::value(deserializer)?.map(|id| Self::new(id.0)))
    }
}

impl<T: ?Sized> Recorded for Id<T> {
    type Record = Self;
}

impl Value for serde_json::Value {
    fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(|value| (!value.is_null()).then_some(value))
    }
}

/// What has no form of its own stays a JSON value.
impl Recorded for Json {
    type Record = serde_json::Value;
}

impl<T: Recorded> Field for Option<T> {
    type Record = Option<T::Record>;
}

impl<T: Value> Slotted for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::value(deserializer)
    }
}

impl<T: Recorded> Field for Vec<T> {
    type Record = Vec<T::Record>;
}

impl<T: Value> Slotted for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::record::list(deserializer)
    }
}

macro_rules! plain {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<$($param)*> Field for $type {
            type Record = Self;
        }

        impl<$($param)*> Slotted for $type {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::value(deserializer)?.unwrap_or_default())
            }
        }
    )*};
}

plain! {
    [] bool;
    [] String;
    [T: ?Sized] Id<T>;
}
