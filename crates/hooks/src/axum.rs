//! Handlers for axum: read within the limit, decode, verify, answer at once, and go on afterwards.
//!
//! Kommo waits two seconds. All of these answer before the work begins, which then runs in a task of its own.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use kommo_hooks::axum::{Bots, receive};
//! use kommo_hooks::{CrmHook, Secret, Verifier};
//!
//! # fn example(secret: Secret) -> axum::Router {
//! let bots = Arc::new(Bots::new(Verifier::new(secret, "https://bot.example.com")));
//! axum::Router::new()
//!     .route("/ask", bots.route(|request| async move {
//!         println!("{:?} asks {:?}", request.claims.subdomain, request.text("question"));
//!         Ok::<(), String>(()) // after `Account::continue_bot`
//!     }))
//!     .route("/changes", receive(|hook: CrmHook| async move { println!("{} changes", hook.events.len()) }))
//! # }
//! ```

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use crate::body::{self, Hook};
use crate::channel::{ChannelHook, ChannelHookError};
use crate::disable::{DisableError, DisableHook};
use crate::once::{Once, Replayed};
use crate::secret::Secret;
use crate::token::Verifier;
use crate::widget_request::{BotRequest, WidgetRequest};

/// Takes the requests of bots: see [`Bots::route`].
pub struct Bots {
    verifier: Verifier,
    once: Once,
    limit: usize,
    now: fn() -> i64,
    failed: fn(&str),
}

impl Bots {
    /// Requests signed for this integration, of at most [`LIMIT`](crate::LIMIT) bytes.
    pub fn new(verifier: Verifier) -> Self {
        Self {
            verifier,
            once: Once::new(),
            limit: body::LIMIT,
            now,
            failed: |error| eprintln!("kommo-hooks: {error}"),
        }
    }

    /// The bytes a request may have.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Another clock than the machine's: seconds since 1970.
    #[must_use]
    pub fn clock(mut self, now: fn() -> i64) -> Self {
        self.now = now;
        self
    }

    /// Where errors of the work are reported; to the standard error if nothing is said.
    #[must_use]
    pub fn on_failure(mut self, failed: fn(&str)) -> Self {
        self.failed = failed;
        self
    }

    /// A route for `widget_request`: answers 200 at once, as Kommo wants it, and runs `work` in a task. What is not
    /// believed gets 401, what was answered before 409, what is too large 413, and what is no request 400; `work` does
    /// not run then.
    ///
    /// If `work` fails, the same request is taken again: Kommo repeats it where a bot could not be continued.
    pub fn route<F, W, E>(self: &Arc<Self>, work: F) -> MethodRouter
    where
        F: Fn(BotRequest) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = Result<(), E>> + Send + 'static,
        E: Display + Send,
    {
        let bots = Arc::clone(self);
        post(move |request: Request| async move {
            let accepted = match bots.accept(request).await {
                Ok(accepted) => accepted,
                Err(refused) => return refused,
            };
            let key = accepted.continuation.key();
            let work = work(accepted);
            tokio::spawn(async move {
                if let Err(error) = work.await {
                    bots.once.release(&key);
                    (bots.failed)(&error.to_string());
                }
            });
            StatusCode::OK.into_response()
        })
    }

    async fn accept(&self, request: Request) -> Result<BotRequest, Response> {
        let request: WidgetRequest = read(request, self.limit).await?;
        let now = (self.now)();
        let verified = request
            .verify(&self.verifier, now)
            .map_err(|refusal| refuse(StatusCode::UNAUTHORIZED, &refusal))?;
        let key = verified.continuation.key();
        match self.once.use_up(&key, verified.claims.exp, now) {
            Ok(()) => Ok(verified),
            Err(used @ Replayed::Used) => Err(refuse(StatusCode::CONFLICT, &used)),
            Err(full) => Err(refuse(StatusCode::SERVICE_UNAVAILABLE, &full)),
        }
    }
}

/// A route for what is not signed: the webhook of a pipeline action ([`PipelineHook`](crate::PipelineHook)) and those of
/// the account ([`CrmHook`](crate::CrmHook)). Answers 200 at once and runs `work` in a task; 413 and 400 for what is too
/// large (more than [`LIMIT`](crate::LIMIT) bytes) or something else.
pub fn receive<T, F, W>(work: F) -> MethodRouter
where
    T: Hook + Send + 'static,
    F: Fn(T) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    post(move |request: Request| async move {
        match read(request, body::LIMIT).await {
            Ok(hook) => {
                tokio::spawn(work(hook));
                StatusCode::OK.into_response()
            }
            Err(refused) => refused,
        }
    })
}

/// A route for the disable hook: answers 200 at once and runs `work` in a task; 401 for what is not believed.
pub fn disabled<F, W>(secret: Secret, work: F) -> MethodRouter
where
    F: Fn(DisableHook) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    get(move |request: Request| async move {
        match DisableHook::verify(request.uri().query().unwrap_or_default(), &secret) {
            Ok(hook) => {
                tokio::spawn(work(hook));
                StatusCode::OK.into_response()
            }
            Err(error @ DisableError::Missing(_)) => refuse(StatusCode::BAD_REQUEST, &error),
            Err(error) => refuse(StatusCode::UNAUTHORIZED, &error),
        }
    })
}

/// A route for what happens in the chats of a channel: answers 200 at once and runs `work` in a task; 401 for what is not
/// signed with the channel's secret. Kommo does not repeat these hooks, and waits five seconds.
pub fn channel<F, W>(secret: Secret, work: F) -> MethodRouter
where
    F: Fn(ChannelHook) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    post(move |request: Request| async move {
        let signature = header(&request, "x-signature");
        let Ok(body) = to_bytes(request.into_body(), body::LIMIT).await else {
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, &ChannelHookError::TooLarge);
        };
        match ChannelHook::verify(&body, &signature, &secret) {
            Ok(hook) => {
                tokio::spawn(work(hook));
                StatusCode::OK.into_response()
            }
            Err(error @ ChannelHookError::Shape(_)) => refuse(StatusCode::BAD_REQUEST, &error),
            Err(error) => refuse(StatusCode::UNAUTHORIZED, &error),
        }
    })
}

fn header(request: &Request, name: &str) -> String {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn read<T: Hook>(request: Request<Body>, limit: usize) -> Result<T, Response> {
    let kind = header(&request, "content-type");
    let too_large = || refuse(StatusCode::PAYLOAD_TOO_LARGE, &body::BodyError::TooLarge { limit });
    // The error says nothing else than that the limit was reached, or the connection broke.
    let bytes = to_bytes(request.into_body(), limit).await.map_err(|_| too_large())?;
    body::decode(&kind, &bytes, limit)
        .and_then(T::from_value)
        .map_err(|error| refuse(StatusCode::BAD_REQUEST, &error))
}

fn refuse(status: StatusCode, why: &dyn Display) -> Response {
    (status, why.to_string()).into_response()
}

/// Seconds since 1970 by the machine's clock.
fn now() -> i64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(passed.as_secs()).unwrap_or(i64::MAX)
}
