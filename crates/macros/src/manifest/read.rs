//! Reading the manifest and the texts it names.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use kommo_manifest::i18n::{self, Texts};
use kommo_manifest::json::JsonError;
use kommo_manifest::manifest::Manifest;

/// What the files say.
pub(super) struct Widget {
    pub(super) manifest: Manifest,
    /// The texts of the first language; the others have the same keys.
    pub(super) texts: Texts,
    /// The files that were read, relative to the widget's folder.
    pub(super) files: Vec<String>,
}

impl Widget {
    pub(super) fn read(root: &Path) -> Result<Self, String> {
        let name = "manifest.json";
        let manifest = Manifest::parse(&bytes(root, name)?).map_err(|error| at(name, &error))?;
        let mut files = vec![name.to_owned()];
        let mut first: Option<(String, Texts)> = None;
        for language in &manifest.widget.locale {
            let file = i18n::path(language);
            let texts = Texts::parse(&bytes(root, &file)?).map_err(|error| at(&file, &error))?;
            match &first {
                None => first = Some((file.clone(), texts)),
                Some((other, known)) => {
                    lacks(&file, &texts, other, known)?;
                    lacks(other, known, &file, &texts)?;
                }
            }
            files.push(file);
        }
        Ok(Self { manifest, texts: first.map(|(_, texts)| texts).unwrap_or_default(), files })
    }

    /// A text for people to read in an editor, quoted.
    pub(super) fn quoted(&self, key: &str) -> Option<String> {
        Some(format!("“{}”", self.texts.get(key)?))
    }
}

fn bytes(root: &Path, file: &str) -> Result<Vec<u8>, String> {
    fs::read(root.join(file)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("there is no {file}"),
        _ => format!("{file} cannot be read: {error}"),
    })
}

fn at(file: &str, error: &JsonError) -> String {
    format!("{file}: {error}")
}

fn lacks(file: &str, texts: &Texts, other: &str, known: &Texts) -> Result<(), String> {
    match known.iter().find(|(key, _)| texts.get(key).is_none()) {
        Some((key, _)) => Err(format!("{file} lacks the text `{key}`, which {other} has: add it there too")),
        None => Ok(()),
    }
}
