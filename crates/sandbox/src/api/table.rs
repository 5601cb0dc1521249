//! Rows as JSON objects and back: a table per resource names its columns.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::{Map, Value};

/// How a column is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// As it is stored: a number, a text, null.
    Plain,
    /// 0 and 1 as false and true.
    Bool,
    /// Stored JSON.
    Json,
}

/// A member of the JSON object, the SQL expression it comes from, and its form.
pub(crate) type Column = (&'static str, &'static str, As);

/// `SELECT a, b, …`.
pub(crate) fn select(columns: &[Column]) -> String {
    let list: Vec<String> =
        columns.iter().map(|(name, expression, _)| format!("{expression} AS {name}")).collect();
    format!("SELECT {}", list.join(", "))
}

/// Reads one row.
pub(crate) fn read(row: &Row<'_>, columns: &[Column]) -> rusqlite::Result<Map<String, Value>> {
    let mut map = Map::new();
    for (at, (name, _, form)) in columns.iter().enumerate() {
        let value = match (row.get_ref(at)?, form) {
            (ValueRef::Null, _) => Value::Null,
            (ValueRef::Integer(number), As::Bool) => Value::Bool(number != 0),
            (ValueRef::Integer(number), _) => number.into(),
            (ValueRef::Real(number), _) => number.into(),
            (ValueRef::Text(text), As::Json) => serde_json::from_slice(text).unwrap_or_default(),
            (ValueRef::Text(text), _) => String::from_utf8_lossy(text).into_owned().into(),
            (ValueRef::Blob(_), _) => Value::Null,
        };
        map.insert((*name).to_owned(), value);
    }
    Ok(map)
}

/// All rows of a statement.
pub(crate) fn all(
    db: &Connection,
    sql: &str,
    values: &[Sql],
    columns: &[Column],
) -> rusqlite::Result<Vec<Map<String, Value>>> {
    db.prepare_cached(sql)?.query_map(params_from_iter(values), |row| read(row, columns))?.collect()
}

/// The first row of a statement.
pub(crate) fn first(
    db: &Connection,
    sql: &str,
    values: &[Sql],
    columns: &[Column],
) -> rusqlite::Result<Option<Map<String, Value>>> {
    db.prepare_cached(sql)?.query_row(params_from_iter(values), |row| read(row, columns)).optional()
}

/// Column values about to be written, in the order they were set; setting one again replaces it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    columns: Vec<(&'static str, Sql)>,
}

impl Draft {
    /// Sets a column.
    pub(crate) fn set(&mut self, column: &'static str, value: impl Into<Sql>) {
        let value = value.into();
        match self.columns.iter_mut().find(|(name, _)| *name == column) {
            Some((_, old)) => *old = value,
            None => self.columns.push((column, value)),
        }
    }

    /// Sets a column unless it is set.
    pub(crate) fn otherwise(&mut self, column: &'static str, value: impl Into<Sql>) {
        if self.get(column).is_none() {
            self.columns.push((column, value.into()));
        }
    }

    /// The value set for a column.
    pub(crate) fn get(&self, column: &str) -> Option<&Sql> {
        self.columns.iter().find(|(name, _)| *name == column).map(|(_, value)| value)
    }

    /// A whole number set for a column.
    pub(crate) fn int(&self, column: &str) -> Option<i64> {
        match self.get(column) {
            Some(Sql::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Takes over those members of an item that are columns of the same name; JSON goes in as text.
    pub(crate) fn take(&mut self, item: &Map<String, Value>, columns: &[&'static str]) {
        for column in columns {
            if let Some(value) = item.get(*column) {
                self.set(column, to_sql(value));
            }
        }
    }

    /// Inserts a row and returns its id.
    pub(crate) fn insert(&self, db: &Connection, table: &str) -> rusqlite::Result<i64> {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
        db.prepare_cached(&sql)?.execute(params_from_iter(self.columns.iter().map(|(_, value)| value)))?;
        Ok(db.last_insert_rowid())
    }

    /// Changes the row with this id.
    pub(crate) fn update(&self, db: &Connection, table: &str, id: i64) -> rusqlite::Result<()> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sets: Vec<String> = self.columns.iter().map(|(name, _)| format!("{name} = ?")).collect();
        let sql = format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", "));
        let id = Sql::Integer(id);
        let values = self.columns.iter().map(|(_, value)| value).chain([&id]);
        db.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// A JSON value as SQLite keeps it: booleans as 0 and 1, arrays and objects as JSON text.
pub(crate) fn to_sql(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(is) => Sql::Integer((*is).into()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Sql::Integer(whole),
            None => number.as_f64().map_or(Sql::Null, Sql::Real),
        },
        Value::String(text) => Sql::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Sql::Text(value.to_string()),
    }
}
