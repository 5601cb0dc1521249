//! Signing requests. Kommo's page "Chats API authorization and headers".

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use hmac::{Hmac, Mac as _};
use md5::{Digest as _, Md5};
use sha1::Sha1;

use crate::http::{Bearer, Request, Response, Transport, TransportError};
use crate::platform::BoxFuture;

const TYPE: &str = "application/json";

/// Carries signed requests.
pub(super) struct Signed {
    pub(super) bearer: Bearer,
    pub(super) secret: Arc<str>,
}

/// The signature of `bytes` by a channel's secret, in hex: HMAC-SHA1. What Kommo sends to a channel has that of its body in
/// the header `X-Signature`.
pub fn signature(secret: &str, bytes: &[u8]) -> String {
    // A key of any length is taken.
    Hmac::<Sha1>::new_from_slice(secret.as_bytes())
        .map(|mac| hex(&mac.chain_update(bytes).finalize().into_bytes()))
        .unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Signed {
    /// Each attempt anew: a signature is good for a quarter of an hour.
    fn sign(&self, request: &mut Request) {
        let date = httpdate::fmt_http_date(SystemTime::now()).replace("GMT", "+0000");
        let sum = hex(&Md5::digest(request.body.as_deref().unwrap_or_default()));
        let path = request.path.split('?').next().unwrap_or_default();
        let text = [request.method.as_str(), &sum, TYPE, &date, path].join("\n");
        if request.body.is_none() {
            request.headers.push(("Content-Type", String::from(TYPE)));
        }
        request.headers.push(("X-Signature", signature(&self.secret, text.as_bytes())));
        request.headers.push(("Date", date));
        request.headers.push(("Content-MD5", sum));
    }
}

impl Transport for Signed {
    fn send(&self, mut request: Request) -> BoxFuture<Result<Response, TransportError>> {
        self.sign(&mut request);
        self.bearer.send(request)
    }

    fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
        self.bearer.sleep(milliseconds)
    }

    fn now(&self) -> u64 {
        self.bearer.now()
    }

    fn random(&self) -> u32 {
        self.bearer.random()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    #[test]
    fn a_request_is_signed_over_its_lines() {
        let signed =
            Signed { bearer: Bearer::without_token("https://x.example").unwrap(), secret: "key".into() };
        let mut request = Request::new(Method::Get, "/v2/origin/custom/s/chats/c/history?limit=5");
        signed.sign(&mut request);
        let header = |name| request.headers.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        assert_eq!(header("Content-MD5"), "d41d8cd98f00b204e9800998ecf8427e");
        assert!(header("Date").ends_with(" +0000"));
        let lines = format!(
            "GET\nd41d8cd98f00b204e9800998ecf8427e\napplication/json\n{}\n/v2/origin/custom/s/chats/c/history",
            header("Date")
        );
        assert_eq!(header("X-Signature"), signature("key", lines.as_bytes()));
        // The known answer of RFC 2202, case 2.
        assert_eq!(
            signature("Jefe", b"what do ya want for nothing?"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
    }
}
