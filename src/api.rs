//! The Kommo API with the signed-in user's session.

pub use kommo_api::Api;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod session {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use kommo_api::{Answered, BoxFuture, Carrier, Content, ErrorKind, Fault, Json, Options, Request};
    use wasm_bindgen::JsValue;

    use crate::runtime::Signal;
    use crate::sys;

    /// How many milliseconds an attempt may take, as in Kommo's own client.
    const TIMEOUT: u32 = 20_000;

    /// Requests to the account's own host, with its cookies. The shim paces, repeats and judges them: see `kw_request`.
    pub(super) struct Session;

    /// A request that was sent. Written by hand: the compiler's own futures are several times larger.
    struct Sent(Signal);

    impl Future for Sent {
        type Output = Result<Content, Fault>;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            Pin::new(&mut self.0).poll(context).map(|ended| match ended {
                Ok(answer) => Ok(content(answer)),
                Err(refusal) => Err(fault(&refusal)),
            })
        }
    }

    /// A timer that runs.
    struct Asleep(Signal);

    impl Future for Asleep {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            Pin::new(&mut self.0).poll(context).map(drop)
        }
    }

    impl Carrier for Session {
        fn carry(&self, request: &Request, options: Options) -> BoxFuture<Result<Content, Fault>> {
            Box::pin(Sent(Signal::new(|slot| {
                let (method, path, body) = (request.method.as_str(), &request.path, request.body.as_deref());
                let (timeout, repeat) = (options.timeout.unwrap_or(TIMEOUT), options.repeat_posts);
                if request.wants_bytes() {
                    sys::request_raw(slot, method, path, body, timeout, repeat);
                } else {
                    sys::request(slot, method, path, body, timeout, repeat);
                }
            })))
        }

        fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
            Box::pin(Asleep(Signal::new(|slot| sys::timer(slot, milliseconds))))
        }
    }

    /// A document, bytes that were to be left as they are, or nothing.
    fn content(answer: JsValue) -> Content {
        if answer.is_undefined() { Content::Nothing } else { Content::Document(Json::from_js(answer)) }
    }

    /// From `[kind, status, message, request id, document, text]`.
    fn fault(refusal: &JsValue) -> Fault {
        let at = |index| sys::item(refusal, index);
        let text = |index| at(index).as_string();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let number = |index| sys::number(&at(index)) as u32;
        let answered = Answered {
            status: number(1) as u16,
            request_id: text(3),
            retry_after: None,
            document: Some(at(4)).filter(|document| !document.is_undefined()).map(Json::from_js),
            text: text(5).unwrap_or_default(),
        };
        Fault { kind: ErrorKind::of_number(number(0)), message: text(2).unwrap_or_default(), answered }
    }
}

/// A client in the user's session.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn session() -> Api {
    const SESSION: &dyn kommo_api::Carrier = &session::Session;
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
