//! Values given to names such as `client_secret`.

use super::known::is_mixed;
use super::{Kind, Secret};

/// Names, in lower case and without `_` and `-`, whose value is a secret.
const NAMES: &[&str] = &[
    "clientsecret",
    "secretkey",
    "appsecret",
    "apisecret",
    "channelsecret",
    "accesstoken",
    "refreshtoken",
    "apikey",
    "privatekey",
    "longlivedtoken",
    "bearertoken",
    "authtoken",
    "password",
    "passwd",
];

/// Finds `name: "value"`, `name = 'value'` and `"name": "value"`, where the value looks like chance made it.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, ':' | '=')) {
        let Some(name) = name_before(text.get(..at).unwrap_or_default()) else { continue };
        let folded: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
        let Some(last) = NAMES.iter().find(|known| folded.ends_with(*known)) else { continue };
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        let Some(quote) =
            after.trim_start_matches([' ', '\t']).chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))
        else {
            continue;
        };
        let start = at + c.len_utf8() + blank + 1;
        let rest = text.get(start..).unwrap_or_default();
        let Some(length) = rest.find(quote).filter(|length| *length <= 512) else { continue };
        let value = rest.get(..length).unwrap_or_default();
        let least = if last.starts_with("pass") { 8 } else { 16 };
        let plain = value.chars().all(|c| c.is_ascii_graphic());
        if length >= least && plain && !value.contains(['{', '<', '/']) && is_mixed(value) {
            found.push(Secret { kind: Kind::Secret(name.to_owned()), span: start..start + length });
        }
    }
    found
}

/// The name that ends a text, its quotes left off.
fn name_before(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', '\t']).trim_end_matches(['"', '\'', '`', ']']);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$'))
        .last()
        .map(|(at, _)| at)?;
    text.get(start..).filter(|name| name.len() <= 64)
}
