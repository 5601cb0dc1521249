//! The fields that Kommo refused.

use crate::json::{Fields, Json};

/// One refused field.
///
/// Kommo's codes seen so far: `NotSupportedChoice` (an unknown id, user, status or option), `FieldMissing`,
/// `FieldNotExpected`, `InvalidType`, `EntityNotFound`, and old numeric ones.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Invalid {
    /// The `request_id` of the item, or the id of the entity; its index in the batch if nothing else was set.
    pub item: String,
    /// Where in the item, as in `custom_fields_values.0.field_id`. Empty if Kommo did not say.
    pub path: String,
    /// Kommo's code. Empty if there was none.
    pub code: String,
    /// Kommo's explanation.
    pub detail: String,
    /// Whether `item` is the entity's id and not the request's mark.
    pub(crate) by_id: bool,
}

impl Invalid {
    /// The id or code of the custom field that is meant, found in what was sent for the item: Kommo names its place alone.
    pub fn custom_field<'s>(&self, sent: &'s Fields) -> Option<&'s str> {
        let place = self.path.strip_prefix("custom_fields_values.")?;
        sent.mark("custom_fields_values", place.split('.').next()?.parse().ok()?)
    }

    pub(crate) fn is_about(&self, request_id: &str, id: Option<u64>) -> bool {
        if self.by_id { id.is_some() && self.item.parse().ok() == id } else { self.item == request_id }
    }
}

/// Reads the four shapes that are known: `validation-errors`, and `errors` as an object of texts by entity id, as an
/// array of old numeric errors, and as an array of items.
pub(super) fn read(document: &Json) -> Vec<Invalid> {
    let mut found = Vec::new();
    if let Some(items) = document.get("validation-errors") {
        read_items(&items, &mut found);
    }
    if let Some(errors) = document.get("errors") {
        for key in errors.keys() {
            match errors.get(&key) {
                Some(value) if value.is_object() => read_one(&key, true, &value, &mut found),
                Some(value) => found.push(Invalid {
                    item: key,
                    path: String::new(),
                    code: String::new(),
                    detail: value.to_text().unwrap_or_default(),
                    by_id: true,
                }),
                None => {}
            }
        }
        read_items(&errors, &mut found);
    }
    found
}

fn read_items(items: &Json, found: &mut Vec<Invalid>) {
    for item in items.items() {
        let name = text(&item, "request_id");
        match item.get("errors") {
            Some(errors) if errors.is_object() => read_one(&name, false, &errors, found),
            Some(errors) => errors.items().for_each(|error| read_one(&name, false, &error, found)),
            None => read_one(&name, false, &item, found),
        }
    }
}

fn read_one(item: &str, by_id: bool, error: &Json, found: &mut Vec<Invalid>) {
    let mut detail = text(error, "detail");
    if detail.is_empty() {
        detail = text(error, "message");
    }
    found.push(Invalid {
        item: String::from(item),
        path: text(error, "path"),
        code: text(error, "code"),
        detail,
        by_id,
    });
}

fn text(json: &Json, key: &str) -> String {
    json.get(key).and_then(|value| value.to_text()).unwrap_or_default()
}
