//! Filters and order as SQL: a table per resource names the keys Kommo documents.
//!
//! <https://developers.kommo.com/docs/filtering>. Keys that a resource does not know are ignored, as Kommo does.

use rusqlite::types::Value as Sql;

use super::problem::Problem;
use crate::params::Params;

/// How a filter's values are written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// One or several whole numbers.
    Numbers,
    /// One or several texts.
    Texts,
    /// `[from]` and/or `[to]`, both included.
    Range,
    /// A number meaning "from then on", or `[from]`/`[to]`.
    SinceOrRange,
    /// One or several numbers, or `[from]`/`[to]`.
    NumbersOrRange,
    /// `1` or `0`.
    Flag,
    /// `[i][pipeline_id]` and `[i][status_id]`, both in each; the expression is `pipeline:status`.
    Statuses,
}

/// A filter: its key below `filter[…]`, the SQL expression it looks at, and its shape.
pub(crate) type Filter = (&'static str, &'static str, Shape);

/// A WHERE clause in the making.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    clauses: Vec<String>,
    values: Vec<Sql>,
}

impl Conditions {
    /// Adds a clause; each `?` in it stands for one of the values.
    pub(crate) fn add(&mut self, clause: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.clauses.push(clause.into());
        self.values.extend(values);
    }

    /// Adds `expression IN (…)`; no value at all matches nothing.
    pub(crate) fn one_of(&mut self, expression: &str, values: Vec<Sql>) {
        let marks = vec!["?"; values.len()].join(", ");
        self.add(format!("{expression} IN ({marks})"), values);
    }

    /// Adds what the query asks for out of a resource's filters.
    pub(crate) fn filter(&mut self, query: &Params, filters: &[Filter]) -> Result<(), Problem> {
        for (key, expression, shape) in filters {
            let path = ["filter", *key];
            if !query.has(&path) {
                continue;
            }
            match shape {
                Shape::Numbers => self.one_of(expression, numbers(key, &query.values(&path))?),
                Shape::Texts => {
                    let texts =
                        query.values(&path).into_iter().map(|text| Sql::Text(text.to_owned())).collect();
                    self.one_of(expression, texts);
                }
                Shape::Flag => {
                    let is_set =
                        query.values(&path).last().is_some_and(|value| matches!(*value, "1" | "true"));
                    self.add(format!("{expression} = ?"), [Sql::Integer(is_set.into())]);
                }
                Shape::Range => self.range(query, key, expression)?,
                Shape::Statuses => self.one_of(expression, statuses(query, key)?),
                Shape::SinceOrRange => match query.values(&path).last() {
                    Some(since) => self.add(format!("{expression} >= ?"), [number(key, since)?]),
                    None => self.range(query, key, expression)?,
                },
                Shape::NumbersOrRange => match query.values(&path) {
                    values if values.is_empty() => self.range(query, key, expression)?,
                    values => self.one_of(expression, numbers(key, &values)?),
                },
            }
        }
        Ok(())
    }

    fn range(&mut self, query: &Params, key: &str, expression: &str) -> Result<(), Problem> {
        for (bound, operator) in [("from", ">="), ("to", "<=")] {
            if let Some(value) = query.get_at(&["filter", key, bound]) {
                self.add(format!("{expression} {operator} ?"), [number(key, value)?]);
            }
        }
        Ok(())
    }

    /// ` WHERE …`, or nothing.
    pub(crate) fn sql(&self) -> String {
        if self.clauses.is_empty() {
            String::new()
        } else {
            format!(" WHERE ({})", self.clauses.join(") AND ("))
        }
    }

    /// The values of all `?`, in order.
    pub(crate) fn values(&self) -> &[Sql] {
        &self.values
    }
}

/// A filter value as a number; text that is none is answered with 400, which says more than an empty list.
pub(crate) fn number(key: &str, value: &str) -> Result<Sql, Problem> {
    value
        .trim()
        .parse()
        .map(Sql::Integer)
        .map_err(|_| Problem::bad_request(format!("filter[{key}]: `{value}` is not a number")))
}

/// Numbers, each written on its own or several with commas.
pub(crate) fn numbers(key: &str, values: &[&str]) -> Result<Vec<Sql>, Problem> {
    values.iter().flat_map(|value| value.split(',')).map(|value| number(key, value)).collect()
}

/// The `pipeline:status` pairs of `filter[statuses]`.
fn statuses(query: &Params, key: &str) -> Result<Vec<Sql>, Problem> {
    let pair = |at: &str| {
        let part = |name: &str| {
            let value = query.get_at(&["filter", key, at, name]).unwrap_or_default();
            value.parse::<i64>().map_err(|_| {
                Problem::bad_request(format!(
                    "filter[{key}][{at}] needs pipeline_id and status_id, both numbers"
                ))
            })
        };
        Ok(Sql::Text(format!("{}:{}", part("pipeline_id")?, part("status_id")?)))
    };
    query.keys(&["filter", key]).into_iter().map(pair).collect()
}

/// ` ORDER BY …` for `order[field]=asc|desc`, where the field is one of those the resource can be ordered by; `id` breaks
/// ties so that pages never overlap.
pub(crate) fn order(query: &Params, fields: &[&str], default: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for field in query.keys(&["order"]) {
        if fields.contains(&field) {
            let is_down = query.get_at(&["order", field]).is_some_and(|way| way.eq_ignore_ascii_case("desc"));
            parts.push(format!("{field} {}", if is_down { "DESC" } else { "ASC" }));
        }
    }
    if parts.is_empty() {
        return format!(" ORDER BY {default}");
    }
    if !parts.iter().any(|part| part.starts_with("id ")) {
        parts.push("id ASC".to_owned());
    }
    format!(" ORDER BY {}", parts.join(", "))
}

/// The values of `with=a,b`.
pub(crate) fn with(query: &Params) -> Vec<&str> {
    query.values(&["with"]).into_iter().flat_map(|value| value.split(',')).map(str::trim).collect()
}
