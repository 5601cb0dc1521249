//! The "Create integration" form: what it takes and what it refuses.
//!
//! Limits: <https://developers.kommo.com/docs/private-integration>.

use serde::Serialize;

/// Characters a name must have at least and may have at most.
const NAME: (usize, usize) = (3, 255);
/// The same of a description, markup included.
const DESCRIPTION: (usize, usize) = (5, 65_000);
/// Pixels of the icon.
const LOGO: (usize, usize) = (400, 272);
/// Bytes of the icon; Kommo's own limit for images.
const LOGO_BYTES: usize = 300 * 1024;
/// The scopes the form offers.
pub(crate) const SCOPES: &[&str] =
    &["crm", "notifications", "files", "files_delete", "push_notifications", "chats"];

/// The form's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegrationForm {
    /// Name, 3 to 255 characters.
    pub name: String,
    /// Description, 5 to 65,000 characters; HTML is allowed.
    pub description: String,
    /// Redirect link: https, or empty for an integration that needs no OAuth codes.
    pub redirect_uri: String,
    /// Link called when the integration is disabled: https, or empty.
    pub revoke_access_hook_uri: String,
    /// Scopes: `crm`, `notifications`, `files`, `files_delete`, `push_notifications`, `chats`.
    pub scopes: Vec<String>,
    /// Icon: 400 × 272 pixels, jpeg, png or gif.
    pub logo: Option<Logo>,
    /// "Duplicate control".
    pub has_duplicate_control: bool,
    /// "Multiple sources".
    pub has_multiple_sources: bool,
}

impl IntegrationForm {
    /// A form with a name, a description to be replaced, and the scopes that are ticked at first.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: "A private integration".to_owned(),
            redirect_uri: String::new(),
            revoke_access_hook_uri: String::new(),
            scopes: vec!["crm".to_owned(), "notifications".to_owned()],
            logo: None,
            has_duplicate_control: false,
            has_multiple_sources: false,
        }
    }

    /// Everything that is wrong with the form, field by field; empty when it is acceptable.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut say = |field: &'static str, message: String| {
            found.push(FieldProblem { field: field.to_owned(), message })
        };
        for (field, text, (least, most)) in
            [("name", &self.name, NAME), ("description", &self.description, DESCRIPTION)]
        {
            let characters = text.trim().chars().count();
            if characters < least {
                say(field, format!("the {field} needs at least {least} characters"));
            } else if characters > most {
                say(field, format!("the {field} has {characters} characters; {most} are the most"));
            }
        }
        if let Some(message) = not_https(&self.redirect_uri) {
            say("redirect_uri", message);
        }
        if let Some(message) = not_https(&self.revoke_access_hook_uri) {
            say("revoke_access_hook_uri", message);
        }
        for scope in &self.scopes {
            if !SCOPES.contains(&scope.as_str()) {
                say("scopes", format!("there is no scope `{scope}`; the scopes are {}", SCOPES.join(", ")));
            }
        }
        if let Some(message) = self.logo.as_ref().and_then(Logo::problem) {
            say("logo", message);
        }
        found
    }
}

/// An image for the integration's tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo(pub Vec<u8>);

impl Logo {
    /// The image's MIME type by its content, if it is of a kind the form takes.
    #[must_use]
    pub fn mime(&self) -> Option<&'static str> {
        match imagesize::image_type(&self.0) {
            Ok(imagesize::ImageType::Png) => Some("image/png"),
            Ok(imagesize::ImageType::Jpeg) => Some("image/jpeg"),
            Ok(imagesize::ImageType::Gif) => Some("image/gif"),
            _ => None,
        }
    }

    fn problem(&self) -> Option<String> {
        if self.mime().is_none() {
            return Some("the icon must be a jpeg, jpg, png or gif image".to_owned());
        }
        if self.0.len() > LOGO_BYTES {
            return Some(format!("the icon is {} KB; 300 KB are the most", self.0.len() / 1024));
        }
        match imagesize::blob_size(&self.0) {
            Ok(size) if (size.width, size.height) == LOGO => None,
            Ok(size) => Some(format!(
                "the icon is {} × {} pixels; it must be exactly {} × {}",
                size.width, size.height, LOGO.0, LOGO.1
            )),
            Err(_) => Some("the icon's size cannot be read: the image is damaged".to_owned()),
        }
    }
}

/// A field that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldProblem {
    /// The field's name in the request.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl FieldProblem {
    pub(super) fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// Why a link is not acceptable; an empty one is.
fn not_https(link: &str) -> Option<String> {
    if link.is_empty() {
        return None;
    }
    let Some(rest) = link.strip_prefix("https://") else {
        return Some(format!("`{}` does not begin with https://", link.chars().take(80).collect::<String>()));
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_sound = !host.is_empty() && !link.chars().any(|c| c.is_whitespace() || c.is_control());
    (!is_sound).then(|| "this is not a link: a host name must follow https://".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(form: &IntegrationForm) -> Vec<String> {
        form.problems().into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn limits_are_counted_in_characters() {
        let mut form = IntegrationForm::new("ñ".repeat(255));
        form.description = "é".repeat(65_000);
        assert_eq!(fields(&form), [""; 0]);
        form.name.push('x');
        form.description.push('x');
        assert_eq!(fields(&form), ["name", "description"]);
        assert_eq!(fields(&IntegrationForm::new("  ")), ["name"]);
        assert_eq!(fields(&IntegrationForm::new("ab")), ["name"]);
    }

    #[test]
    fn links_must_be_https() {
        let mut form = IntegrationForm::new("Deal desk");
        for (link, is_fine) in [
            ("", true),
            ("https://example.com/hook?a=1", true),
            ("http://example.com", false),
            ("https://", false),
            ("https:///x", false),
            ("https://exa mple.com", false),
            ("javascript:alert(1)", false),
        ] {
            form.redirect_uri = link.to_owned();
            assert_eq!(form.problems().is_empty(), is_fine, "{link}");
        }
    }

    #[test]
    fn the_icon_is_judged_by_its_content() {
        let png = |width: u32, height: u32| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend(width.to_be_bytes());
            bytes.extend(height.to_be_bytes());
            bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
            Logo(bytes)
        };
        assert_eq!(png(400, 272).problem(), None);
        assert!(png(399, 272).problem().unwrap().contains("399 × 272"));
        assert!(Logo(b"<svg/>".to_vec()).problem().unwrap().contains("jpeg"));
    }
}
