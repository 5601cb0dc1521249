//! What rules look at and where they report to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{CheckOptions, Edit, Finding, Fix, Mode};
use crate::FileTree;
use crate::i18n;
use crate::json::{Document, JsonError, LineMap, Node};
use crate::rules::Rule;

/// The files as rules see them: JSON parsed once, and the list of findings.
pub(crate) struct Context<'a> {
    pub(crate) files: &'a FileTree,
    pub(crate) options: &'a CheckOptions,
    /// `manifest.json`, or why it cannot be read; `None` when there is none.
    pub(crate) manifest: Option<Result<Document, JsonError>>,
    /// `i18n/<lang>.json` by language.
    pub(crate) texts: BTreeMap<String, Result<Document, JsonError>>,
    findings: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
    unreported: BTreeMap<&'static str, usize>,
    /// Text files met so far with their lines; `None` for what is not UTF-8.
    lines: BTreeMap<String, Option<(&'a str, LineMap)>>,
}

/// Where a finding is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    file: Option<String>,
    span: Option<Range<usize>>,
    key: Option<String>,
}

impl Place {
    /// The archive as a whole.
    pub(crate) fn archive() -> Self {
        Self::default()
    }

    /// A file as a whole.
    pub(crate) fn file(path: &str) -> Self {
        Self { file: Some(path.to_owned()), ..Self::default() }
    }

    /// A byte range of a file, a byte order mark not counted.
    pub(crate) fn span(path: &str, span: Range<usize>) -> Self {
        Self { file: Some(path.to_owned()), span: Some(span), key: None }
    }

    /// A value in a JSON file.
    pub(crate) fn value(path: &str, key: impl Into<String>, node: &Node) -> Self {
        Self { key: Some(key.into()), ..Self::span(path, node.span.clone()) }
    }

    /// As it is, with the dotted path of a JSON value.
    pub(crate) fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// A value of the manifest.
    pub(crate) fn manifest(key: impl Into<String>, node: &Node) -> Self {
        Self::value("manifest.json", key, node)
    }
}

/// A JSON file larger than this is not read; real ones have a few kilobytes.
const LARGEST_JSON: usize = 1 << 20;
/// How often one rule is reported.
const MOST_FINDINGS: usize = 500;

fn parse(bytes: &[u8]) -> Result<Document, JsonError> {
    if bytes.len() > LARGEST_JSON {
        return Err(JsonError {
            message: format!("the file is {} kB large", bytes.len() / 1000),
            help: Some("a manifest or text file has a few kilobytes; beyond 1 MB it is not read".to_owned()),
            line: 1,
            column: 1,
            span: 0..0,
        });
    }
    Document::parse(bytes)
}

impl<'a> Context<'a> {
    pub(crate) fn new(files: &'a FileTree, options: &'a CheckOptions) -> Self {
        let texts = i18n::languages(files)
            .filter_map(|lang| Some((lang.to_owned(), parse(files.get(&i18n::path(lang))?))))
            .collect();
        Self {
            files,
            options,
            manifest: files.get("manifest.json").map(parse),
            texts,
            findings: Vec::new(),
            counts: BTreeMap::new(),
            unreported: BTreeMap::new(),
            lines: BTreeMap::new(),
        }
    }

    pub(crate) fn is_public(&self) -> bool {
        self.options.mode == Mode::Public
    }

    /// Reports that a rule is broken. A rule that does not apply in this mode says nothing.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
    ) -> Report<'_> {
        let severity = if self.is_public() { rule.public } else { rule.private };
        let Some(severity) = severity else { return Report { finding: None, shift: 0 } };
        if self.is_full(rule) {
            *self.unreported.entry(rule.code).or_default() += 1;
            return Report { finding: None, shift: 0 };
        }
        let shift = if place.file.as_deref().is_some_and(|file| self.has_bom(file)) { 3 } else { 0 };
        let position = self.position(&place);
        *self.counts.entry(rule.code).or_default() += 1;
        self.findings.push(Finding {
            code: rule.code,
            rule: rule.name,
            severity,
            file: place.file,
            line: position.map(|p| p.0),
            column: position.map(|p| p.1),
            span: place.span.map(|span| span.start + shift..span.end + shift),
            key: place.key,
            message: message.into(),
            help: None,
            docs: rule.docs,
            refuses_upload: rule.refuses_upload,
            upload_reply: rule.upload_reply,
            fix: None,
        });
        Report { finding: self.findings.last_mut(), shift }
    }

    /// Whether a rule was reported so often that more would help nobody.
    pub(crate) fn is_full(&self, rule: &Rule) -> bool {
        self.counts.get(rule.code).is_some_and(|count| *count >= MOST_FINDINGS)
    }

    fn has_bom(&self, file: &str) -> bool {
        self.files.get(file).is_some_and(|bytes| bytes.starts_with(b"\xef\xbb\xbf"))
    }

    fn position(&mut self, place: &Place) -> Option<(u32, u32)> {
        let (file, span) = (place.file.as_deref()?, place.span.as_ref()?);
        if !self.lines.contains_key(file) {
            let text = self.text(file);
            self.lines.insert(file.to_owned(), text.map(|text| (text, LineMap::new(text))));
        }
        let (text, lines) = self.lines.get(file)?.as_ref()?;
        let position = lines.position(text, span.start);
        Some((position.line, position.column))
    }

    /// A file, or a source that is not shipped, as text without a byte order mark; `None` when it is missing or not UTF-8.
    pub(crate) fn text(&self, file: &str) -> Option<&'a str> {
        let bytes = self.files.get(file).or_else(|| self.options.sources.get(file))?;
        std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()
    }

    /// The findings, each once, in the order of files and lines.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        let order = |f: &Finding| (f.file.clone(), f.line, f.column, f.code, f.message.clone());
        self.findings.sort_by_key(order);
        self.findings.dedup();
        for (code, more) in self.unreported {
            if let Some(last) = self.findings.iter_mut().rev().find(|finding| finding.code == code) {
                last.message.push_str(&format!(" (and {more} more of {code} that are not listed)"));
            }
        }
        self.findings
    }
}

/// Adds to a finding just reported; does nothing when the rule was silent.
pub(crate) struct Report<'a> {
    finding: Option<&'a mut Finding>,
    shift: usize,
}

impl Report<'_> {
    /// What to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.help = Some(help.into());
        }
        self
    }

    /// A repair: another text for a range of the finding's file (a byte order mark not counted).
    pub(crate) fn replace(
        self,
        title: impl Into<String>,
        span: Range<usize>,
        text: impl Into<String>,
    ) -> Self {
        let span = span.start + self.shift..span.end + self.shift;
        self.fix(title, Edit::Replace { span, text: text.into() })
    }

    /// A repair of the finding's file.
    pub(crate) fn fix(mut self, title: impl Into<String>, edit: Edit) -> Self {
        if let Some(finding) = &mut self.finding {
            let file = finding.file.clone().unwrap_or_default();
            finding.fix = Some(Fix { title: title.into(), file, edit });
        }
        self
    }
}
