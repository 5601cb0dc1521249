//! The project's files while they are being edited.

use std::fs;
use std::path::{Path, PathBuf};

use kommo_manifest::check::{CheckOptions, Finding, Severity, check_with};
use kommo_manifest::draw::Brand;
use kommo_manifest::json::Document;
use kommo_manifest::manifest::Location;
use kommo_manifest::{FileTree, Mode, i18n};
use serde_json::{Map, Value as Json, json};

use super::rust::WidgetFile;
use super::{AddError, Done, refuse};
use crate::dev::settings;

const MANIFEST: &str = "manifest.json";
const TESTS: &str = "tests/e2e.rs";
/// A user of the simulated account, for settings that need one.
const USER: i64 = 9_240_117;

pub(super) struct Files {
    folder: PathBuf,
    tree: FileTree,
    /// Rust files, relative path and text.
    rust: Vec<(String, String)>,
    cargo: String,
    before: Vec<Finding>,
    changed: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Files {
    pub(super) fn read(folder: &Path) -> Result<Self, AddError> {
        let (tree, _) = FileTree::from_dir(folder)
            .map_err(|error| AddError::File { path: folder.to_owned(), reason: error.to_string() })?;
        let mut rust = Vec::new();
        for start in ["src", "tests"] {
            collect(folder, Path::new(start), &mut rust);
        }
        let cargo = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let before = errors(&tree);
        if !tree.contains(MANIFEST) {
            return refuse(format!(
                "{} has no manifest.json: name the widget's folder with --project",
                folder.display()
            ));
        }
        Ok(Self {
            folder: folder.to_owned(),
            tree,
            rust,
            cargo,
            before,
            changed: Vec::new(),
            notes: Vec::new(),
        })
    }

    fn document(&self, path: &str) -> Result<Document, AddError> {
        let bytes = self.tree.get(path).unwrap_or_default();
        Document::parse(bytes)
            .map_err(|error| AddError::File { path: self.folder.join(path), reason: error.to_string() })
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), AddError> {
        self.tree.insert(path, bytes).map_err(|error| AddError::Refused(error.to_string()))?;
        self.mark(path);
        Ok(())
    }

    fn mark(&mut self, path: &str) {
        if !self.changed.iter().any(|changed| changed == path) {
            self.changed.push(path.to_owned());
        }
    }

    pub(super) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    fn put_json(&mut self, path: &str, text: Option<String>, what: &str) -> Result<(), AddError> {
        match text {
            Some(text) => self.put(path, text.into_bytes()),
            None => refuse(format!("{path}: there is no place for {what}: is the block above it an object?")),
        }
    }

    pub(super) fn manifest_item(&mut self, list: &str, value: &Json) -> Result<(), AddError> {
        let text = self.document(MANIFEST)?.with_item(list, value);
        self.put_json(MANIFEST, text, &format!("{value} in `{list}`"))
    }

    pub(super) fn manifest_member(&mut self, object: &str, key: &str, value: &Json) -> Result<(), AddError> {
        let text = self.document(MANIFEST)?.with_member(object, key, value);
        self.put_json(MANIFEST, text, &format!("`{key}`"))
    }

    /// Adds a block at the root, unless it is there.
    pub(super) fn manifest_block(&mut self, key: &str, value: &Json) -> Result<(), AddError> {
        if self.has(key)? { Ok(()) } else { self.manifest_member("", key, value) }
    }

    pub(super) fn has(&self, path: &str) -> Result<bool, AddError> {
        Ok(self.document(MANIFEST)?.get(path).is_some())
    }

    fn strings(&self, path: &str) -> Result<Vec<String>, AddError> {
        let document = self.document(MANIFEST)?;
        let items = document.get(path).and_then(|node| node.as_array()).unwrap_or_default();
        Ok(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
    }

    pub(super) fn locations(&self) -> Result<Vec<Location>, AddError> {
        Ok(self.strings("locations")?.iter().map(|code| Location::parse(code)).collect())
    }

    pub(super) fn locales(&self) -> Result<Vec<String>, AddError> {
        self.strings("widget.locale")
    }

    /// The language the simulated account's administrator sees.
    pub(super) fn shown_locale(&self) -> Result<String, AddError> {
        let locales = self.locales()?;
        match locales.iter().find(|locale| *locale == "en").or(locales.first()) {
            Some(locale) => Ok(locale.clone()),
            None => refuse("widget.locale in manifest.json names no language".into()),
        }
    }

    /// The dotted keys of all texts.
    pub(super) fn text_keys(&self) -> Result<Vec<String>, AddError> {
        let document = self.document(&i18n::path(&self.shown_locale()?))?;
        let mut keys = Vec::new();
        i18n::visit(&document.root, &mut |key, _| keys.push(key.to_owned()));
        Ok(keys)
    }

    /// A text as the administrator sees it.
    pub(super) fn shown(&self, key: &str) -> Result<String, AddError> {
        let document = self.document(&i18n::path(&self.shown_locale()?))?;
        Ok(document.get(key).and_then(|node| node.as_str()).unwrap_or(key).to_owned())
    }

    /// Adds a text in every language, unless it is there: English, Spanish, Portuguese; other languages get the English one.
    pub(super) fn text(&mut self, key: &str, words: &[&str; 3]) -> Result<(), AddError> {
        let [english, spanish, portuguese] = words;
        for locale in self.locales()? {
            let path = i18n::path(&locale);
            let document = self.document(&path)?;
            if document.get(key).is_some() {
                continue;
            }
            let text = match locale.as_str() {
                "es" => spanish,
                "pt" => portuguese,
                _ => english,
            };
            let added = with_text(&document, key, text);
            self.put_json(&path, added, &format!("the text `{key}`"))?;
        }
        Ok(())
    }

    pub(super) fn copy(&mut self, from: &str, to: &str) -> Result<(), AddError> {
        match self.tree.get(from).map(<[u8]>::to_vec) {
            Some(bytes) => self.put(to, bytes),
            None => refuse(format!("there is no {from} to copy")),
        }
    }

    pub(super) fn tour_pictures(&mut self, from: &str, to: &str) -> Result<(), AddError> {
        let pictures = self.strings(&format!("tour.tour_images.{from}"))?;
        if pictures.is_empty() {
            Ok(())
        } else {
            self.manifest_member("tour.tour_images", to, &json!(pictures))
        }
    }

    pub(super) fn trigger_logo(&mut self) -> Result<(), AddError> {
        const PATH: &str = "images/logo_dp.png";
        if self.tree.contains(PATH) {
            return Ok(());
        }
        let logos = Brand::from_name(&self.shown("widget.name")?).logos();
        let logos = logos.map_err(|error| AddError::Refused(error.to_string()))?;
        match logos.into_iter().find(|(path, _)| *path == PATH) {
            Some((path, picture)) => self.put(path, picture),
            None => Ok(()),
        }
    }

    /// Whether the crate has the names of its manifest.
    pub(super) fn has_names(&self) -> bool {
        self.rust.iter().any(|(path, text)| path.starts_with("src/") && text.contains("manifest!("))
    }

    /// Adds the sections of a template: methods, a piece of `render`, a test. `key` is the text it shows.
    pub(super) fn template(
        &mut self,
        template: &str,
        places: &[(&str, String)],
        key: Option<&str>,
    ) -> Result<(), AddError> {
        let filled = self.fill(template, places, key)?;
        for section in filled.split("//- ").skip(1) {
            let (name, body) = section.split_once('\n').unwrap_or((section, ""));
            match name.trim() {
                "methods" => self.handler(body, |file| file.with_methods(body))?,
                "render" | "render if there" => self.handler(body, |file| {
                    Ok((file.with_render(body.trim_end(), name.trim() == "render")?, Vec::new()))
                })?,
                _ => self.test(body)?,
            }
        }
        Ok(())
    }

    fn fill(&self, template: &str, places: &[(&str, String)], key: Option<&str>) -> Result<String, AddError> {
        let mut text = template.to_owned();
        for (place, value) in places {
            text = text.replace(&format!("{{{{{place}}}}}"), value);
        }
        if let Some(key) = key {
            text = text
                .replace("{{text}}", &self.name_of(key))
                .replace("{{word}}", &quotable(&self.shown(key)?));
        }
        while let Some((before, rest)) = text.split_once("{{word:") {
            let (key, after) = rest.split_once("}}").unwrap_or((rest, ""));
            text = format!("{before}{}{after}", quotable(&self.shown(key)?));
        }
        Ok(text
            .replace("{{settings}}", &self.values())
            .replace("{{title}}", &quotable(&self.shown("widget.name")?))
            .replace("{{crate}}", &self.crate_name()))
    }

    /// Values for all required settings, as a Rust expression.
    pub(super) fn values(&self) -> String {
        let manifest: Json =
            serde_json::from_slice(self.tree.get(MANIFEST).unwrap_or_default()).unwrap_or_default();
        format!("serde_json::json!({})", Json::Object(settings::complete(&manifest, &Map::new(), USER)))
    }

    /// Gives tests that install the widget with the values of before those of now.
    pub(super) fn give_tests(&mut self, before: &str) {
        let now = self.values();
        for index in 0..self.rust.len() {
            let text = self.rust.get(index).filter(|(path, _)| path.starts_with("tests/"));
            if let Some(text) = text.map(|(_, text)| text.replace(before, &now)) {
                self.put_rust(index, text);
            }
        }
    }

    fn name_of(&self, key: &str) -> String {
        match (self.has_names(), key.rsplit_once('.')) {
            (true, Some((group, last))) => {
                format!("crate::texts::{}::{}", group.replace('.', "::"), last.to_ascii_uppercase())
            }
            _ => format!("\"{key}\""),
        }
    }

    /// The crate's name, which the classes of a new project start with.
    fn crate_name(&self) -> String {
        let name = self.cargo.lines().find_map(|line| line.strip_prefix("name")?.trim().strip_prefix('='));
        name.map_or_else(|| "widget".to_owned(), |name| name.trim().trim_matches('"').to_owned())
    }

    fn handler(
        &mut self,
        body: &str,
        edit: impl Fn(&WidgetFile) -> Result<(String, Vec<String>), String>,
    ) -> Result<(), AddError> {
        let by_hand = |reason: &str| {
            let body = body.trim_end();
            refuse(format!(
                "{reason}. Nothing was changed; add by hand what would have been added:\n\n{body}\n"
            ))
        };
        let mut found = None;
        for (index, (path, text)) in
            self.rust.iter().enumerate().filter(|(_, (path, _))| path.starts_with("src/"))
        {
            match WidgetFile::parse(text) {
                Err(error) => {
                    let at = error.span().start();
                    return by_hand(&format!("{path}:{}: {error}", at.line));
                }
                Ok(None) => {}
                Ok(Some(_)) if found.is_some() => {
                    return by_hand("there are two blocks with #[widget] below src/");
                }
                Ok(Some(file)) => found = Some((index, file)),
            }
        }
        let Some((index, file)) = found else {
            return by_hand("no file below src/ has a block `#[widget] impl Widget for …`");
        };
        let (text, kept) = match edit(&file) {
            Ok(done) => done,
            Err(reason) => return by_hand(&reason),
        };
        self.notes.extend(kept.iter().map(|name| format!("`{name}` was there already and is as it was")));
        self.put_rust(index, text);
        Ok(())
    }

    fn put_rust(&mut self, index: usize, text: String) {
        if let Some(file) = self.rust.get_mut(index)
            && file.1 != text
        {
            file.1 = text;
            let path = file.0.clone();
            self.mark(&path);
        }
    }

    fn test(&mut self, body: &str) -> Result<(), AddError> {
        if !self.cargo.contains("kommo-testing") || !self.cargo.contains("serde_json") {
            self.notes.push(
                "no test was added: Cargo.toml has no kommo-testing and serde_json among its dev-dependencies".into(),
            );
            return Ok(());
        }
        let head = "//! The widget in a real browser, inside a simulated Kommo account. `cargo kommo test` builds it first.\n\n\
                    use kommo_testing::prelude::*;\n";
        let found = self.rust.iter().position(|(path, _)| path == TESTS);
        let index = found.unwrap_or_else(|| {
            self.rust.push((TESTS.to_owned(), head.to_owned()));
            self.rust.len() - 1
        });
        let Some((_, text)) = self.rust.get(index) else { return Ok(()) };
        if !text.contains("use kommo_testing::prelude::*;") {
            return refuse(format!(
                "{TESTS} does not `use kommo_testing::prelude::*;`, which the new test needs: add it"
            ));
        }
        let name = body.split("async fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap_or_default();
        if text.contains(&format!("fn {name}(")) {
            self.notes.push(format!("the test `{name}` was there already and is as it was"));
            return Ok(());
        }
        let text = format!("{}\n\n{}\n", text.trim_end(), body.trim_end());
        self.put_rust(index, text);
        Ok(())
    }

    /// Writes all that changed, if no rule is broken that was not broken before.
    pub(super) fn write(self) -> Result<Done, AddError> {
        let known = |finding: &Finding| self.before.iter().any(|other| other.message == finding.message);
        let broken: Vec<Finding> = errors(&self.tree).into_iter().filter(|one| !known(one)).collect();
        if !broken.is_empty() {
            return Err(AddError::Rules(broken));
        }
        for path in &self.changed {
            let rust = self.rust.iter().find(|(own, _)| own == path).map(|(_, text)| text.as_bytes());
            let file = self.folder.join(path);
            let failed =
                |error: std::io::Error| AddError::File { path: file.clone(), reason: error.to_string() };
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            fs::write(&file, rust.or(self.tree.get(path)).unwrap_or_default()).map_err(failed)?;
        }
        Ok(Done { files: self.changed, notes: self.notes })
    }
}

fn errors(tree: &FileTree) -> Vec<Finding> {
    let mut options = CheckOptions::new(Mode::Private);
    options.before_build = !tree.contains("script.js");
    let mut found = check_with(tree, &options);
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(root.join(folder)).into_iter().flatten().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = folder.join(entry.file_name());
        if root.join(&path).is_dir() {
            collect(root, &path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && let Ok(text) = fs::read_to_string(root.join(&path))
        {
            out.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// The document with a text at a dotted key, in groups that are made where they are missing.
fn with_text(document: &Document, key: &str, text: &str) -> Option<String> {
    let parts: Vec<&str> = key.split('.').collect();
    for depth in (0..parts.len()).rev() {
        let (group, rest) = (parts.get(..depth)?.join("."), parts.get(depth..)?);
        if !group.is_empty() && document.get(&group).is_none() {
            continue;
        }
        let (first, deeper) = rest.split_first()?;
        let value = deeper.iter().rev().fold(Json::from(text), |value, part| json!({ *part: value }));
        return document.with_member(&group, first, &value);
    }
    None
}

/// A text as it stands between the quotes of a Rust string.
fn quotable(text: &str) -> String {
    text.escape_debug().to_string().replace("\\'", "'")
}
