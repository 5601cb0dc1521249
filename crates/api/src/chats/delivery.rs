//! [`Delivery`].

use crate::json::Fields;

/// What became of a message that Kommo gave the channel to deliver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delivery<'t> {
    /// It arrived.
    Delivered,
    /// It was read.
    Read,
    /// The client has deleted the conversation (901).
    ConversationDeleted,
    /// The messenger has switched the integration off (902).
    Disabled,
    /// The messenger failed (903).
    Internal,
    /// The conversation cannot be begun (904).
    NoConversation,
    /// Something else, in words (905).
    Failed(&'t str),
}

impl Delivery<'_> {
    pub(super) fn fields(self) -> Fields {
        let (status, error) = match self {
            Self::Delivered => (1, None),
            Self::Read => (2, None),
            Self::ConversationDeleted => (-1, Some((901, "the conversation was deleted"))),
            Self::Disabled => (-1, Some((902, "the integration is switched off"))),
            Self::Internal => (-1, Some((903, "internal error"))),
            Self::NoConversation => (-1, Some((904, "the conversation cannot be begun"))),
            Self::Failed(words) => (-1, Some((905, words))),
        };
        let mut fields = Fields::new();
        fields.set("status_code", &status);
        if let Some((code, words)) = error {
            fields.set("error_code", &code);
            fields.set("error", &words);
        }
        fields
    }
}
