//! [`Api`], the client.

use crate::call::Call;
use crate::call::ask::Ask;
use crate::http::{Answer, Carrier, Engine, Limiter, Method, Request, Retry, Session, Transport};
use crate::json::{Json, ToJson};
use crate::platform::{Held, Shared};

/// The Kommo API of one account.
///
/// Cheap to clone; clones share the transport and the pace. In a browser it lives as long as the page: make one, not one a
/// request. Every function that names an entity gives a small handle,
/// whose functions give calls, which are sent when they are awaited:
///
/// ```
/// # use kommo_api::{Api, Id, Lead, LeadWith, Result};
/// # async fn example(api: Api, id: Id<Lead>) -> Result<()> {
/// if let Some(lead) = api.leads().get(id).with(LeadWith::Contacts).await? {
///     println!("{:?} is worth {:?}", lead.name(), lead.price());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Api(Held<dyn Session>);

impl Api {
    /// A client over `transport` with the default pace (7 requests a second, shared with all other clients), retries and
    /// timeout (20 seconds an attempt, as in Kommo's own client).
    pub fn new(transport: impl Transport) -> Self {
        Self::builder(transport).build()
    }

    /// A client with a pace, retries or timeout of its own.
    pub fn builder(transport: impl Transport) -> ApiBuilder {
        ApiBuilder(Engine {
            transport: Box::new(transport),
            limiter: Limiter::shared(),
            retry: Retry::default(),
            timeout: 20_000,
        })
    }

    /// A client whose pace, attempts and retries are another's business.
    pub fn over(carrier: impl Carrier) -> Self {
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        let held = Shared::new(carrier);
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        let held = {
            let session: &'static dyn Session = Box::leak(Box::new(crate::http::Foreign(carrier)));
            Box::leak(Box::new(session))
        };
        Self(held)
    }

    /// A client over the page's own carrier, which is there anyway.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    pub const fn of_page(session: &'static &'static dyn Session) -> Self {
        Self(session)
    }

    pub(crate) fn carrier(&self) -> &dyn Session {
        #[cfg(all(target_family = "wasm", target_os = "unknown"))]
        let carrier = *self.0;
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        let carrier = &*self.0;
        carrier
    }

    /// Any request, for what this library does not know: the same pace, retries and errors.
    ///
    /// ```
    /// # use kommo_api::{Api, Method, Request, Result};
    /// # async fn example(api: Api) -> Result<()> {
    /// let request = Request::new(Method::Post, "/api/v4/leads/1/link").json(r#"[{"to_entity_id":2}]"#);
    /// let answer = api.send(request).await?;
    /// let links = answer.document().and_then(|json| json.get("_embedded")?.get("links"));
    /// # let _ = links;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// In a widget, whose session carries neither, a request with headers or a file is refused.
    pub fn send(&self, request: Request) -> Call<Answer> {
        let is_for_token = !request.headers.is_empty() || request.upload.is_some();
        let call = Call::new(self, request, Ok);
        if is_for_token { call.for_token("no headers and no files") } else { call }
    }

    /// GET of any path, such as `/api/v4/leads/1`. The document is `None` when there was no body (204).
    pub fn read(&self, path: impl Into<String>) -> Call<Option<Json>> {
        Call::made(Ask::new(self, Method::Get, path.into()), |answer| Ok(answer.document().cloned()))
    }

    /// Any method to any path with any JSON body.
    pub fn write(&self, method: Method, path: impl Into<String>, body: &dyn ToJson) -> Call<Option<Json>> {
        let mut text = String::new();
        body.write_json(&mut text);
        Call::new(self, Request::new(method, path).json(text), |answer| Ok(answer.document().cloned()))
    }
}

/// Makes an [`Api`] with other than the default settings; from [`Api::builder`].
pub struct ApiBuilder(Engine);

impl ApiBuilder {
    /// The pace. Give each integration its own limiter, and share it among the clients of that integration.
    pub fn limiter(mut self, limiter: Limiter) -> Self {
        self.0.limiter = limiter;
        self
    }

    /// How often and how long to try.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// How many milliseconds an attempt may take.
    pub fn timeout(mut self, milliseconds: u32) -> Self {
        self.0.timeout = milliseconds;
        self
    }

    /// The client.
    pub fn build(self) -> Api {
        Api::over(Shared::new(self.0))
    }
}
