//! What a check is told besides the files.

use std::ops::Range;

use crate::FileTree;

/// What the widget is for: it decides which rules apply and how severe they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// An integration for the own account, uploaded by its admin without moderation.
    #[default]
    Private,
    /// An integration for the marketplace, checked automatically at upload and then by moderators.
    Public,
}

/// A place in the code that asks for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextUse {
    /// The dotted key.
    pub key: String,
    /// The source file, in [`CheckOptions::sources`] or among what is shipped.
    pub file: String,
    /// Where the key stands, quotes included.
    pub span: Range<usize>,
}

/// What a check is told besides the files.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckOptions {
    /// What the widget is for.
    pub mode: Mode,
    /// The callbacks the widget implements, as the host names them (`render`, `onSave`, `leads.selected`). Without
    /// them the rules about callbacks are not applied.
    pub callbacks: Option<Vec<String>>,
    /// The version of the last upload; the new one must differ.
    pub previous_version: Option<String>,
    /// Text keys that the widget's code may use, if that is known. Without them unused texts are not reported.
    pub used_texts: Option<Vec<String>>,
    /// Where the widget's own code asks for texts.
    pub text_uses: Vec<TextUse>,
    /// The widget's own Rust sources: for the places of [`CheckOptions::text_uses`], and because a secret in them ships
    /// inside the module.
    pub sources: FileTree,
    /// The module inside the script, where that holds it in a form of its own.
    pub module: Option<Vec<u8>>,
    /// The largest `script.js` that is not warned about, in bytes.
    pub script_budget: usize,
    /// Whether these are the files of a project before its build, so that `script.js` is still to be made.
    pub before_build: bool,
    /// Whether the manifest may name its JSON Schema for editors (`$schema`), because the packer leaves that out.
    pub editor_hints: bool,
    /// Whether the widget is also meant for amoCRM, which knows more locations and languages.
    pub amocrm: bool,
}

impl CheckOptions {
    /// The options for a mode, everything else as if unknown.
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            callbacks: None,
            previous_version: None,
            used_texts: None,
            text_uses: Vec::new(),
            sources: FileTree::new(),
            module: None,
            script_budget: 500_000,
            before_build: false,
            editor_hints: false,
            amocrm: false,
        }
    }
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self::new(Mode::default())
    }
}
