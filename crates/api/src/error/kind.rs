//! The sorts of failure.

/// What sort of failure an [`crate::Error`] is.
///
/// The statuses are those of Kommo's page "HTTP status codes".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// 401, or the login page instead of an answer: the user's session has ended, the token has expired or was revoked,
    /// or the integration was disabled.
    SessionEnded,
    /// 402: the account is not paid, or its plan lacks the feature.
    PaymentRequired,
    /// 403: the user or the token has no right to do this, or lacks a scope.
    Forbidden,
    /// 403 with an HTML page: the account or the address was blocked for breaking the rate limit again and again. Only
    /// Kommo's support lifts it.
    Blocked,
    /// 404: no such path, or no such thing.
    NotFound,
    /// 405: the path exists, but not with this method. Kommo has no DELETE for most entities.
    MethodNotAllowed,
    /// 400: Kommo refused the data. See [`crate::Error::invalid`].
    Validation,
    /// 422: understood, but impossible now (a mode switched off, a limit reached, a talk already closed).
    Unprocessable,
    /// 429: too many requests. Only seen after the retries were used up.
    RateLimited,
    /// 5xx: Kommo failed. 504 mostly means that the batch was too large.
    Server,
    /// Another status that is no success.
    Status,
    /// An HTML page where a document was due.
    Html,
    /// The answer broke off before its end.
    Truncated,
    /// The answer is a document, but not of the expected form.
    Decode,
    /// No answer: no connection, or it broke.
    Network,
    /// No answer in time.
    Timeout,
    /// The call was cancelled.
    Cancelled,
    /// The links to further pages go in a circle.
    PageLoop,
    /// Another item of the same batch was refused, and Kommo then refuses the whole batch: this item was not written.
    BatchRefused,
    /// The request cannot be made from what was given; nothing was sent.
    Input,
}

impl ErrorKind {
    /// The kind of a number, in the order above: how a widget's shim names what it found. See `judge` in
    /// `js-shim/answers.js`.
    pub fn of_number(number: u32) -> Self {
        const KINDS: [ErrorKind; 20] = [
            ErrorKind::SessionEnded,
            ErrorKind::PaymentRequired,
            ErrorKind::Forbidden,
            ErrorKind::Blocked,
            ErrorKind::NotFound,
            ErrorKind::MethodNotAllowed,
            ErrorKind::Validation,
            ErrorKind::Unprocessable,
            ErrorKind::RateLimited,
            ErrorKind::Server,
            ErrorKind::Status,
            ErrorKind::Html,
            ErrorKind::Truncated,
            ErrorKind::Decode,
            ErrorKind::Network,
            ErrorKind::Timeout,
            ErrorKind::Cancelled,
            ErrorKind::PageLoop,
            ErrorKind::BatchRefused,
            ErrorKind::Input,
        ];
        KINDS.get(number as usize).copied().unwrap_or(Self::Status)
    }
}
