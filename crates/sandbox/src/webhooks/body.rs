//! A webhook's body: `leads[add][0][id]=…`, every value a text.

use rusqlite::Connection;
use serde_json::Value;

/// A body in the making: pairs below `entity[action][0]`.
pub(super) struct Body {
    form: form_urlencoded::Serializer<'static, String>,
    base: String,
}

impl Body {
    pub(super) fn new(entity: &str, action: &str) -> Self {
        Self { form: form_urlencoded::Serializer::new(String::new()), base: format!("{entity}[{action}][0]") }
    }

    /// The body of a template's review, which Kommo sends without an entity.
    pub(super) fn plain(action: &str) -> Self {
        Self { form: form_urlencoded::Serializer::new(String::new()), base: format!("{action}[0]") }
    }

    pub(super) fn add(&mut self, key: &str, value: impl ToString) {
        // `a[b]` goes in as `[a][b]`.
        let key = match key.split_once('[') {
            Some((name, rest)) => format!("{}[{name}][{rest}", self.base),
            None => format!("{}[{key}]", self.base),
        };
        self.form.append_pair(&key, &value.to_string());
    }

    pub(super) fn some(&mut self, key: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    /// Adds a JSON value: an object's properties and an array's items by their names and numbers, `null` not at all.
    pub(super) fn tree(&mut self, key: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(is) => self.add(key, u8::from(*is)),
            Value::String(text) => self.add(key, text),
            Value::Number(number) => self.add(key, number),
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.tree(&format!("{key}[{at}]"), item);
                }
            }
            Value::Object(properties) => {
                for (name, value) in properties {
                    self.tree(&format!("{key}[{name}]"), value);
                }
            }
        }
    }

    pub(super) fn finish(mut self, db: &Connection) -> rusqlite::Result<String> {
        let (id, subdomain): (i64, String) = db
            .prepare_cached("SELECT id, subdomain FROM account")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.form.append_pair("account[subdomain]", &subdomain);
        self.form.append_pair("account[id]", &id.to_string());
        self.form.append_pair("account[_links][self]", &format!("https://{subdomain}.kommo.com"));
        Ok(self.form.finish())
    }
}
