//! Reading objects into records, and arrays into lists of them.

use crate::decode::value::Value;
use crate::decode::{Read, Reader};

/// A record: it knows where each property goes. Written by `fields!`.
pub trait Record: Default {
    /// Reads the value of a property, or skips it.
    fn slot(&mut self, key: &str, reader: &mut Reader<'_>) -> Read<()>;

    /// Reads the value of a property of `_embedded`, or skips it.
    fn embedded_slot(&mut self, key: &str, reader: &mut Reader<'_>) -> Read<()>;
}

impl<R: Record> Value for R {
    /// Anything but an object is `None`.
    fn value(reader: &mut Reader<'_>) -> Read<Option<Self>> {
        let mut record = Self::default();
        let is_object = reader.object(&mut |reader, key| match key {
            "_embedded" => reader.object(&mut |reader, key| record.embedded_slot(key, reader)).map(|_| ()),
            _ => record.slot(key, reader),
        })?;
        Ok(is_object.then_some(record))
    }
}

/// Reads an array, or an object as the array of its values; anything else is empty. Items of another type are left out.
pub(crate) fn list<T: Value>(reader: &mut Reader<'_>) -> Read<Vec<T>> {
    let mut items = Vec::new();
    let mut add = |reader: &mut Reader<'_>| -> Read<()> {
        items.extend(T::value(reader)?);
        Ok(())
    };
    if reader.peek()? == b'{' {
        reader.object(&mut |reader, _| add(reader))?;
    } else {
        reader.array(&mut add)?;
    }
    Ok(items)
}
