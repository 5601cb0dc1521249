//! Reading the envelope of a list.

use crate::decode::record::list;
use crate::decode::value::Value;
use crate::decode::{Read, Reader};

/// What the envelope of a list holds.
pub(super) struct Envelope<T> {
    pub(super) items: Option<Vec<T>>,
    pub(super) next: Option<String>,
    pub(super) total: Option<i64>,
}

/// Decodes a page, whose collection has this name, from its bytes.
pub(super) fn envelope<T: Value>(bytes: &[u8], name: &str) -> Read<Envelope<T>> {
    let mut reader = Reader::new(bytes);
    let (mut items, mut next, mut total) = (None, None, None);
    reader.object(&mut |reader, key| match key {
        "_embedded" => only(reader, name, &mut |reader| {
            items = Some(list(reader)?);
            Ok(())
        }),
        "_links" => only(reader, "next", &mut |reader| {
            only(reader, "href", &mut |reader| {
                next = String::value(reader)?;
                Ok(())
            })
        }),
        "_total_items" => {
            total = i64::value(reader)?;
            Ok(())
        }
        _ => reader.skip(),
    })?;
    reader.end()?;
    Ok(Envelope { items, next, total })
}

/// Reads one property of an object, and goes over the others.
fn only(reader: &mut Reader<'_>, name: &str, read: &mut dyn FnMut(&mut Reader<'_>) -> Read<()>) -> Read<()> {
    reader.object(&mut |reader, key| if key == name { read(reader) } else { reader.skip() }).map(|_| ())
}
