//! Addresses in strings.

use super::{HARD_PATH, HTTP, LOCAL, Script};
use crate::check::Context;
use crate::lex::js::Kind;

/// Names of XML dialects; nobody ever loads them.
const NAMESPACES: &[&str] =
    &["http://www.w3.org/", "http://schemas.", "http://ns.adobe.com/", "http://purl.org/"];

pub(super) fn run(cx: &mut Context<'_>, script: &Script<'_>) {
    for token in script.code.iter().filter(|token| matches!(token.kind, Kind::String | Kind::Template)) {
        let text = script.text.get(token.span.clone()).unwrap_or_default();
        if text.len() > 4096 {
            continue; // Packed data.
        }
        let inner = text.trim_matches(['"', '\'', '`']);
        let place = || script.place(&token.span);
        let Some((scheme, host)) = address(inner) else {
            if inner.starts_with("/upl/") {
                cx.report(&HARD_PATH, place(), "the path of the widget's files is written out").help(
                    "use params.path or params.cdn_path: code and number in the path differ in every account",
                );
            }
            continue;
        };
        if is_local(host) {
            cx.report(&LOCAL, place(), format!("`{host}` is an address of a developer's machine"))
                .help("remove it, or put the server's address into the settings");
        } else if scheme == "http" && host.contains('.') && !NAMESPACES.iter().any(|ns| inner.starts_with(ns))
        {
            cx.report(&HTTP, place(), format!("`http://{host}` is not encrypted")).help(
                "write https://; from a https page the browser blocks http (only crm_post can reach it)",
            );
        }
    }
}

/// Scheme and host of an address.
fn address(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?', '#', '$', '"', '\'', ' ']).next()?;
    matches!(scheme, "http" | "https" | "ws" | "wss").then_some((scheme, host))
}

/// Whether a host, perhaps with a port, is on a developer's machine or network.
pub(in crate::rules) fn is_local(host: &str) -> bool {
    let name = host.rsplit('@').next().unwrap_or(host);
    let name = name.split(':').next().unwrap_or(name);
    name == "localhost"
        || name.ends_with(".localhost")
        || name.ends_with(".local")
        || name.ends_with(".test")
        || name.ends_with(".ngrok.io")
        || name.ends_with(".ngrok-free.app")
        || host.starts_with("[::1]")
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|ip| ip.is_loopback() || ip.is_private() || ip.is_unspecified())
}
