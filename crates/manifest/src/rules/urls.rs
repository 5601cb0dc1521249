//! KM0510–KM0519: addresses in the manifest.

use super::scripts::is_local;
use super::{Rule, docs};
use crate::check::{Context, Place};

static HTTPS: Rule =
    Rule::error(["KM0510", "address-not-https", "Addresses in the manifest are https", docs::MANIFEST]);
static LOCAL: Rule = Rule::moderated([
    "KM0511",
    "address-not-public",
    "Addresses in the manifest can be reached from Kommo's servers",
    docs::MANIFEST,
]);
static COLOR: Rule =
    Rule::error(["KM0512", "mobile-color", "mobile.color is a colour such as #2f6fed", docs::RU_MOBILE]);
static HTTP: Rule = Rule::warning([
    "KM0513",
    "sms-over-http",
    "The SMS endpoint is https: it gets tokens and phone numbers",
    docs::RU_SMS,
]);

pub(super) const RULES: &[&Rule] = &[&HTTPS, &LOCAL, &COLOR, &HTTP];

pub(super) fn run(cx: &mut Context<'_>) {
    super::with_manifest(cx, |cx, manifest| {
        for key in ["dp.webhook_url", "mobile.frame_url", "sms.endpoint"] {
            let Some(node) = manifest.get(key) else { continue };
            let Some(text) = node.as_str().filter(|text| !text.trim().is_empty()) else { continue };
            let place = || Place::manifest(key, node);
            let secure = text.strip_prefix("https://");
            let plain = text.strip_prefix("http://").filter(|_| key == "sms.endpoint");
            let host = secure.or(plain).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
            if secure.is_none() && plain.is_some() {
                cx.report(&HTTP, place(), format!("`{key}` is not encrypted")).help("use https://");
            }
            if host.is_empty() || host.contains(char::is_whitespace) {
                let report =
                    cx.report(&HTTPS, place(), format!("`{key}` is `{text}`, which is no https address"));
                if let Some(rest) = text.strip_prefix("http://") {
                    let new = serde_json::Value::from(format!("https://{rest}")).to_string();
                    report.help("Kommo sends to https only").replace(
                        "write https://",
                        node.span.clone(),
                        new,
                    );
                } else {
                    report.help("write the whole address, beginning with https://");
                }
            } else if is_local(host) {
                cx.report(&LOCAL, place(), format!("`{host}` cannot be reached from Kommo"))
                    .help("use an address on the internet; while developing, a tunnel");
            }
        }
        if let Some(node) = manifest.get("mobile.color")
            && let Some(text) = node.as_str()
            && !is_color(text)
        {
            cx.report(&COLOR, Place::manifest("mobile.color", node), format!("`{text}` is no colour")).help(
                "write it as # and six hexadecimal digits; the title on it is white, so choose a dark one",
            );
        }
    });
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}
