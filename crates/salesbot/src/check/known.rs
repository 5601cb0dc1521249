//! The names Kommo knows, and what each cannot do without.

use super::Place;
use crate::error::{FlowError, Problem};
use crate::node::Node;

/// Handlers and the parameters they need, with spaces between.
const HANDLERS: [(&str, &str); 20] = [
    ("show", "type value"),
    ("buttons", ""),
    ("goto", "type step"),
    ("wait_answer", "type step"),
    ("action", "name params"),
    ("meta", "delimiter values"),
    ("condition", "term1 term2 operation result"),
    ("conditions", "logic conditions result"),
    ("validations", "logic conditions result"),
    ("preset", "name"),
    ("find", "type params"),
    ("filter", "type value custom_fields_id actions"),
    ("send_internal", "entity_id entity_type message"),
    ("send_external_message", "message recipient"),
    ("widget_request", "url"),
    ("request", "url"),
    ("exits", "value"),
    ("stop", "action"),
    ("waits", "conditions"),
    ("send_message", ""),
];

/// Actions and the parameters they need.
const ACTIONS: [(&str, &str); 14] = [
    ("unsorted", "value"),
    ("change_status", "value"),
    ("set_tag", "type value"),
    ("unset_tag", "type value"),
    ("set_custom_fields", "type value"),
    ("subscribe", "type value"),
    ("unsubscribe", "type"),
    ("add_lead_contact", ""),
    ("set_budget", "value"),
    ("add_linked_company", "name"),
    ("add_note", "element_type note_type text"),
    ("link", "from to to_id"),
    ("change_responsible_user", "value"),
    ("link_to_unsorted", "entity_type entity_id"),
];

impl Place<'_> {
    /// Whether Kommo has such a handler, with all it needs.
    pub(super) fn known(&self, name: &str, params: &Node) -> Result<(), FlowError> {
        self.needs(&HANDLERS, "handler", name, params)?;
        if name != "action" {
            return Ok(());
        }
        let action = params.get("name").and_then(Node::as_text).unwrap_or_default();
        let params = params.get("params").unwrap_or(&Node::Null);
        self.needs(&ACTIONS, "action", action, params)?;
        let field = || params.get("custom_fields_id").or_else(|| params.get("custom_field"));
        if action == "set_custom_fields" && field().is_none() {
            return self.error(
                Problem::Params,
                &["`set_custom_fields` lacks the field: custom_fields_id or custom_field"],
            );
        }
        Ok(())
    }

    fn needs(&self, known: &[(&str, &str)], what: &str, name: &str, params: &Node) -> Result<(), FlowError> {
        let Some((_, needed)) = known.iter().find(|(other, _)| *other == name) else {
            return self.error(Problem::Unknown, &["Kommo has no ", what, " `", name, "`: correct its name"]);
        };
        match needed.split_ascii_whitespace().find(|key| params.get(key).is_none()) {
            Some(key) => self.error(Problem::Params, &["the ", what, " `", name, "` lacks its `", key, "`"]),
            None => Ok(()),
        }
    }
}
