//! The Kommo API with the signed-in user's session.

pub use kommo_api::Api;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod session {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use kommo_api::{Body, BoxFuture, Request, Response, Transport, TransportError, TransportErrorKind};
    use wasm_bindgen::JsValue;

    use crate::runtime::Signal;
    use crate::sys;

    /// `fetch` to the account's own host, with its cookies. Dropping a request's future aborts it.
    pub(super) struct Session;

    /// A request that was sent. Written by hand: the compiler's own futures are several times larger.
    struct Sent(Signal);

    impl Future for Sent {
        type Output = Result<Response, TransportError>;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            Pin::new(&mut self.0).poll(context).map(|sent| match sent {
                Ok(answer) => Ok(response(&answer)),
                Err(error) => {
                    let message = sys::get(&error, "message").as_string();
                    // The browser does not say whether a request left before the connection broke.
                    Err(TransportError::new(TransportErrorKind::Interrupted, message.unwrap_or_default()))
                }
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

    impl Transport for Session {
        fn send(&self, request: Request) -> BoxFuture<Result<Response, TransportError>> {
            self.send_again(&request)
        }

        fn send_again(&self, request: &Request) -> BoxFuture<Result<Response, TransportError>> {
            Box::pin(Sent(Signal::new(|slot| {
                sys::fetch(slot, request.method.as_str(), &request.path, request.body.as_deref());
            })))
        }

        fn sleep(&self, milliseconds: u32) -> BoxFuture<()> {
            Box::pin(Asleep(Signal::new(|slot| sys::timer(slot, milliseconds))))
        }

        fn now(&self) -> u64 {
            // Not monotonic when the user sets the clock; then one request waits too long or too short.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let now = sys::now() as u64;
            now
        }

        fn random(&self) -> u32 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let random = sys::random() as u32;
            random
        }
    }

    /// From `[status, content type, text, redirected, request id]`.
    fn response(answer: &JsValue) -> Response {
        let at = |index| sys::item(answer, index);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let status = sys::number(&at(0)) as u16;
        let body = if status == 204 { Body::Empty } else { Body::JsText(at(2)) };
        let mut response = Response::new(status, at(1).as_string().unwrap_or_default(), body);
        response.redirected = at(3).is_truthy();
        response.request_id = at(4).as_string().filter(|id| !id.is_empty());
        response
    }
}

/// A client in the user's session.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn session() -> Api {
    Api::new(session::Session)
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod nowhere {
    use kommo_api::{BoxFuture, Request, Response, Transport, TransportError, TransportErrorKind};

    /// Outside a browser there is no session: every request says so.
    pub(super) struct Nowhere;

    impl Transport for Nowhere {
        fn send(&self, _: Request) -> BoxFuture<Result<Response, TransportError>> {
            let error =
                TransportError::new(TransportErrorKind::NotSent, "a widget's API works in a browser only");
            Box::pin(async { Err(error) })
        }

        fn sleep(&self, _: u32) -> BoxFuture<()> {
            Box::pin(async {})
        }

        fn now(&self) -> u64 {
            0
        }

        fn random(&self) -> u32 {
            0
        }
    }
}

/// A client that cannot reach anything: this is not a browser.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn session() -> Api {
    Api::new(nowhere::Nowhere)
}
