//! Faults on demand: what a client must survive, injected by method and path.
//!
//! ```
//! use kommo_sandbox::{Fault, Harm};
//!
//! // The next two changes of a lead meet an overloaded server.
//! let fault = Fault::on("/api/v4/leads/*", Harm::status(503)).method("PATCH").times(2);
//! # let _ = fault;
//! ```

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What happens to a request that a fault meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Harm {
    /// This answer instead of the real one; the request is not carried out.
    Status {
        /// HTTP status, 100 to 599.
        status: u16,
        /// Body; empty if absent.
        #[serde(default)]
        body: String,
        /// `Content-Type`; `text/html` as of the web server in front, if absent.
        #[serde(default = "html")]
        content_type: String,
    },
    /// The real answer, so many milliseconds of real time later.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The request is carried out; its answer's body stops after so many bytes, headers fitting the shorter body.
    BrokenBody {
        /// Bytes that remain.
        keep: usize,
    },
    /// The request is carried out, and the connection closes without an answer: the client cannot know.
    LostAnswer,
    /// The connection closes at once; the request is not carried out.
    Dropped,
}

fn html() -> String {
    "text/html".to_owned()
}

impl Harm {
    /// An answer with this status and the short HTML page of a web server.
    pub fn status(status: u16) -> Self {
        let body = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
        Self::Status { status, body, content_type: html() }
    }

    /// An answer with this status and JSON body.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::Status { status, body: body.to_string(), content_type: "application/problem+json".to_owned() }
    }
}

/// Which requests meet which harm, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Path without the query; `*` stands for any characters.
    pub path: String,
    /// Upper-case method; any if absent.
    #[serde(default)]
    pub method: Option<String>,
    /// How many matching requests pass unharmed first.
    #[serde(default)]
    pub after: u32,
    /// How many are harmed; all from then on if absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens to them.
    pub harm: Harm,
}

impl Fault {
    /// Harms every request to this path.
    pub fn on(path: impl Into<String>, harm: Harm) -> Self {
        Self { path: path.into(), method: None, after: 0, times: None, harm }
    }

    /// Only requests with this method.
    #[must_use]
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Lets so many matching requests pass first.
    #[must_use]
    pub fn after(mut self, requests: u32) -> Self {
        self.after = requests;
        self
    }

    /// Harms only so many requests.
    #[must_use]
    pub fn times(mut self, requests: u32) -> Self {
        self.times = Some(requests);
        self
    }

    fn meets(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && glob(&self.path, path)
    }
}

/// A fault in force.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    /// Number by which it is removed and named in the journal.
    pub id: u64,
    /// The fault as it was injected.
    #[serde(flatten)]
    pub fault: Fault,
    /// Matching requests seen.
    pub seen: u32,
    /// Requests harmed.
    pub harmed: u32,
}

/// The faults of one sandbox.
#[derive(Debug, Default)]
pub struct Faults {
    is_offline: AtomicBool,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last_id: u64,
    standing: Vec<Standing>,
}

impl Faults {
    /// Injects a fault and returns its number. Several may stand; the oldest that meets a request harms it.
    pub fn inject(&self, fault: Fault) -> u64 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.last_id += 1;
        let id = inner.last_id;
        inner.standing.push(Standing { id, fault, seen: 0, harmed: 0 });
        id
    }

    /// Takes one fault away; says whether it was there.
    pub fn remove(&self, id: u64) -> bool {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let before = inner.standing.len();
        inner.standing.retain(|standing| standing.id != id);
        inner.standing.len() < before
    }

    /// Takes all faults away and goes back online.
    pub fn clear(&self) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).standing.clear();
        self.set_offline(false);
    }

    /// The faults in force, oldest first.
    pub fn standing(&self) -> Vec<Standing> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).standing.clone()
    }

    /// Offline, every connection but the control interface's closes without an answer.
    pub fn set_offline(&self, is_offline: bool) {
        self.is_offline.store(is_offline, Ordering::Relaxed);
    }

    /// Whether the sandbox plays dead.
    pub fn is_offline(&self) -> bool {
        self.is_offline.load(Ordering::Relaxed)
    }

    /// What happens to this request, and which fault does it.
    pub(crate) fn meet(&self, method: &str, path: &str) -> Option<(u64, Harm)> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for standing in &mut inner.standing {
            if !standing.fault.meets(method, path) {
                continue;
            }
            standing.seen += 1;
            let is_due = standing.seen > standing.fault.after;
            if is_due && standing.fault.times.is_none_or(|times| standing.harmed < times) {
                standing.harmed += 1;
                return Some((standing.id, standing.fault.harm.clone()));
            }
        }
        None
    }
}

/// Whether `text` fits a pattern in which `*` stands for any characters.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(head) else { return false };
    loop {
        if glob(rest, left) {
            return true;
        }
        let mut characters = left.chars();
        if characters.next().is_none() {
            return false;
        }
        left = characters.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, fits) in [
            ("/api/v4/leads", "/api/v4/leads", true),
            ("/api/v4/leads", "/api/v4/leads/1", false),
            ("/api/v4/leads*", "/api/v4/leads/1", true),
            ("*/notes", "/api/v4/leads/1/notes", true),
            ("/api/*/notes/*", "/api/v4/leads/1/notes/2", true),
            ("*", "", true),
            ("*é*", "/aéb", true),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn a_fault_waits_strikes_and_ends() {
        let faults = Faults::default();
        let id = faults.inject(Fault::on("/a*", Harm::Dropped).method("get").after(1).times(2));
        let met: Vec<bool> = (0..5).map(|_| faults.meet("GET", "/ab").is_some()).collect();
        assert_eq!(met, [false, true, true, false, false]);
        assert!(faults.meet("POST", "/ab").is_none());
        assert!(faults.remove(id) && !faults.remove(id));
    }
}
