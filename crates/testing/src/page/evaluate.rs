//! Running JavaScript: the test's own in the page, the harness' in its own world.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Page;
use super::console::exception;
use crate::locator::engine;
use crate::{Error, Result};

impl Page {
    /// The value of a JavaScript expression in the page; a promise is awaited. The value must survive JSON.
    ///
    /// ```no_run
    /// # async fn example(page: kommo_testing::Page) -> kommo_testing::Result {
    /// let code: String = page.evaluate("APP.getWidgetsArea()").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Script`] when it throws, [`Error::Value`] when the value does not fit `T`.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let params = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        value(self.session().call("Runtime.evaluate", params).await?)
    }

    /// Calls a JavaScript function in the page with JSON arguments: `page.call("(a, b) => a + b", json!([1, 2]))`.
    ///
    /// # Errors
    /// As [`Page::evaluate`].
    pub async fn call<T: DeserializeOwned>(&self, function: &str, arguments: Value) -> Result<T> {
        // JSON is JavaScript since ES2019.
        self.evaluate(&format!("({function})(...{arguments})")).await
    }

    /// Calls a function of the engine. `None` while the page is between two documents.
    pub(crate) async fn engine(&self, function: &str, arguments: Value) -> Result<Option<Value>> {
        let Some(params) = self.engine_call(function, &arguments) else { return self.between() };
        match self.session().call("Runtime.callFunctionOn", with(params, "returnByValue", true.into())).await
        {
            Ok(answer) => value(answer).map(Some),
            Err(error) => between_documents(error),
        }
    }

    /// As [`Page::engine`], for a function that gives an element: the browser's handle on it.
    pub(crate) async fn engine_object(&self, function: &str, arguments: Value) -> Result<Option<String>> {
        let Some(params) = self.engine_call(function, &arguments) else { return self.between() };
        match self.session().call("Runtime.callFunctionOn", params).await {
            Ok(answer) => Ok(answer.pointer("/result/objectId").and_then(Value::as_str).map(str::to_owned)),
            Err(error) => between_documents(error),
        }
    }

    fn engine_call(&self, function: &str, arguments: &Value) -> Option<Value> {
        let world = self.state().world()?;
        let call = format!("(name, args) => globalThis.{}[name](...args)", engine::GLOBAL);
        Some(json!({
            "functionDeclaration": call, "uniqueContextId": world, "awaitPromise": true,
            "arguments": [{ "value": function }, { "value": arguments }],
        }))
    }

    fn between<T>(&self) -> Result<Option<T>> {
        if self.state().crashed() { Err(Error::Disconnected("the page crashed".into())) } else { Ok(None) }
    }
}

fn with(mut params: Value, key: &str, value: Value) -> Value {
    if let Some(params) = params.as_object_mut() {
        params.insert(key.into(), value);
    }
    params
}

/// Takes the value, or the exception, out of an answer.
fn value<T: DeserializeOwned>(mut answer: Value) -> Result<T> {
    if let Some(details) = answer.get("exceptionDetails") {
        return Err(Error::Script(exception(details)));
    }
    let value = answer.pointer_mut("/result/value").map(Value::take);
    Ok(serde_json::from_value(value.unwrap_or_default())?)
}

/// A document that goes away during a call is no failure: the next one is asked instead.
fn between_documents<T>(error: Error) -> Result<Option<T>> {
    const GONE: [&str; 5] = [
        "Cannot find context",
        "Execution context was destroyed",
        "Inspected target navigated",
        "uniqueContextId not found",
        "Promise was collected",
    ];
    match error {
        Error::Protocol { message, .. } if GONE.iter().any(|gone| message.contains(gone)) => Ok(None),
        other => Err(other),
    }
}
