//! What can be written of a template.

use crate::json::{Fields, Text, ToJson};

body! {
    /// A new template.
    pub struct NewTemplate;
}

body! {
    /// A change of a template: what is not set is left as it is.
    pub struct TemplatePatch;
}

macro_rules! template_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its text.
                content: Text,
                /// Whether users may change it; they may not if this is not set.
                is_editable: bool,
                /// The integration's own id of it.
                external_id: Text,
                /// `amocrm`, or `waba` for those of WhatsApp.
                template_type = "type": Text,
                /// WhatsApp: the header, at most 60 characters.
                waba_header: Text,
                /// WhatsApp: `text` or `media`.
                waba_header_type: Text,
                /// WhatsApp: the footer, at most 60 characters.
                waba_footer: Text,
                /// WhatsApp: `UTILITY`, `AUTHENTICATION` or `MARKETING`.
                waba_category: Text,
                /// WhatsApp: the language.
                waba_language: Text,
            }
        }

        impl $name {
            /// Adds a button.
            pub fn button(mut self, button: &TemplateButton<'_>) -> Self {
                self.0.push("buttons", button);
                self
            }

            /// Its file: its id in the files service, its name, and `picture`, `file`, `document` or `video`.
            pub fn attachment(mut self, file_uuid: &str, name: &str, kind: &str) -> Self {
                let mut fields = Fields::new();
                fields.set("id", &file_uuid);
                fields.set("name", &name);
                fields.set("type", &kind);
                self.0.set("attachment", &fields);
                self
            }
        }
    };
}

template_setters!(NewTemplate);
template_setters!(TemplatePatch);

impl NewTemplate {
    /// A template with a name and a text.
    pub fn new(name: &str, content: &str) -> Self {
        Self::default().name(name).content(content)
    }
}

impl TemplatePatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// A button of a template.
#[derive(Clone, Copy, Debug)]
pub enum TemplateButton<'a> {
    /// Answers with its text.
    Inline(&'a str),
    /// Opens an address.
    Url {
        /// What stands on it.
        text: &'a str,
        /// What it opens.
        url: &'a str,
    },
}

impl ToJson for TemplateButton<'_> {
    fn write_json(&self, out: &mut String) {
        let mut fields = Fields::new();
        match self {
            Self::Inline(text) => {
                fields.set("type", &"inline");
                fields.set("text", text);
            }
            Self::Url { text, url } => {
                fields.set("type", &"url");
                fields.set("text", text);
                fields.set("url", url);
            }
        }
        fields.write_json(out);
    }
}
