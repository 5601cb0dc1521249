//! The webhooks of an account (Kommo: developers.kommo.com/docs/webhooks-general).

mod cards;
mod chats;
mod fields;
mod tasks;
mod unsorted;

use serde_json::Value;

pub use cards::{CatalogElement, Contact, Customer, Lead};
pub use chats::{Author, Message, Talk, Template};
pub use fields::{CustomField, FieldValue};
pub use tasks::{Note, Task};
pub use unsorted::Unsorted;

use crate::body::{BodyError, Hook};
use crate::lenient::{self, Rest};

/// A webhook of an account: one or several changes.
///
/// It is **not signed**, has no id, may come twice or out of order, and an integration's own changes set its own hooks
/// off. Take it as a hint to look the entity up.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CrmHook {
    /// The account's id.
    pub account_id: Option<i64>,
    /// The account's subdomain.
    pub subdomain: Option<String>,
    /// What changed.
    pub events: Vec<CrmEvent>,
    /// What is neither an account nor a change.
    pub rest: Rest,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CrmEvent {
    /// What changed, as in `leads` or `task`.
    pub entity: String,
    /// What was done to it.
    pub action: Action,
    /// The entity, or what Kommo tells of it.
    pub item: Item,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// It was created.
    Add,
    /// It was changed.
    Update,
    /// It was deleted; an incoming lead was accepted or declined.
    Delete,
    /// It was brought back.
    Restore,
    /// It came into another stage.
    Status,
    /// Somebody else is responsible.
    Responsible,
    /// A note was added.
    Note,
    /// Something this crate does not know.
    Other(String),
}

/// What changed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Item {
    /// A lead.
    Lead(Box<Lead>),
    /// A contact.
    Contact(Box<Contact>),
    /// A company: the same properties as a contact.
    Company(Box<Contact>),
    /// A customer; amoCRM only.
    Customer(Box<Customer>),
    /// A task.
    Task(Box<Task>),
    /// A note on any of the above.
    Note(Box<Note>),
    /// An incoming lead.
    Unsorted(Box<Unsorted>),
    /// An element of a list.
    CatalogElement(Box<CatalogElement>),
    /// A chat message.
    Message(Box<Message>),
    /// A talk.
    Talk(Box<Talk>),
    /// A chat template under review.
    Template(Box<Template>),
    /// Something this crate does not know, as it came.
    Other(Value),
}

impl Action {
    fn from_code(code: &str) -> Self {
        match code {
            "add" => Self::Add,
            "update" => Self::Update,
            "delete" => Self::Delete,
            "restore" => Self::Restore,
            "status" => Self::Status,
            "responsible" => Self::Responsible,
            "note" => Self::Note,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for CrmHook {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut rest = Rest::deserialize(deserializer)?;
        let account = rest.remove("account").unwrap_or_default();
        let get = |key: &str| account.get(key);
        let mut events = Vec::new();
        let mut others = Rest::new();
        for (entity, actions) in rest {
            match actions {
                // The review of a template comes as `add[0]`, without a name around it.
                Value::Array(items) if entity == "add" || entity == "update" => {
                    let action = Action::from_code(&entity);
                    events.extend(items.into_iter().map(|item| event("templates", action.clone(), item)));
                }
                Value::Object(actions)
                    if actions.values().all(|items| items.is_array() || items.is_object()) =>
                {
                    for (code, items) in actions {
                        let made = |item| event(&entity, Action::from_code(&code), item);
                        events.extend(lenient::items(items).into_iter().map(made));
                    }
                }
                other => {
                    others.insert(entity, other);
                }
            }
        }
        Ok(Self {
            account_id: get("id").and_then(lenient::to_integer),
            subdomain: get("subdomain").and_then(lenient::to_text),
            events,
            rest: others,
        })
    }
}

impl Hook for CrmHook {
    const WHAT: &'static str = "a webhook of an account";

    fn from_value(value: Value) -> Result<Self, BodyError> {
        let shape = |why: String| BodyError::Shape { what: Self::WHAT, why };
        let hook: Self = serde_json::from_value(value).map_err(|error| shape(error.to_string()))?;
        if hook.events.is_empty() {
            return Err(shape(String::from("nothing changed in it")));
        }
        Ok(hook)
    }
}

fn event(entity: &str, action: Action, item: Value) -> CrmEvent {
    let company = item.get("type").and_then(Value::as_str) == Some("company");
    let made = match (entity, &action) {
        (_, Action::Note) => {
            // `leads[note][0][note][text]`: the note is one level deeper.
            let note = item.get("note").filter(|note| note.is_object()).cloned();
            typed(note.unwrap_or_else(|| item.clone()), Item::Note)
        }
        ("leads", _) => typed(item.clone(), Item::Lead),
        ("contacts", _) if company => typed(item.clone(), Item::Company),
        ("contacts", _) => typed(item.clone(), Item::Contact),
        ("companies", _) => typed(item.clone(), Item::Company),
        ("customers", _) => typed(item.clone(), Item::Customer),
        ("task" | "tasks", _) => typed(item.clone(), Item::Task),
        ("unsorted", _) => typed(item.clone(), Item::Unsorted),
        ("catalogs", _) => typed(item.clone(), Item::CatalogElement),
        ("message", _) => typed(item.clone(), Item::Message),
        ("talk", _) => typed(item.clone(), Item::Talk),
        ("templates", _) => typed(item.clone(), Item::Template),
        _ => None,
    };
    CrmEvent { entity: entity.to_owned(), action, item: made.unwrap_or(Item::Other(item)) }
}

fn typed<T: serde::de::DeserializeOwned>(item: Value, make: fn(Box<T>) -> Item) -> Option<Item> {
    serde_json::from_value(item).ok().map(|typed| make(Box::new(typed)))
}
