//! Helpers and the tests of each resource.

mod access;
mod account;
mod amojo;
mod bot_actions;
mod bot_requests;
mod bot_runner;
mod bot_world;
mod bots;
mod calls;
mod cards;
mod catalogs;
mod chats;
mod complex;
mod control;
mod custom_fields;
mod customers;
mod events;
mod faults;
mod files;
mod index;
mod leads;
mod links;
mod lists;
mod misc;
mod notes;
mod oauth;
mod pipelines;
mod roles;
mod sources;
mod starting;
mod tags;
mod tasks;
mod unsorted;
mod users;
mod webhooks;
mod widgets;

use kommo_sandbox::{Sandbox, Seed};
use reqwest::{Method, StatusCode};
use serde_json::Value;

/// A sandbox without limits, and one of its users signed in.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
    cookie: String,
}

/// An answer, read to the end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: String,
    pub(crate) text: String,
}

impl Answer {
    /// The body; fails the test if it is not JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The body, or null if there is none.
    pub(crate) fn json_or_null(&self) -> Value {
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// The items of a list.
    pub(crate) fn items(&self, collection: &str) -> Vec<Value> {
        let items = self.json()["_embedded"][collection].clone();
        items.as_array().unwrap_or_else(|| panic!("no {collection} in {self:?}")).clone()
    }

    /// Code and path of every validation error of the first bad item.
    pub(crate) fn errors(&self) -> Vec<(String, String)> {
        assert_eq!(self.status, 400, "{self:?}");
        assert_eq!(self.content_type, "application/problem+json");
        let body = self.json();
        assert_eq!(body["detail"], "Request validation failed", "{self:?}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        body["validation-errors"][0]["errors"]
            .as_array()
            .unwrap_or_else(|| panic!("no errors in {self:?}"))
            .iter()
            .map(|error| (text(&error["code"]), text(&error["path"])))
            .collect()
    }
}

/// Shorthand for one expected validation error.
pub(crate) fn error(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

impl World {
    /// The small company, with its admin signed in.
    pub(crate) async fn new() -> Self {
        Self::seeded(Seed::small_business()).await
    }

    /// An account of this content, with its admin signed in.
    pub(crate) async fn seeded(seed: Seed) -> Self {
        let sandbox = Sandbox::builder().seed(seed).limits(false).start().await.unwrap();
        Self { http: client(), cookie: session(&sandbox, 0), sandbox }
    }

    /// Signs another user in, by place in the list of users: 0 is the admin, 1 the manager, 2 the workshop.
    pub(crate) fn become_user(&mut self, place: usize) {
        self.cookie = session(&self.sandbox, place);
    }

    /// The id of a user.
    pub(crate) fn user_id(&self, place: usize) -> i64 {
        self.sandbox.users().unwrap()[place].id
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self
            .http
            .request(method, format!("{}/api/v4/{path}", self.sandbox.url()))
            .header("Cookie", &self.cookie);
        if let Some(body) = body {
            request = request.json(&body);
        }
        read(request).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// Creates one entity and returns its id.
    pub(crate) async fn create(&self, path: &str, item: Value) -> i64 {
        let answer = self.post(path, Value::Array(vec![item])).await;
        assert!(answer.status.is_success(), "{answer:?}");
        let collection = path.rsplit('/').next().unwrap();
        answer.items(collection)[0]["id"].as_i64().unwrap()
    }
}

/// An HTTP client that keeps to loopback.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The cookie of a user's session.
pub(crate) fn session(sandbox: &Sandbox, place: usize) -> String {
    let login = &sandbox.users().unwrap()[place];
    let token = sandbox.state().sign_in(&login.login, &login.password).unwrap();
    format!("{}={}", sandbox.state().cookie_name(), token.as_str())
}

pub(crate) async fn read(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let content_type =
        response.headers().get("content-type").map_or("", |kind| kind.to_str().unwrap()).to_owned();
    Answer { status: response.status(), content_type, text: response.text().await.unwrap() }
}
