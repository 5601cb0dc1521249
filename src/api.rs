//! The Kommo API with the signed-in user's session.

pub use kommo_api::Api;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod session {
    use kommo_api::http;
    use kommo_api::{BoxFuture, Options, Request};
    use wasm_bindgen::JsValue;

    use crate::runtime::Signal;
    use crate::sys;

    /// How many milliseconds an attempt may take, as in Kommo's own client.
    const TIMEOUT: u32 = 20_000;

    /// Requests to the account's own host, with its cookies. The shim paces, repeats and judges them: see `kw_request`.
    pub(super) struct Session;

    impl http::Session for Session {
        fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<JsValue, JsValue>> {
            let signal = Signal::open();
            let (slot, method, path) = (signal.id(), request.method.as_str(), &request.path);
            let (body, timeout) = (request.body.as_deref(), options.timeout.unwrap_or(TIMEOUT));
            if request.wants_bytes() {
                sys::request_raw(slot, method, path, body, timeout, options.repeat_posts);
            } else {
                sys::request(slot, method, path, body, timeout, options.repeat_posts);
            }
            Box::pin(signal)
        }

        fn sleep(&self, milliseconds: u32) -> BoxFuture<Result<JsValue, JsValue>> {
            let signal = Signal::open();
            sys::timer(signal.id(), milliseconds);
            Box::pin(signal)
        }
    }
}

/// A client in the user's session.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn session() -> Api {
    const SESSION: &dyn kommo_api::http::Session = &session::Session;
    Api::of_page(&SESSION)
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod nowhere {
    use kommo_api::{Answered, BoxFuture, Carrier, Content, ErrorKind, Fault, Options, Request};

    /// Outside a browser there is no session: every request says so.
    pub(super) struct Nowhere;

    impl Carrier for Nowhere {
        fn carry(&self, _: &Request, _: Options) -> BoxFuture<Result<Content, Fault>> {
            let message = String::from("a widget's API works in a browser only");
            let fault = Fault { kind: ErrorKind::Input, message, answered: Answered::default() };
            Box::pin(async { Err(fault) })
        }

        fn sleep(&self, _: u32) -> BoxFuture<()> {
            Box::pin(async {})
        }
    }
}

/// A client that cannot reach anything: this is not a browser.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn session() -> Api {
    Api::over(nowhere::Nowhere)
}
