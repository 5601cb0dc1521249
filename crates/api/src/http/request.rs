//! A request as plain data.

/// An HTTP method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, and runs actions.
    Post,
    /// Changes.
    Patch,
    /// Puts in place; only files are attached with it.
    Put,
    /// Deletes.
    Delete,
}

impl Method {
    /// The name in upper case, as HTTP wants it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// Whether sending the request twice does the same as sending it once. True for all but POST.
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post)
    }
}

/// In which form the answer's body is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Accept {
    /// A document to read lazily ([`crate::Json`]).
    #[default]
    Document,
    /// The bytes themselves, to be decoded at once into owned values.
    Bytes,
}

/// A request, ready to be carried by a [`crate::Transport`].
///
/// What every request needs besides is the transport's business: the host, cookies or the `Authorization` header,
/// `Accept: application/json`, in a browser `X-Requested-With: XMLHttpRequest`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path with its query, percent-encoded, as in `/api/v4/leads/1?with=contacts`. For the files service, which
    /// has a host of its own, the whole address starting with `https://`.
    pub path: String,
    /// A JSON body, to be sent as `Content-Type: application/json`.
    pub body: Option<String>,
    /// A binary body (a part of a file), instead of `body`.
    pub upload: Option<Vec<u8>>,
    /// Further headers, such as `X-Context-User-ID`.
    pub headers: Vec<(&'static str, String)>,
    /// The form the answer's body is wanted in.
    pub accept: Accept,
}

impl Request {
    /// A request without a body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            body: None,
            upload: None,
            headers: Vec::new(),
            accept: Accept::Document,
        }
    }

    /// The same request with a JSON body.
    pub fn json(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Whether the answer's bytes are wanted, and something is there to decode them.
    pub fn wants_bytes(&self) -> bool {
        cfg!(any(feature = "decode", not(target_family = "wasm"))) && self.accept == Accept::Bytes
    }
}
