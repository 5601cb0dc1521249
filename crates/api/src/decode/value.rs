//! What can stand in a record.

use crate::decode::{Read, Reader};
use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;

/// How deep a value of no known form may go; what is deeper is left out.
const DEEPEST: u32 = 100;

/// A value that is read whatever its form: `None` if it is `null` or of another type.
pub trait Value: Sized {
    /// Reads it. Fails only where the bytes are no JSON.
    fn value(reader: &mut Reader<'_>) -> Read<Option<Self>>;

    /// Reads it into a list, if it is one.
    fn push_to(items: &mut Vec<Self>, reader: &mut Reader<'_>) -> Read<()> {
        items.extend(Self::value(reader)?);
        Ok(())
    }
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
    fn read(reader: &mut Reader<'_>) -> Read<Self>;
}

macro_rules! scalars {
    ($($type:ty: $reader:ident => $value:expr;)*) => {$(
        impl Value for $type {
            fn value($reader: &mut Reader<'_>) -> Read<Option<Self>> {
                Ok($value)
            }
        }

        impl Recorded for $type {
            type Record = Self;
        }
    )*};
}

scalars! {
    i64: reader => reader.integer()?;
    f64: reader => reader.token()?.float();
    bool: reader => reader.token()?.flag();
    String: reader => reader.string()?;
    Timestamp: reader => reader.integer()?.map(Timestamp);
    AnyId: reader => reader.integer()?.and_then(|id| u64::try_from(id).ok()).map(AnyId);
}

impl<T: ?Sized> Value for Id<T> {
    fn value(reader: &mut Reader<'_>) -> Read<Option<Self>> {
        Ok(AnyId::value(reader)?.map(|id| Self::new(id.0)))
    }
}

impl<T: ?Sized> Recorded for Id<T> {
    type Record = Self;
}

impl Value for serde_json::Value {
    fn value(reader: &mut Reader<'_>) -> Read<Option<Self>> {
        tree(reader, 0).map(|value| (!value.is_null()).then_some(value))
    }
}

fn tree(reader: &mut Reader<'_>, depth: u32) -> Read<serde_json::Value> {
    use serde_json::Value;

    use crate::decode::reader::Token;

    if depth >= DEEPEST {
        return reader.skip().map(|()| Value::Null);
    }
    match reader.peek()? {
        b'{' => {
            let mut map = serde_json::Map::new();
            reader.object(&mut |reader, key| {
                map.insert(String::from(key), tree(reader, depth + 1)?);
                Ok(())
            })?;
            Ok(Value::Object(map))
        }
        b'[' => {
            let mut items = Vec::new();
            reader.array(&mut |reader| {
                items.push(tree(reader, depth + 1)?);
                Ok(())
            })?;
            Ok(Value::Array(items))
        }
        _ => Ok(match reader.token()? {
            Token::Other => Value::Null,
            Token::Bool(value) => Value::Bool(value),
            Token::Integer(number) => Value::from(number),
            Token::Float(number) => Value::from(number),
            Token::Text(text) => Value::String(text.into_owned()),
        }),
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
    fn read(reader: &mut Reader<'_>) -> Read<Self> {
        T::value(reader)
    }
}

impl<T: Recorded> Field for Vec<T> {
    type Record = Vec<T::Record>;
}

impl<T: Value> Slotted for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Read<Self> {
        super::record::list(reader)
    }
}

macro_rules! plain {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<$($param)*> Field for $type {
            type Record = Self;
        }

        impl<$($param)*> Slotted for $type {
            fn read(reader: &mut Reader<'_>) -> Read<Self> {
                Ok(Self::value(reader)?.unwrap_or_default())
            }
        }
    )*};
}

impl Slotted for i64 {
    fn read(reader: &mut Reader<'_>) -> Read<Self> {
        Ok(Self::value(reader)?.unwrap_or_default())
    }
}

plain! {
    [] bool;
    [] String;
    [T: ?Sized] Id<T>;
}
