//! What a rule is.

use crate::check::Severity;

/// A rule of the platform.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Stable code, such as `KM0301`.
    pub code: &'static str,
    /// Short name, such as `missing-widget-field`.
    pub name: &'static str,
    /// The rule in one sentence.
    pub summary: &'static str,
    /// Severity for private integrations; `None` when the rule does not apply to them.
    pub private: Option<Severity>,
    /// Severity for public integrations.
    pub public: Option<Severity>,
    /// The page of the documentation it comes from.
    pub docs: &'static str,
    /// Whether Kommo's upload form is known or documented to refuse the archive for this.
    pub refuses_upload: bool,
    /// The words of Kommo's upload form, where they are known.
    pub upload_reply: Option<&'static str>,
}

impl Rule {
    const fn new(
        [code, name, summary, docs]: [&'static str; 4],
        private: Option<Severity>,
        public: Option<Severity>,
    ) -> Self {
        Self { code, name, summary, private, public, docs, refuses_upload: false, upload_reply: None }
    }

    /// An error in both modes. Arguments: code, name, summary, page of the documentation.
    pub(super) const fn error(words: [&'static str; 4]) -> Self {
        Self::new(words, Some(Severity::Error), Some(Severity::Error))
    }

    /// A warning in both modes.
    pub(super) const fn warning(words: [&'static str; 4]) -> Self {
        Self::new(words, Some(Severity::Warning), Some(Severity::Warning))
    }

    /// A warning for private integrations, an error for public ones.
    pub(super) const fn moderated(words: [&'static str; 4]) -> Self {
        Self::new(words, Some(Severity::Warning), Some(Severity::Error))
    }

    /// An error for public integrations only.
    pub(super) const fn public_error(words: [&'static str; 4]) -> Self {
        Self::new(words, None, Some(Severity::Error))
    }

    /// A warning for public integrations only.
    pub(super) const fn public_warning(words: [&'static str; 4]) -> Self {
        Self::new(words, None, Some(Severity::Warning))
    }

    /// A warning for private integrations only.
    pub(super) const fn private_warning(words: [&'static str; 4]) -> Self {
        Self::new(words, Some(Severity::Warning), None)
    }

    /// The upload form refuses the archive for this; its words are not known.
    pub(super) const fn refused(mut self) -> Self {
        self.refuses_upload = true;
        self
    }

    /// The upload form refuses the archive with these words.
    pub(super) const fn refused_with(mut self, reply: &'static str) -> Self {
        self.refuses_upload = true;
        self.upload_reply = Some(reply);
        self
    }
}
