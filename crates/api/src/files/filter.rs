//! [`FileFilter`], the conditions on files.

use crate::call::{Filter, Param, Query, Span};

/// Conditions on files.
///
/// All conditions must be met.
#[derive(Clone, Default)]
pub struct FileFilter(Query);

impl Filter for FileFilter {
    fn query(&self) -> &Query {
        &self.0
    }
}

/// Several texts with commas between them.
struct Commas<'a>(&'a [&'a str]);

impl Param for Commas<'_> {
    fn push_param(&self, out: &mut String) {
        out.push_str(&self.0.join(","));
    }
}

impl FileFilter {
    /// No condition.
    pub fn new() -> Self {
        Self(Query::new())
    }

    fn set(mut self, key: &str, value: &dyn Param) -> Self {
        self.0.push(key, value);
        self
    }

    /// These files.
    pub fn uuids(self, uuids: &[&str]) -> Self {
        self.set("filter[uuid]", &Commas(uuids))
    }

    /// The name.
    pub fn name(self, name: &str) -> Self {
        self.set("filter[name]", &name)
    }

    /// An extension, such as `pdf`. May be called several times: any of them fits.
    pub fn extension(mut self, extension: &str) -> Self {
        self.0.push_item("filter[extensions]", &extension);
        self
    }

    /// Part of the name.
    pub fn term(self, term: &str) -> Self {
        self.set("filter[term]", &term)
    }

    /// The source.
    pub fn source_id(self, id: i64) -> Self {
        self.set("filter[source_id]", &id)
    }

    /// Only deleted ones.
    pub fn deleted(self) -> Self {
        self.set("filter[deleted]", &true)
    }

    /// The size, in a unit such as `bytes`.
    pub fn size(self, unit: &str, span: impl Into<Span>) -> Self {
        let mut filter = self.set("filter[size][unit]", &unit);
        filter.0.push_span("filter[size]", span.into());
        filter
    }

    /// When it was made.
    pub fn created_at(self, span: impl Into<Span>) -> Self {
        self.date("created_at", span.into())
    }

    /// When it was changed.
    pub fn updated_at(self, span: impl Into<Span>) -> Self {
        self.date("updated_at", span.into())
    }

    fn date(self, kind: &str, span: Span) -> Self {
        let mut filter = self.set("filter[date][type]", &kind);
        filter.0.push_span("filter[date]", span);
        filter
    }

    /// When it was made, in words: `day`, `yesterday`, `week`, `month`, `quarter`, `year`, `last_3_days`, …
    pub fn created_in(self, preset: &str) -> Self {
        self.set("filter[date][type]", &"created_at").set("filter[date][date_preset]", &preset)
    }

    /// Who made it: a user's id, 0 for the robot, -1 for a client. May be called several times: any of them fits.
    pub fn created_by(mut self, id: i64) -> Self {
        self.0.push_item("filter[created_by]", &id);
        self
    }

    /// Who changed it; as [`FileFilter::created_by`].
    pub fn updated_by(mut self, id: i64) -> Self {
        self.0.push_item("filter[updated_by]", &id);
        self
    }
}
