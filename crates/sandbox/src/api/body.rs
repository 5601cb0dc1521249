//! Write bodies: a table per entity says what may be sent, and everything else is refused with the documented codes.
//!
//! Collections take a JSON array, `/{id}` takes an object. A batch with one bad item is refused as a whole; every bad item
//! is listed by its `request_id`.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::problem::{FieldError, ItemErrors, Problem};

/// Items a write may carry.
pub(crate) const MAX_ITEMS: usize = 250;

/// A JSON object of a body.
pub(crate) type Item = Map<String, Value>;

/// What a member of a body may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Int,
    Number,
    /// An amount of money: whole, or with what lies behind the decimal point; the error asks for an int as Kommo does.
    Amount,
    Text,
    /// Text of at most so many characters.
    Short(usize),
    Bool,
    /// An int or a string: documented both ways.
    IntOrText,
    List(&'static Kind),
    Object(&'static [Field]),
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// One of these numbers.
    IntChoice(&'static [i64]),
    /// The id of a user.
    User,
    /// The id of a user, or 0 for the robot.
    Author,
    /// Looked at by the entity's own code.
    Any,
}

/// A member of a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    is_required: bool,
    is_nullable: bool,
}

/// A member that may be left out and may not be null.
pub(crate) const fn field(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, is_required: false, is_nullable: false }
}

impl Field {
    /// Must be there when something is created.
    pub(crate) const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// May be null.
    pub(crate) const fn nullable(mut self) -> Self {
        self.is_nullable = true;
        self
    }
}

/// Whether something is being made or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Create,
    Update,
}

/// Why an item of a batch was not accepted.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Fields with errors.
    Fields(Vec<FieldError>),
    /// The item names an entity that does not exist: its id and the sentence for it.
    Unknown(String, String),
    /// The whole call ends with this.
    Call(Problem),
}

impl Refusal {
    /// The call ends with 400 and this sentence.
    pub(crate) fn said(sentence: impl Into<String>) -> Self {
        Self::Call(Problem::bad_request(sentence))
    }

    /// What is wrong, for people.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Fields(errors) => errors
                .iter()
                .map(|error| format!("{}: {}", error.path, error.detail))
                .collect::<Vec<_>>()
                .join("; "),
            Self::Unknown(id, sentence) => format!("{sentence} ({id})"),
            Self::Call(problem) => problem.words(),
        }
    }
}

impl<E: Into<Problem>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Call(error.into())
    }
}

impl From<FieldError> for Refusal {
    fn from(error: FieldError) -> Self {
        Self::Fields(vec![error])
    }
}

/// Looks at every member of an item. `request_id` is always welcome, `id` in an update.
pub(crate) fn check(
    db: &Connection,
    item: &Item,
    fields: &[Field],
    mode: Mode,
) -> Result<Vec<FieldError>, Problem> {
    let mut errors = Vec::new();
    for (key, value) in item {
        let known = match key.as_str() {
            "request_id" => Some(field("request_id", Kind::IntOrText).nullable()),
            "id" if mode == Mode::Update => Some(field("id", Kind::IntOrText)),
            _ => fields.iter().find(|field| field.key == key).copied(),
        };
        match known {
            Some(field) => member(db, key, value, &field, mode, &mut errors)?,
            None => errors.push(FieldError::unexpected(key)),
        }
    }
    if mode == Mode::Create {
        missing("", item, fields, &mut errors);
    }
    Ok(errors)
}

fn missing(prefix: &str, item: &Item, fields: &[Field], errors: &mut Vec<FieldError>) {
    let absent = fields.iter().filter(|field| field.is_required && !item.contains_key(field.key));
    errors.extend(absent.map(|field| FieldError::missing(format!("{prefix}{}", field.key))));
}

fn member(
    db: &Connection,
    path: &str,
    value: &Value,
    field: &Field,
    mode: Mode,
    errors: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    if value.is_null() && field.is_nullable {
        return Ok(());
    }
    kind(db, path, value, field.kind, mode, errors)
}

