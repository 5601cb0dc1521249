//! [`List::records`].

use crate::Result;
use crate::call::{Call, Entity, List, Page};
use crate::decode::Recorded;
use crate::decode::page::envelope;
use crate::error::{Error, ErrorKind};
use crate::http::{Accept, Answer};

impl<T: Entity + Recorded> List<T> {
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
    pub fn records(mut self) -> Call<Page<T::Record>> {
        self.read.accept = Accept::Bytes;
        let (api, request) = self.read.into_request();
        Call::made(api, request, read::<T>)
    }
}

fn read<T: Entity + Recorded>(answer: Answer) -> Result<Page<T::Record>> {
    let Some(bytes) = answer.bytes() else {
        return if answer.document().is_some() {
            Err(answer.unexpected("bytes"))
        } else {
            Ok(Page::made(answer, Vec::new(), None, None, read::<T>))
        };
    };
    let envelope = match envelope(bytes, T::KEY) {
        Ok(envelope) => envelope,
        Err(error) => {
            let kind = if error.is_eof() { ErrorKind::Truncated } else { ErrorKind::Decode };
            return Err(Error::new(kind, answer.method, &answer.path, error.to_string()));
        }
    };
    let Some(items) = envelope.items else { return Err(answer.unexpected(T::KEY)) };
    Ok(Page::made(answer, items, envelope.next, envelope.total, read::<T>))
}
