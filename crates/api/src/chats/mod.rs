//! The Chats API ("amojo"): a messenger channel of one's own, whose messages stand in the account's cards. Kommo's pages
//! "Chats API", from "Register a channel" on.
//!
//! For servers only: requests are signed with the channel's secret. Kommo registers a channel on request and gives its id and
//! secret; connect it to an account each time the integration is installed there. What users and bots answer comes to the
//! channel's own address: `kommo_hooks::ChannelHook` verifies and reads it.
//!
//! ```no_run
//! use kommo_api::chats::{Channel, ChatMessage, ChatUser, MessageContent};
//!
//! # async fn example(amojo_id: &str, now: kommo_api::Timestamp) -> kommo_api::Result<()> {
//! let channel = Channel::new("<channel id>", "<channel secret>")?;
//! // The account's id here is `Account::amojo_id`, and not its number.
//! let scope = channel.connect(amojo_id, "Our messenger").await?.scope_id();
//! let client = ChatUser::new("client-1", "Jane").phone("+15550100101");
//! let message = ChatMessage::new("message-1", "chat-1", client, MessageContent::text("Is it ready?"));
//! let sent = channel.scope(&scope).send(message.sent_at(now)).await?;
//! println!("Kommo calls it {:?}", sent.msgid());
//! # Ok(())
//! # }
//! ```

mod channel;
mod delivery;
mod history;
mod message;
mod scope;
mod signed;
mod user;

pub use channel::{Channel, Connection, ConnectionRecord, KOMMO};
pub use delivery::Delivery;
pub use history::{HistoryMessage, HistoryMessageRecord};
pub use message::{ChatMessage, MessageContent, SentMessage, SentMessageRecord};
pub use scope::{Chat, ChatRecord, Scope};
pub use signed::signature;
pub use user::ChatUser;