fn kind(
    db: &Connection,
    path: &str,
    value: &Value,
    kind_: Kind,
    mode: Mode,
    errors: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    let mut expect = |fits: bool, name: &str| {
        if !fits {
            errors.push(FieldError::wrong_type(path, name));
        }
        fits
    };
    match kind_ {
        Kind::Any => {}
        Kind::Int => {
            expect(value.is_i64(), "int");
        }
        Kind::Number => {
            expect(value.is_number(), "float");
        }
        Kind::Amount => {
            expect(value.is_number(), "int");
        }
        Kind::Text => {
            expect(value.is_string(), "string");
        }
        Kind::Short(most) => {
            if expect(value.is_string(), "string")
                && value.as_str().is_some_and(|text| text.chars().count() > most)
            {
                errors.push(
                    FieldError::choice(path).because(format!("At most {most} characters are allowed.")),
                );
            }
        }
        Kind::Bool => {
            expect(value.is_boolean(), "bool");
        }
        Kind::IntOrText => {
            expect(value.is_i64() || value.is_string(), "string");
        }
        Kind::List(of) => {
            if let (Some(items), true) = (value.as_array(), expect(value.is_array(), "array")) {
                for (at, item) in items.iter().enumerate() {
                    kind(db, &format!("{path}.{at}"), item, *of, mode, errors)?;
                }
            }
        }
        Kind::Object(fields) => {
            // PHP knows one kind of array: an empty list is an empty object.
            if value.as_array().is_some_and(Vec::is_empty) {
                return Ok(());
            }
            if let (Some(item), true) = (value.as_object(), expect(value.is_object(), "array")) {
                for (key, value) in item {
                    let path = format!("{path}.{key}");
                    match fields.iter().find(|field| field.key == key) {
                        Some(field) => member(db, &path, value, field, mode, errors)?,
                        None => errors.push(FieldError::unexpected(path)),
                    }
                }
                missing(&format!("{path}."), item, fields, errors);
            }
        }
        Kind::Choice(choices) => {
            if expect(value.is_string(), "string")
                && !value.as_str().is_some_and(|text| choices.contains(&text))
            {
                errors.push(FieldError::choice(path));
            }
        }
        Kind::IntChoice(choices) => {
            if expect(value.is_i64(), "int")
                && !value.as_i64().is_some_and(|number| choices.contains(&number))
            {
                errors.push(FieldError::choice(path));
            }
        }
        Kind::User | Kind::Author => {
            if let (Some(id), true) = (value.as_i64(), expect(value.is_i64(), "int")) {
                let is_robot = matches!(kind_, Kind::Author) && id == 0;
                if !is_robot && !exists(db, "users", id)? {
                    errors.push(FieldError::choice(path));
                }
            }
        }
    }
    Ok(())
}

/// Whether a table has a row with this id.
pub(crate) fn exists(db: &Connection, table: &'static str, id: i64) -> Result<bool, rusqlite::Error> {
    db.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?.exists([id])
}

/// The body of a collection: between one and `most` objects.
pub(crate) fn items(call: &Call<'_>, most: usize) -> Result<Vec<Item>, Problem> {
    let Value::Array(values) = call.json()? else { return Err(not("array", "0")) };
    if values.is_empty() {
        return Err(Problem::bad_request("The request has no items"));
    }
    if values.len() > most {
        return Err(Problem::bad_request(format!(
            "At most {most} items are allowed, {} were sent",
            values.len()
        )));
    }
    let of = |(at, value)| match value {
        Value::Object(item) => Ok(item),
        _ => Err(not("array", &format!("{at}"))),
    };
    values.into_iter().enumerate().map(of).collect()
}

