//! What a page holds in memory: the figures that grow when a widget leaks.

use serde_json::{Value, json};

use super::Page;
use crate::{Error, Result};

/// A page's memory after a full collection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Memory {
    /// Bytes of JavaScript objects in use.
    pub js_heap: u64,
    /// Bytes of all WebAssembly memories that are alive.
    pub wasm_memory: u64,
    /// WebAssembly instances that are alive.
    pub wasm_instances: u64,
    /// DOM nodes, those outside the document too.
    pub nodes: u64,
    /// Documents: the page's own and those of frames.
    pub documents: u64,
    /// Event listeners on DOM nodes and windows.
    pub listeners: u64,
}

impl Page {
    /// Collects garbage fully and counts what is left.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn memory(&self) -> Result<Memory> {
        self.collect_garbage().await?;
        let dom = self.session().call("Memory.getDOMCounters", json!({})).await?;
        let heap = self.session().call("Runtime.getHeapUsage", json!({})).await?;
        let count = |value: &Value, field: &str| value.get(field).and_then(Value::as_f64).map_or(0, whole);
        let sizes = "function() { return this.map(memory => memory.buffer.byteLength); }";
        let memories: Vec<f64> = self.alive("WebAssembly.Memory", sizes).await?;
        let instances: Vec<u8> =
            self.alive("WebAssembly.Instance", "function() { return this.map(() => 1); }").await?;
        Ok(Memory {
            js_heap: count(&heap, "usedSize"),
            wasm_memory: memories.into_iter().map(whole).sum(),
            wasm_instances: instances.len() as u64,
            nodes: count(&dom, "nodes"),
            documents: count(&dom, "documents"),
            listeners: count(&dom, "jsEventListeners"),
        })
    }

    /// Runs the browser's garbage collector to the end, twice: what finalisers let go of is found by the second run.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn collect_garbage(&self) -> Result {
        // The browser keeps what a page has logged, elements and all, for a console that nobody will open.
        self.session().call("Runtime.discardConsoleEntries", json!({})).await?;
        for _ in 0..2 {
            self.session().call("HeapProfiler.collectGarbage", json!({})).await?;
            self.evaluate::<()>("new Promise(done => setTimeout(done))").await?;
        }
        Ok(())
    }

    /// How many objects of a JavaScript class are alive: `page.count_alive("Promise")`.
    ///
    /// # Errors
    /// [`Error::Script`] when there is no such class.
    pub async fn count_alive(&self, class: &str) -> Result<usize> {
        Ok(self.alive::<u8>(class, "function() { return this.map(() => 1); }").await?.len())
    }

    /// Calls a function on the array of all living objects of a class.
    async fn alive<T: serde::de::DeserializeOwned>(&self, class: &str, function: &str) -> Result<Vec<T>> {
        let object = |answer: &Value, at: &str| answer.pointer(at).and_then(Value::as_str).map(str::to_owned);
        let group = "kommo-testing-alive";
        let params = json!({ "expression": format!("({class}).prototype"), "objectGroup": group });
        let prototype = self.session().call("Runtime.evaluate", params).await?;
        let threw = prototype.get("exceptionDetails").is_some();
        let prototype = object(&prototype, "/result/objectId")
            .filter(|_| !threw)
            .ok_or_else(|| Error::Script(format!("{class} is no class in this page")))?;
        let params = json!({ "prototypeObjectId": prototype, "objectGroup": group });
        let found = self.session().call("Runtime.queryObjects", params).await?;
        let found = object(&found, "/objects/objectId").unwrap_or_default();
        let params = json!({ "objectId": found, "functionDeclaration": function, "returnByValue": true });
        let mut answer = self.session().call("Runtime.callFunctionOn", params).await?;
        self.session().call("Runtime.releaseObjectGroup", json!({ "objectGroup": group })).await?;
        Ok(serde_json::from_value(answer.pointer_mut("/result/value").map(Value::take).unwrap_or_default())?)
    }
}

/// Counts and sizes come as JavaScript numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped, and below 2^53")]
fn whole(number: f64) -> u64 {
    number.clamp(0.0, 9e15) as u64
}
