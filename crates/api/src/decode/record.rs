//! Reading objects into records, and arrays into lists of them.

use crate::decode::value::Value;
use crate::decode::{Read, Reader, Slots};

/// A record: it knows where each property goes. Written by `fields!`.
pub trait Record: Slots + Default {}

impl<R: Record> Value for R {
    /// Anything but an object is `None`.
    fn value(reader: &mut Reader<'_>) -> Read<Option<Self>> {
        let mut record = Self::default();
        Ok(reader.slots(&mut record)?.then_some(record))
    }

    /// Read where it will stay: a record is large.
    fn push_to(items: &mut Vec<Self>, reader: &mut Reader<'_>) -> Read<()> {
        items.push(Self::default());
        let is_object = match items.last_mut() {
            Some(record) => reader.slots(record)?,
            None => false,
        };
        if !is_object {
            items.pop();
        }
        Ok(())
    }
}

/// Reads an array, or an object as the array of its values; anything else is empty. Items of another type are left out.
pub(crate) fn list<T: Value>(reader: &mut Reader<'_>) -> Read<Vec<T>> {
    let mut items = Vec::new();
    let mut goes_on = reader.enter_list()?;
    while let Some(end) = goes_on {
        // Most lists are of one: the second makes room for more.
        if items.capacity() == 0 {
            items.reserve_exact(1);
        }
        T::push_to(&mut items, reader)?;
        goes_on = reader.next_item(end)?;
    }
    Ok(items)
}