/// The body of a single entity: an object; an absent or empty body is an empty one.
pub(crate) fn one_item(call: &Call<'_>) -> Result<Item, Problem> {
    match call.json()? {
        Value::Object(item) => Ok(item),
        Value::Null => Ok(Item::new()),
        Value::Array(list) if list.is_empty() => Ok(Item::new()),
        _ => Err(not("array", "0")),
    }
}

fn not(expected: &str, request_id: &str) -> Problem {
    let errors = vec![FieldError::wrong_type("", expected)];
    Problem::validation(&[ItemErrors { request_id: request_id.to_owned(), errors }])
}

/// The item's `request_id`, or its place in the batch.
pub(crate) fn request_id(item: &Item, at: usize) -> Value {
    match item.get("request_id") {
        Some(Value::Null) | None => Value::String(at.to_string()),
        Some(id) => id.clone(),
    }
}

/// Runs `write` for each item and gathers what it answers, or all that is wrong with any of them.
pub(crate) fn each(
    items: &[Item],
    mut write: impl FnMut(&Item, Value) -> Result<Value, Refusal>,
) -> Result<Vec<Value>, Problem> {
    let mut written = Vec::with_capacity(items.len());
    let mut invalid = Vec::new();
    let mut unknown = Map::new();
    for (at, item) in items.iter().enumerate() {
        let id = request_id(item, at);
        let name = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        match write(item, id) {
            Ok(answer) => written.push(answer),
            Err(Refusal::Fields(errors)) => invalid.push(ItemErrors { request_id: name, errors }),
            Err(Refusal::Unknown(id, sentence)) => {
                unknown.insert(id, Value::String(sentence));
            }
            Err(Refusal::Call(problem)) => return Err(problem),
        }
    }
    if !invalid.is_empty() {
        return Err(Problem::validation(&invalid));
    }
    if !unknown.is_empty() {
        return Err(Problem::bad_request("Invalid request items").with("errors", json!(unknown)));
    }
    Ok(written)
}

/// [`each`] for the body of a single entity.
pub(crate) fn single(
    item: &Item,
    write: impl FnOnce(&Item, Value) -> Result<Value, Refusal>,
) -> Result<Value, Problem> {
    let mut write = Some(write);
    let mut written = each(std::slice::from_ref(item), |item, id| match write.take() {
        Some(write) => write(item, id),
        None => Ok(Value::Null),
    })?;
    Ok(written.pop().unwrap_or_default())
}

/// The `id` an item of an update names.
pub(crate) fn id_of(item: &Item) -> Result<i64, Refusal> {
    match item.get("id") {
        None => Err(FieldError::missing("id").into()),
        Some(Value::String(text)) => text.parse().map_err(|_| FieldError::wrong_type("id", "int").into()),
        Some(value) => value.as_i64().ok_or_else(|| FieldError::wrong_type("id", "int").into()),
    }
}

/// The answer with the item's `request_id` added.
pub(crate) fn echo(mut answer: Value, request_id: Value) -> Value {
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("request_id".to_owned(), request_id);
    }
    answer
}

/// Members of cards and tasks that can only be read.
const READ_ONLY: &[&str] = &[
    "_links",
    "account_id",
    "closed_task_at",
    "closest_task_at",
    "group_id",
    "is_deleted",
    "is_price_computed",
    "is_price_modified_by_robot",
    "is_unsorted",
    "labor_cost",
    "price_with_minor_units",
    "score",
];

/// A card or task to be changed, without what can only be read: clients send back whole what they have read, and Kommo
/// overlooks that (see `docs/judges.md`).
pub(crate) fn changeable(item: &Item) -> Item {
    let is_empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
    let is_read =
        |key: &str, value: &Value| READ_ONLY.contains(&key) || key == "_embedded" && is_empty(value);
    item.iter()
        .filter(|(key, value)| !is_read(key, value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// [`check`], with errors as a refusal.
pub(crate) fn require(db: &Connection, item: &Item, fields: &[Field], mode: Mode) -> Result<(), Refusal> {
    let errors = check(db, item, fields, mode)?;
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Fields(errors)) }
}
