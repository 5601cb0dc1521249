//! What a running session tells: where everything is, and what is called in the widget.

use kommo_sandbox::{LifecycleEntry, Sandbox};
use serde_json::{Map, Value, json};

use super::{Session, place};

/// Everything a script needs to go on from, as one object: base URL, users with their passwords, the widget, the pages, a
/// page for each of the widget's locations, the control interface. What the account or the widget has not is null.
#[must_use]
pub fn addresses(session: &Session) -> Value {
    let url = session.sandbox.url();
    let page = |path: &str| format!("{url}{path}");
    let first = |table: &str| place::first(&session.sandbox, table).ok().flatten();
    let places: Map<String, Value> =
        session.places.iter().map(|(location, path)| (location.clone(), page(path).into())).collect();
    let card = |table: &str| first(table).map(|id| page(&format!("/{table}/detail/{id}")));
    let users = session.sandbox.users().unwrap_or_default();
    let users = users.iter().map(|user| {
        json!({ "id": user.id, "name": user.name, "login": user.login, "password": user.password, "is_admin": user.is_admin })
    });
    let pipeline = first("pipelines").map(|id| page(&format!("/settings/pipeline/leads/{id}")));
    json!({
        "url": url, "page": session.page_url(), "sign_in": session.sign_in_url(),
        "login": session.user.login, "password": session.user.password,
        "users": users.collect::<Vec<_>>(),
        "integration": session.uuid, "code": session.code,
        "cards": { "lead": card("leads"), "contact": card("contacts"), "company": card("companies") },
        "lists": { "leads": page("/leads/list/"), "contacts": page("/contacts/list/contacts/"), "companies": page("/contacts/list/companies/"), "tasks": page("/todo/") },
        "dashboard": page("/dashboard/"), "board": page("/leads/pipeline/"), "catalogs": page("/catalogs/"),
        "settings": page("/settings/widgets/"), "advanced_settings": places.get("advanced_settings"),
        "places": places,
        "designers": { "pipeline": pipeline, "salesbot": page("/settings/salesbot/") },
        "communications": page("/settings/communications/"),
        "control": page("/control"),
    })
}

/// How far the journals have been read.
#[derive(Debug, Default)]
pub struct Reader {
    lifecycle: u64,
    outside: usize,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// It went wrong.
    pub is_fault: bool,
}

impl Reader {
    /// What happened since the last time.
    pub fn next(&mut self, sandbox: &Sandbox) -> Vec<Line> {
        let entries = sandbox.lifecycle(self.lifecycle);
        self.lifecycle = entries.last().map_or(self.lifecycle, |entry| entry.id);
        let mut lines: Vec<Line> =
            entries.iter().filter(|entry| !entry.code.is_empty()).map(called).collect();
        let calls = sandbox.external_calls();
        for call in calls.iter().skip(self.outside) {
            let answer = match (&call.refused, call.status) {
                (Some(reason), _) => format!("kept by the browser: {reason}"),
                (None, Some(status)) => status.to_string(),
                (None, None) => "offline: no stub answers".to_owned(),
            };
            lines.push(Line {
                text: format!("{} {} {} → {answer}", call.via, call.method, call.url),
                json: json!({ "outside": call }),
                is_fault: call.status.is_none() || call.refused.is_some(),
            });
        }
        self.outside = calls.len();
        lines
    }
}

fn called(entry: &LifecycleEntry) -> Line {
    let value = entry.value.as_deref().map(|value| format!(" {value}")).unwrap_or_default();
    Line {
        text: format!("{} {} {}{value}", entry.area, entry.event, entry.outcome),
        json: json!({ "lifecycle": entry }),
        is_fault: matches!(entry.outcome.as_str(), "threw" | "rejected"),
    }
}
