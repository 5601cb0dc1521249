//! What the browser has told about a page so far.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::console::{self, Complaint, ConsoleEntry};
use super::dialogs::{self, Dialog, DialogAnswer};
use super::network::Traffic;
use crate::devtools::{Event, Session};
use crate::locator::engine;

/// Everything a page's events say. Filled on the connection's task, read by the test.
#[derive(Default)]
pub(super) struct State(Mutex<Known>);

#[derive(Default)]
pub(super) struct Known {
    frame: String,
    url: String,
    /// The unique id of the engine's world in the document that is open now.
    world: Option<String>,
    /// `loader id / stage` of documents: which have loaded how far.
    stages: HashSet<String>,
    crashed: bool,
    pub(super) console: Vec<ConsoleEntry>,
    pub(super) complaints: Vec<Complaint>,
    pub(super) dialogs: Vec<Dialog>,
    pub(super) answer: DialogAnswer,
    pub(super) traffic: Traffic,
}

impl State {
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_frame(&self, frame: &str) {
        frame.clone_into(&mut self.known().frame);
    }

    pub(super) fn url(&self) -> String {
        self.known().url.clone()
    }

    pub(super) fn world(&self) -> Option<String> {
        self.known().world.clone()
    }

    pub(super) fn crashed(&self) -> bool {
        self.known().crashed
    }

    pub(super) fn reached(&self, loader: &str, stage: &str) -> bool {
        self.known().stages.contains(&format!("{loader}/{stage}"))
    }

    /// Takes in one event. `session` is for the few that want an answer.
    pub(super) fn hear(&self, event: &Event, session: &Session) {
        let mut known = self.known();
        let params = &event.params;
        match event.method.as_str() {
            "Runtime.executionContextCreated" => {
                known.context_created(params.get("context").unwrap_or(&Value::Null))
            }
            "Runtime.executionContextDestroyed" => {
                let gone = text(params, "executionContextUniqueId");
                known.world.take_if(|world| world == gone);
            }
            "Runtime.executionContextsCleared" => known.world = None,
            "Page.frameNavigated" => known.navigated(params.get("frame").unwrap_or(&Value::Null)),
            "Page.navigatedWithinDocument" if text(params, "frameId") == known.frame => {
                text(params, "url").clone_into(&mut known.url);
            }
            "Page.lifecycleEvent" => {
                let stage = format!("{}/{}", text(params, "loaderId"), text(params, "name"));
                known.stages.insert(stage);
            }
            "Inspector.targetCrashed" => known.crashed = true,
            "Page.javascriptDialogOpening" => {
                let (dialog, answer) = dialogs::opened(params, &known.answer);
                known.dialogs.push(dialog);
                session.send("Page.handleJavaScriptDialog", &answer);
            }
            "Runtime.consoleAPICalled" => known.console.push(console::called(params)),
            "Log.entryAdded" => known.console.extend(console::logged(params)),
            "Runtime.exceptionThrown" => known.complaints.push(console::thrown(params)),
            "Runtime.exceptionRevoked" => {
                let id = params.get("exceptionId").and_then(Value::as_u64);
                known.complaints.retain(|complaint| complaint.id != id);
            }
            other if other.starts_with("Network.") => known.traffic.hear(other, params),
            _ => {}
        }
    }
}

impl Known {
    fn context_created(&mut self, context: &Value) {
        let ours = text(context, "name") == engine::WORLD;
        let frame = context.pointer("/auxData/frameId").and_then(Value::as_str);
        if ours && frame == Some(self.frame.as_str()) {
            self.world = Some(text(context, "uniqueId").to_owned());
        }
    }

    fn navigated(&mut self, frame: &Value) {
        if frame.get("parentId").is_none() {
            text(frame, "id").clone_into(&mut self.frame);
            text(frame, "url").clone_into(&mut self.url);
        }
    }
}

/// A string field, empty when it is not there.
pub(super) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
