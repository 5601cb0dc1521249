//! Whether a foreign host's CORS headers let a page have its answer, as the browser decides it (Fetch standard).

use axum::http::{HeaderMap, Method};

use super::stubs::Stub;

/// Headers a page sets itself in widgets' calls; the browser's own are not asked about.
const ASKED: &[&str] = &["x-auth-token", "authorization", "x-requested-with", "x-api-key"];
/// Content types that need no leave.
const PLAIN: &[&str] = &["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/// What the browser would say instead of handing over the answer; `None` when the host allows the call.
pub(super) fn refuses(stub: &Stub, method: &Method, headers: &HeaderMap, origin: &str) -> Option<String> {
    let own = |name: &str| {
        let found = stub.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let speaks = stub.headers.keys().any(|name| name.to_ascii_lowercase().starts_with("access-control-"));
    if !speaks {
        return (!stub.cors).then(|| "the host sends no Access-Control-Allow-Origin".to_owned());
    }
    let allowed = own("access-control-allow-origin").unwrap_or_default();
    if allowed != "*" && allowed != origin {
        return Some(format!("Access-Control-Allow-Origin is \"{allowed}\", not {origin}"));
    }
    let listed = |name: &str, wanted: &str| {
        own(name)
            .unwrap_or_default()
            .split(',')
            .any(|one| matches!(one.trim(), "*") || one.trim().eq_ignore_ascii_case(wanted))
    };
    let is_plain_method = matches!(*method, Method::GET | Method::HEAD | Method::POST);
    if !is_plain_method && !listed("access-control-allow-methods", method.as_str()) {
        return Some(format!("Access-Control-Allow-Methods does not name {method}"));
    }
    let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_plain_type = kind.is_empty() || PLAIN.iter().any(|plain| kind.starts_with(plain));
    if !is_plain_type && !listed("access-control-allow-headers", "content-type") {
        return Some(format!("Access-Control-Allow-Headers does not name Content-Type for {kind}"));
    }
    let missing = ASKED
        .iter()
        .filter(|name| headers.contains_key(**name))
        .find(|name| !listed("access-control-allow-headers", name));
    missing.map(|name| format!("Access-Control-Allow-Headers does not name {name}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stub(headers: Value) -> Stub {
        serde_json::from_value(json!({ "url": "https://a.example/*", "headers": headers })).unwrap()
    }

    #[test]
    fn hosts_decide_by_their_headers() {
        let page = "http://127.0.0.1:1";
        let token: HeaderMap =
            [("x-auth-token".parse().unwrap(), "t".parse().unwrap())].into_iter().collect();
        let none = HeaderMap::new();
        let open = stub(json!({}));
        assert_eq!(refuses(&open, &Method::DELETE, &token, page), None, "a stub without a word allows all");
        assert!(refuses(&open.without_cors(), &Method::GET, &none, page).is_some());
        let star = stub(json!({ "Access-Control-Allow-Origin": "*" }));
        assert_eq!(refuses(&star, &Method::GET, &none, page), None);
        assert!(refuses(&star, &Method::PATCH, &none, page).unwrap().contains("PATCH"));
        assert!(refuses(&star, &Method::GET, &token, page).unwrap().contains("x-auth-token"));
        let other = stub(json!({ "access-control-allow-origin": "https://b.example" }));
        assert!(refuses(&other, &Method::GET, &none, page).unwrap().contains("b.example"));
        let full = stub(json!({
            "access-control-allow-origin": page, "access-control-allow-headers": "X-Auth-Token, Content-Type",
            "access-control-allow-methods": "PATCH",
        }));
        assert_eq!(refuses(&full, &Method::PATCH, &token, page), None);
    }
}
