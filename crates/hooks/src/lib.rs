//! What Kommo sends to a service, decoded, verified and answered.
//!
//! | Kommo sends | Here | Signed |
//! |---|---|---|
//! | the request of a bot (`widget_request`) | [`WidgetRequest`] → [`BotRequest`], answered through [`Continuation`] | HS512 |
//! | the webhook of a pipeline action (`dp.webhook_url`) | [`PipelineHook`] | no |
//! | webhooks of the account | [`CrmHook`] | no |
//! | the disable hook | [`DisableHook`] | HMAC |
//! | what is said in a chat channel of the integration | [`ChannelHook`] | HMAC |
//! | a widget's request through `$authorizedAjax` | [`Verifier::one_time_token`] | HS256 |
//!
//! The core needs no framework: it takes bytes and gives types. The feature `axum` adds routes that keep Kommo's two
//! seconds, the feature `http` continues bots with `kommo-api`.
//!
//! Bodies are read as forms with PHP's brackets or as JSON, numbers as numbers or texts: Kommo sends both. What a type
//! does not know is in its `rest`.
//!
//! ```
//! use kommo_hooks::{Hook, PipelineEventType, PipelineHook};
//!
//! let body = b"event[type]=14&event[data][id]=7&event[data][element_type]=2\
//!     &action[settings][widget][settings][message]=Hello&subdomain=acme&account_id=1";
//! let hook = PipelineHook::decode("application/x-www-form-urlencoded", body)?;
//! assert_eq!(hook.event.kind(), Some(PipelineEventType::LeadStatusChanged));
//! assert_eq!(hook.event.data.id, 7);
//! assert_eq!(hook.settings().unwrap()["message"], "Hello");
//! # Ok::<(), kommo_hooks::BodyError>(())
//! ```

#[cfg(feature = "http")]
mod account;
mod answer;
#[cfg(feature = "axum")]
pub mod axum;
mod body;
mod channel;
mod claims;
mod continuation;
pub mod crm;
mod disable;
pub mod form;
mod lenient;
mod once;
mod pipeline;
mod secret;
mod token;
mod widget_request;

#[cfg(feature = "http")]
pub use account::{Account, ContinueError};
pub use answer::{Answer, AnswerError, LONGEST_TEXT, MOST_BUTTONS, MOST_HANDLERS};
pub use body::{BodyError, Hook, LIMIT, decode};
pub use channel::{
    ChannelContent, ChannelEvent, ChannelHook, ChannelHookError, ChannelMessage, ChannelUser, Conversation,
    Reaction, Typing,
};
pub use claims::Claims;
pub use continuation::{Continuation, ReturnUrlError};
pub use crm::{CrmEvent, CrmHook};
pub use disable::{DisableError, DisableHook};
pub use once::{Once, Replayed};
pub use pipeline::{Movement, PipelineData, PipelineEvent, PipelineEventType, PipelineHook};
pub use secret::Secret;
pub use token::{TokenError, Verifier};
pub use widget_request::{BotRequest, Refusal, WidgetRequest};
