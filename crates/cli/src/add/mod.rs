//! `cargo kommo add`: a manifest entry, its handler, its texts in all languages and a test, in one go.
//!
//! All edits are made in memory first. They are written only if the widget then breaks no rule of the platform that it did
//! not break before.

mod files;
mod names;
mod parts;
mod rust;

use std::path::{Path, PathBuf};

use kommo_manifest::check::Finding;
use kommo_manifest::i18n::KOMMO_LANGUAGES;
use kommo_manifest::manifest::{Area, FieldType, Location};
use serde_json::json;
use thiserror::Error;

pub use parts::KNOWN as LOCATIONS;

use files::Files;

/// What to add.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum What {
    /// A location, as it stands in the manifest: `ccard-1`, `advanced_settings`.
    Location(String),
    /// A field of the settings.
    Setting {
        /// Its code.
        code: String,
        /// Its type.
        kind: FieldType,
        /// Whether it must be filled in.
        required: bool,
        /// Its label; made from the code if there is none.
        label: Option<String>,
    },
    /// A language.
    Locale(String),
    /// A text in all languages.
    Text {
        /// Its dotted key.
        key: String,
        /// The text.
        text: String,
    },
}

/// What was done.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// The files written, relative to the project.
    pub files: Vec<String>,
    /// What the author should know or do, a sentence each.
    pub notes: Vec<String>,
}

/// Why nothing was added. Then nothing was written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AddError {
    /// It is there already, cannot be there, or there is no place for it.
    #[error("{0}")]
    Refused(String),
    /// The widget would break rules it did not break before.
    #[error("Kommo would refuse the widget then: {}", .0.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("; "))]
    Rules(Vec<Finding>),
    /// A file cannot be read or written.
    #[error("{}: {reason}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// Adds to the project in `folder`.
///
/// # Errors
/// [`AddError`]; then nothing was written, unless the disk failed on the way.
pub fn add(folder: &Path, what: &What) -> Result<Done, AddError> {
    let mut files = Files::read(folder)?;
    match what {
        What::Location(code) => location(&mut files, code)?,
        What::Setting { code, kind, required, label } => {
            setting(&mut files, code, kind, *required, label.as_deref())?;
        }
        What::Locale(code) => locale(&mut files, code)?,
        What::Text { key, text } => new_text(&mut files, key, text)?,
    }
    files.write()
}

fn refuse<T>(sentence: String) -> Result<T, AddError> {
    Err(AddError::Refused(sentence))
}

fn location(files: &mut Files, code: &str) -> Result<(), AddError> {
    let location = Location::parse(code);
    let part = parts::of(&location).map_err(AddError::Refused)?;
    if let Some(other) = files.locations()?.iter().find(|other| other.area == location.area) {
        return refuse(format!("the manifest lists `{other}` already"));
    }
    files.manifest_item("locations", &code.into())?;
    if let Some((key, block)) = &part.block {
        files.manifest_block(key, block)?;
    }
    if location.area == Area::CardSdk && !files.locations()?.iter().any(|other| other.area == Area::LeadCard)
    {
        files.manifest_item("locations", &"lcard-0".into())?;
    }
    for (key, words) in part.texts {
        files.text(key, words)?;
    }
    if part.trigger_logo {
        files.trigger_logo()?;
    }
    let mut places: Vec<(&str, String)> =
        part.places.iter().map(|(place, value)| (*place, (*value).to_owned())).collect();
    places.push(("area", location.area.code().to_owned()));
    places.push(("location", code.to_owned()));
    files.template(part.template, &places, part.texts.first().map(|(key, _)| *key))?;
    files.notes.extend(part.note.map(str::to_owned));
    Ok(())
}

fn setting(
    files: &mut Files,
    code: &str,
    kind: &FieldType,
    required: bool,
    label: Option<&str>,
) -> Result<(), AddError> {
    let is_code = code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_code {
        return refuse(format!(
            "`{code}` is no code for a field: write it as `api_key`, in small letters, digits and `_`"
        ));
    }
    if matches!(kind, FieldType::Other(_)) {
        return refuse(format!(
            "Kommo has no fields of type `{kind}`; it has text, pass, users, users_lp, custom"
        ));
    }
    if files.has(&format!("settings.{code}"))? {
        return refuse(format!("the manifest has a setting `{code}` already"));
    }
    let values = files.values();
    if !files.locations()?.iter().any(|location| location.area == Area::Settings) {
        files.manifest_item("locations", &"settings".into())?;
    }
    files.manifest_block("settings", &json!({}))?;
    let key = format!("settings.{code}");
    files.manifest_member(
        "settings",
        code,
        &json!({ "name": key, "type": kind.code(), "required": required }),
    )?;
    let spoken = label.map_or_else(|| spoken(code), str::to_owned);
    files.give_tests(&values);
    files.text(&key, &[&spoken, &spoken, &spoken])?;
    let shown = files.shown(&key)?;
    let find = match kind {
        FieldType::Text | FieldType::Pass => format!("field({shown:?})"),
        _ => format!("text(part({shown:?}))"),
    };
    let places = [("field", code.to_owned()), ("find", find)];
    if *kind == FieldType::Custom {
        files.template(include_str!("../../templates/add/custom_setting.rs.in"), &places, Some(&key))?;
    }
    files.template(include_str!("../../templates/add/settings.rs.in"), &places, Some(&key))?;
    let accessor = if files.has_names() {
        format!("Settings::of(cx).{}()", names::method(code))
    } else {
        format!("cx.params().get(\"{code}\")")
    };
    files.notes.push(format!("read it with `{accessor}`"));
    Ok(())
}

fn new_text(files: &mut Files, key: &str, text: &str) -> Result<(), AddError> {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    if !key.split('.').all(is_name) {
        return refuse(format!("`{key}` is no key of a text: write it as `panel.hello`"));
    }
    if let Some(other) = files.text_keys()?.iter().find(|other| *other != key && names::are_one(other, key)) {
        return refuse(format!(
            "`{other}` and `{key}` would have the same name in Rust: call it something else"
        ));
    }
    files.text(key, &[text, text, text])?;
    if files.has_changed() {
        return Ok(());
    }
    refuse(format!("the texts have `{key}` already: change it in i18n/"))
}

/// `api_key` → `Api key`
fn spoken(code: &str) -> String {
    let text = code.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn locale(files: &mut Files, code: &str) -> Result<(), AddError> {
    if !KOMMO_LANGUAGES.contains(&code) {
        return refuse(format!("Kommo has no language `{code}`; it has {}", KOMMO_LANGUAGES.join(", ")));
    }
    let locales = files.locales()?;
    if locales.iter().any(|locale| locale == code) {
        return refuse(format!("the manifest lists `{code}` already"));
    }
    let model = files.shown_locale()?;
    files.manifest_item("widget.locale", &code.into())?;
    files.copy(&format!("i18n/{model}.json"), &format!("i18n/{code}.json"))?;
    files.tour_pictures(&model, code)?;
    files.notes.push(format!("i18n/{code}.json holds the texts of {model}: translate them"));
    Ok(())
}
