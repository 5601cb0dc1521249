//! What a check is told besides the files.

/// What the widget is for: it decides which rules apply and how severe they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// An integration for the own account, uploaded by its admin without moderation.
    #[default]
    Private,
    /// An integration for the marketplace, checked automatically at upload and then by moderators.
    Public,
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
    /// Text keys that the widget's code uses, if that is known. Without them unused texts are not reported.
    pub used_texts: Option<Vec<String>>,
    /// The largest `script.js` that is not warned about, in bytes.
    pub script_budget: usize,
    /// Whether these are the files of a project before its build, so that `script.js` is still to be made.
    pub before_build: bool,
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
            script_budget: 500_000,
            before_build: false,
            amocrm: false,
        }
    }
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self::new(Mode::default())
    }
}
