//! The card the user is looking at.

use std::marker::PhantomData;

use kommo_api::{Company, Contact, Id, Lead};

use crate::value::Value;

mod sealed {
    pub trait Sealed {}
    impl Sealed for kommo_api::Lead {}
    impl Sealed for kommo_api::Contact {}
    impl Sealed for kommo_api::Company {}
}

/// An entity that has cards.
pub trait Entity: sealed::Sealed {
    /// Kommo's number of the entity type: 1 contact, 2 lead, 3 company.
    const ELEMENT_TYPE: i64;
}

impl Entity for Contact {
    const ELEMENT_TYPE: i64 = 1;
}

impl Entity for Lead {
    const ELEMENT_TYPE: i64 = 2;
}

impl Entity for Company {
    const ELEMENT_TYPE: i64 = 3;
}

/// A saved card (Kommo: `APP.data.current_card`). A lazy view: the form's live values are read when asked for.
pub struct Card<E> {
    view: Value,
    id: u64,
    entity: PhantomData<E>,
}

impl<E: Entity> Card<E> {
    /// The current card, unless it is of another entity, not saved yet (its id is 0), or there is none.
    pub(crate) fn current() -> Option<Self> {
        let view = Value::global("APP.data.current_card")?;
        let number = |key: &str| view.get(key)?.as_i64();
        let id = u64::try_from(number("id")?).ok().filter(|id| *id > 0)?;
        (number("element_type") == Some(E::ELEMENT_TYPE)).then_some(Self { view, id, entity: PhantomData })
    }

    /// The entity's id.
    pub fn id(&self) -> Id<E> {
        Id::new(self.id)
    }

    /// The host's object, for what has no typed method here (`model`, `main_user`, `save()`).
    pub fn raw(&self) -> &Value {
        &self.view
    }
}
