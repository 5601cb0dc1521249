//! [`List::records`].

use crate::Result;
use crate::call::page::Envelope;
use crate::call::{Call, Entity, List, Page};
use crate::decode::page::envelope;
use crate::decode::{Record, Recorded, Value};
use crate::error::{Error, ErrorKind};
use crate::http::{Accept, Answer};
use crate::json::push_integer;

impl<T: Entity + Recorded> List<T> {
    /// The same list, of which only the fields of `R` are read; see [`crate::fields`]. Cheapest for a few fields of many.
    pub fn fields<R: Record>(self) -> Call<Page<R>> {
        self.decoded(read::<T, R>)
    }

    /// The same list, decoded at once into owned records. Its pages too are followed with [`Call::stream`] and the like.
    ///
    /// ```
    /// # use kommo_api::{Api, Result};
    /// # async fn example(api: &Api) -> Result<()> {
    /// for lead in api.leads().list().limit(250).records().all().await? {
    ///     println!("{} {:?} {:?}", lead.id, lead.name, lead.price);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn records(self) -> Call<Page<T::Record>> {
        self.decoded(read::<T, T::Record>)
    }

    fn decoded<R>(mut self, read: fn(Answer) -> Result<Page<R>>) -> Call<Page<R>> {
        self.ask.request.accept = Accept::Bytes;
        Call::made(self.ask.finish(), read)
    }
}

fn read<T: Entity, R: Value>(answer: Answer) -> Result<Page<R>> {
    let Some(bytes) = answer.bytes() else {
        return if answer.document().is_some() {
            Err(answer.unexpected("bytes"))
        } else {
            Ok(Page::made(answer, Vec::new(), read::<T, R>))
        };
    };
    let envelope = match envelope(bytes, T::KEY) {
        Ok(envelope) => envelope,
        Err(broken) => {
            let kind = if broken.is_cut_off() { ErrorKind::Truncated } else { ErrorKind::Decode };
            let mut at = String::from("no JSON at byte ");
            push_integer(&mut at, i64::try_from(broken.at()).unwrap_or(i64::MAX));
            return Err(Error::new(kind, answer.method(), answer.path(), at));
        }
    };
    let Some(items) = envelope.items else { return Err(answer.unexpected(T::KEY)) };
    let around = Envelope { next: envelope.next, total: envelope.total };
    Ok(Page::decoded(answer, items, around, read::<T, R>))
}
