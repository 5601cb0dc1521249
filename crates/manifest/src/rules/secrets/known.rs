//! Credentials that are recognised by how they begin.

use super::{Kind, Secret};

/// Beginning, least number of characters after it, what it is.
const PREFIXES: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an access key of AWS"),
    ("ghp_", 36, "a GitHub token"),
    ("github_pat_", 22, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("sk_live_", 20, "a secret key of Stripe"),
    ("rk_live_", 20, "a restricted key of Stripe"),
    ("sk-proj-", 32, "a key of OpenAI"),
    ("sk-ant-", 32, "a key of Anthropic"),
    ("SG.", 60, "a key of SendGrid"),
    ("npm_", 36, "an npm token"),
    ("EAAG", 60, "an access token of Facebook"),
];

/// The longest credential looked at, in characters.
const LONGEST: usize = 256;

pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for (at, marker) in text.match_indices("-----BEGIN ") {
        let rest = text.get(at + marker.len()..).unwrap_or_default();
        let Some((title, body)) = rest.split_once("-----") else { continue };
        // The words alone, as in a library that reads keys, are no key.
        let body = body.trim_start_matches(['\\', 'n', 'r', '\n', '\r', ' ']);
        let data = body
            .chars()
            .take(LONGEST)
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/'))
            .count();
        if title.ends_with("PRIVATE KEY") && title.len() < 40 && data >= 16 {
            let end = at + marker.len() + title.len() + 5;
            found.push(Secret { kind: Kind::PrivateKey, span: at..end });
        }
    }
    for (prefix, least, what) in PREFIXES {
        for (at, _) in text.match_indices(prefix) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let rest = text.get(at + prefix.len()..).unwrap_or_default();
            let length = rest.chars().take(LONGEST).take_while(|c| is_token(*c)).count();
            if length >= *least
                && !before.is_some_and(is_token)
                && is_mixed(rest.get(..length).unwrap_or_default())
            {
                found.push(Secret { kind: Kind::Foreign(what), span: at..at + prefix.len() + length });
            }
        }
    }
    found
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Letters and digits mixed, as chance makes them.
pub(super) fn is_mixed(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let mut kinds: Vec<char> = text.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    digits >= 2 && letters >= 2 && kinds.len() >= 8
}
