//! JSON web tokens: Kommo's access tokens, long-lived tokens and one-time tokens are all of this form.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Kind, Secret};

/// The longest token looked at, in bytes.
const LONGEST: usize = 16 * 1024;
/// How many beginnings are tried in one run of characters, which keeps hostile text cheap.
const MOST: usize = 64;

pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    for run in text.split(|c| !is_token(c)).filter(|run| run.len() > 32) {
        let start = run.as_ptr().addr() - text.as_ptr().addr();
        in_run(run, start, &mut found);
    }
    found
}

fn in_run(run: &str, start: usize, found: &mut Vec<Secret>) {
    let mut end = 0;
    for (at, _) in run.match_indices("eyJ").take(MOST) {
        if at < end {
            continue;
        }
        let rest = run.get(at..).unwrap_or_default();
        let token = rest.get(..LONGEST).unwrap_or(rest);
        let mut parts = token.split('.');
        let (Some(header), Some(claims), Some(signature)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let json = |part: &str| -> Option<serde_json::Value> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
        };
        if signature.len() < 16 || json(header).is_none_or(|header| header.get("alg").is_none()) {
            continue;
        }
        let Some(claims) = json(claims) else { continue };
        let kind = if claims.get("account_id").is_some() || claims.get("client_uuid").is_some() {
            if claims.get("scopes").is_some() || claims.get("api_domain").is_some() {
                Kind::Token("an access token or long-lived token of Kommo")
            } else {
                Kind::Token("a one-time token of Kommo")
            }
        } else {
            Kind::Token("a JSON web token")
        };
        end = at + token.len();
        found.push(Secret { kind, span: start + at..start + end });
    }
}
