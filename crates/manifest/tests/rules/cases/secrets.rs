//! KM10xx. The secrets are put together here, so that no tool takes this file for one.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::case;
use crate::Case;

fn jwt(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", part(r#"{"typ":"JWT","alg":"RS256"}"#), part(claims), "s1G".repeat(20))
}

fn key(kind: &str) -> String {
    let dashes = "-".repeat(5);
    format!(
        "{dashes}BEGIN {kind} KEY{dashes}\\nMIIEvQIBADANBgkqhkiG9w0BAQEF\\n{dashes}END {kind} KEY{dashes}"
    )
}

fn chance(length: usize) -> String {
    "q7Zt2LwX9kVb4NsM8yRc".chars().cycle().take(length).collect()
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM1001",
            |s| {
                s.script(&format!("var pem = '{}';", key("PRIVATE")));
            },
            |s| {
                s.script(&format!("var pem = '{}';", key("PUBLIC")));
            },
        ),
        case(
            "KM1002",
            |s| {
                s.script(&format!(
                    "var t = '{}';",
                    jwt(r#"{"account_id":1,"scopes":["crm"],"api_domain":"x"}"#)
                ));
                let module =
                    [b"\0asm\x01\0\0\0".as_slice(), jwt(r#"{"client_uuid":"x"}"#).as_bytes()].concat();
                s.add(
                    "lib/app.js",
                    format!("define([], function () {{ return '{}'; }});", STANDARD.encode(module)),
                );
            },
            |s| {
                s.script("var head = 'eyJhbGciOiJIUzI1NiJ9'; var dots = 'eyJ.eyJ.eyJ';");
            },
        ),
        case(
            "KM1003",
            |s| {
                s.script(&format!("var client_secret = '{}';", chance(64)));
                s.add("config.json", format!("{{ \"apiKey\": \"{}\" }}", chance(32)));
            },
            |s| {
                s.script("var secret_key = self.get_settings().secret_key; var apiKey = ''; var password_label = 'Password';");
            },
        ),
        case(
            "KM1004",
            |s| {
                s.script(&format!("var aws = '{}{}';", "AKIA", chance(16).to_uppercase()));
            },
            |s| {
                s.script("var word = 'MAKIAVELLIANISCHERWEISE';");
            },
        ),
    ]
}
