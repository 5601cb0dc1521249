//! Which texts a project's code uses, read from its sources.
//!
//! What it may use is a guess that errs on one side only: a text counts as used wherever something could mean it, so that none is reported
//! that is needed. It is meant by its key as a literal (`"panel.title"`), by a group above it (`"panel"`), by the beginning
//! of a key that is put together (`"panel.{}"`), by the constant or function that `manifest!()` makes of it
//! (`texts::panel::TITLE`, `texts::panel::days(`), and by its key anywhere in `manifest.json`.
//!
//! What it asks for is what `asked` reads: only keys that cannot be meant otherwise.

mod asked;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kommo_manifest::FileTree;
use kommo_manifest::check::CheckOptions;
use kommo_manifest::i18n::Texts;

/// Tells a check what the project's Rust code does with texts; nothing where there is no such code.
pub fn tell(options: &mut CheckOptions, project: &Path, files: &FileTree) {
    let sources = sources(project);
    options.used_texts = used(&sources, files);
    options.text_uses = sources.iter().flat_map(|(path, text)| asked::asked(path, text)).collect();
    options.sources = with_sources(FileTree::new(), project);
}

/// The files and the project's Rust sources, for findings that point into either.
#[must_use]
pub fn with_sources(mut files: FileTree, project: &Path) -> FileTree {
    for (path, text) in sources(project) {
        // A path that cannot stand in an archive has no place to be shown.
        let _ = files.insert(path, text);
    }
    files
}

/// All Rust files below `src/`, path and text.
fn sources(project: &Path) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    rust(&project.join("src"), "src", &mut sources);
    sources
}

/// The keys that the code may use, of those that all languages have; `None` where there is no Rust code to read.
fn used(sources: &[(String, String)], files: &FileTree) -> Option<Vec<String>> {
    if sources.is_empty() {
        return None;
    }
    let text = |path: &str| String::from_utf8_lossy(files.get(path).unwrap_or_default()).into_owned();
    let mut sources: Vec<String> = sources.iter().map(|(_, text)| text.clone()).collect();
    sources.extend(files.paths().filter(|path| path.ends_with(".twig")).map(text));
    let keys = keys(files);
    let mut found = Found::default();
    for source in &sources {
        found.read(source);
    }
    let mut named = Found::default();
    named.read(&text("manifest.json"));
    Some(keys.into_iter().filter(|key| named.literals.contains(key) || found.means(key)).collect())
}

/// All Rust files of a folder.
fn rust(folder: &Path, name: &str, sources: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            rust(&path, &name, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            // What is no text cannot be compiled either.
            && let Ok(text) = fs::read_to_string(path)
        {
            sources.push((name, text));
        }
    }
}

/// The keys that every language has: that others are missing is another rule's business.
fn keys(files: &FileTree) -> BTreeSet<String> {
    let languages = files.paths().filter(|path| path.starts_with("i18n/") && path.ends_with(".json"));
    languages
        .filter_map(|path| Texts::parse(files.get(path)?).ok())
        .map(|texts| texts.iter().map(|(key, _)| key.to_owned()).collect::<BTreeSet<_>>())
        .reduce(|all, one| all.intersection(&one).cloned().collect())
        .unwrap_or_default()
}

/// What stands in the sources.
#[derive(Debug, Default)]
struct Found {
    /// Texts between quotes, whole.
    literals: BTreeSet<String>,
    /// What stands before the first hole of a text, or a text that ends with a dot.
    beginnings: BTreeSet<String>,
    /// Names of constants and functions.
    names: BTreeSet<String>,
}

impl Found {
    fn read(&mut self, source: &str) {
        for (at, quote) in source.match_indices(['"', '\'']) {
            let rest = source.get(at + 1..).unwrap_or_default();
            let end = rest.find(['"', '\'', '{', '\n', '\\']).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if after.starts_with('{') || (after.starts_with(quote) && word.ends_with('.')) {
                self.beginnings.insert(word.to_owned());
            } else if after.starts_with(quote) {
                self.literals.insert(word.to_owned());
            }
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let mut before = ' ';
        for piece in source.split_inclusive(|c: char| !is_word(c)) {
            let name = piece.trim_end_matches(|c: char| !is_word(c));
            let is_constant = !name.contains(char::is_lowercase);
            let is_function = before == ':' || (before != '.' && piece.ends_with('('));
            if !name.is_empty() && (is_constant || is_function) {
                self.names.insert(name.to_owned());
            }
            before = piece.chars().last().unwrap_or(' ');
        }
    }

    fn means(&self, key: &str) -> bool {
        let groups = key.match_indices('.').filter_map(|(at, _)| key.get(..at));
        let last = key.rsplit('.').next().unwrap_or(key);
        let name: String = last.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        let name = name.trim_matches('_');
        let is_named = |name: &str| self.names.contains(name) || self.names.contains(&format!("_{name}"));
        groups.chain([key]).any(|part| self.literals.contains(part))
            || self.beginnings.iter().any(|start| !start.is_empty() && key.starts_with(start.as_str()))
            || is_named(&name.to_uppercase())
            || (!name.is_empty() && is_named(&name.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &str = r#"{"widget":{"name":"W"},"panel":{"title":"T","lost":"L","days":"{n} days","2nd":"2","call":"C"},
        "hint":{"a":"A","b":"B"},"form":{"x":"X"},"row":{"one":"1"},"bot":{"text":"Hi"}}"#;

    fn used_by(code: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("src/ui")).unwrap();
        fs::write(folder.path().join("src/ui/panel.rs"), code).unwrap();
        let mut files = FileTree::new();
        files
            .insert(
                "manifest.json",
                r#"{"widget":{"name":"widget.name"},"form":{"default_value":"bot.text"}}"#,
            )
            .unwrap();
        files.insert("i18n/en.json", TEXTS).unwrap();
        files.insert("i18n/es.json", TEXTS.replace(r#","lost":"L""#, "")).unwrap();
        used(&sources(folder.path()), &files).unwrap()
    }

    #[test]
    fn texts_are_used_by_literal_group_beginning_and_name() {
        let always = ["bot.text", "widget.name"];
        for (code, keys) in [
            (r#"cx.i18n().text("panel.title")"#, &["panel.title"][..]),
            (r#"cx.i18n().get("hint")"#, &["hint.a", "hint.b"]),
            (r#"format!("row.{kind}")"#, &["row.one"]),
            (r#"["row.", kind].concat()"#, &["row.one"]),
            ("use texts::panel; fn t() -> &'static str { panel::TITLE }", &["panel.title"]),
            ("texts::panel::days(cx.i18n(), &n)", &["panel.days"]),
            ("texts::panel::_2ND", &["panel.2nd"]),
            ("button.call(x).title(y)", &[]),
            ("texts.map(texts::panel::days)", &["panel.days"]),
            ("// the form's title: 'lost'", &[]),
            ("fn main() {}", &[]),
        ] {
            let mut expected: Vec<&str> = always.iter().chain(keys).copied().collect();
            expected.sort_unstable();
            assert_eq!(used_by(code), expected, "{code}");
        }
    }

    #[test]
    fn without_rust_nothing_is_known() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(used(&sources(folder.path()), &FileTree::new()), None);
    }
}
