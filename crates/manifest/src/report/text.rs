//! Findings as rustc would print them.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::{FileTree, Finding, Severity};

/// How findings are printed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TextStyle {
    /// With ANSI colours.
    pub color: bool,
    /// With box-drawing characters instead of ASCII.
    pub unicode: bool,
    /// Put before each file name: the widget's folder as the user sees it, with a `/` at its end.
    pub prefix: String,
}

impl TextStyle {
    /// The style with or without colours; ASCII, no prefix.
    #[must_use]
    pub fn new(color: bool) -> Self {
        Self { color, unicode: false, prefix: String::new() }
    }
}

/// Lines longer than this, in bytes, are not shown: a minified script has lines of a megabyte.
const LONGEST: usize = 4096;
/// The family of rules about secrets.
const SECRETS: &str = "KM10";

/// The findings with the lines they are about, in the order given, separated by blank lines.
#[must_use]
pub fn text(files: &FileTree, findings: &[Finding], style: &TextStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii });
    findings.iter().map(|finding| one(files, finding, style, &renderer) + "\n\n").collect()
}

fn one(files: &FileTree, finding: &Finding, style: &TextStyle, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group: Group<'_> =
        Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code));
    if let Some(file) = &finding.file {
        let path = format!("{}{file}", style.prefix);
        let line = finding.line.unwrap_or(1) as usize;
        group = match excerpt(files, finding) {
            Some(Excerpt::Line(text, span)) => group.element(
                Snippet::source(text)
                    .path(path)
                    .line_start(line)
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            Some(Excerpt::Part(text)) => {
                let column = finding.column.unwrap_or(1) as usize;
                let origin = Origin::path(path).line(line).char_column(column);
                group.element(origin).element(Level::NOTE.message(format!("in a very long line, at: {text}")))
            }
            None => group.element(Origin::path(path)),
        };
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if let Some(fix) = &finding.fix {
        group = group.element(Level::NOTE.message(format!("--fix can do it: {}", fix.title)));
    }
    if let Some(reply) = finding.upload_reply {
        group = group.element(Level::NOTE.message(format!("Kommo refuses the upload with: {reply}")));
    } else if finding.refuses_upload {
        group = group.element(Level::NOTE.message("Kommo refuses the upload for this"));
    }
    group = group.element(Level::NOTE.message(format!("see {}", finding.docs)));
    renderer.render(&[group])
}

/// What is shown of the file.
enum Excerpt {
    /// The whole line and the finding's span in it.
    Line(String, Range<usize>),
    /// The beginning of what the finding is about, from a line too long to show.
    Part(String),
}

fn excerpt(files: &FileTree, finding: &Finding) -> Option<Excerpt> {
    let text = std::str::from_utf8(files.get(finding.file.as_deref()?)?).ok()?;
    let span = finding.span.clone()?;
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.split(['\n', '\r']).next()?;
    let shown = line.trim_start_matches('\u{feff}');
    let mark = line.len() - shown.len();
    let from = span.start.saturating_sub(start + mark).min(shown.len());
    let to = span.end.saturating_sub(start + mark).clamp(from, shown.len());
    if shown.len() > LONGEST {
        let from = if finding.code.starts_with(SECRETS) { to } else { from };
        let part = shown.get(from..shown.floor_char_boundary(from.saturating_add(60)))?;
        return Some(Excerpt::Part(part.to_owned()));
    }
    if finding.code.starts_with(SECRETS) {
        // Reports end up in logs: show where the secret is, not the secret.
        let end = shown.ceil_char_boundary(from + 4).min(to);
        return Some(Excerpt::Line(format!("{}…", shown.get(..end)?), from..end));
    }
    Some(Excerpt::Line(shown.to_owned(), from..to))
}
