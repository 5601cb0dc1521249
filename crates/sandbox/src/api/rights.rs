//! What a user may do: `A` everything, `G` what the group is responsible for, `M` what is one's own, `D` nothing.
//!
//! <https://developers.kommo.com/reference/users-list>. Where Kommo's answer to a missing right is not documented, a list
//! leaves out what may not be seen and everything else is answered with 403. Rights to a stage (`status_rights`) only take
//! away: `D` denies there what is allowed otherwise, `A` allows no more than elsewhere.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::cards::Stored;
use super::filter::Conditions;
use super::problem::Problem;
use crate::session::User;

/// What is about to be done with an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    View,
    Edit,
    Add,
}

impl Action {
    fn key(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Edit => "edit",
            Self::Add => "add",
        }
    }
}

/// The letter that decides; rights that are not listed are denied.
fn letter<'u>(user: &'u User, entities: &str, action: Action) -> &'u str {
    if user.is_admin {
        return "A";
    }
    // Customers have no rights of their own: those to leads apply.
    let entities = if entities == "customers" { "leads" } else { entities };
    user.rights
        .get(entities)
        .and_then(|rights| rights.get(action.key()))
        .and_then(|letter| letter.as_str())
        .unwrap_or("D")
}

/// Leaves out rows the user may not see. The table must have `responsible_user_id` and `group_id`.
pub(crate) fn only_visible(user: &User, entities: &str, conditions: &mut Conditions) {
    match letter(user, entities, Action::View) {
        "A" => {}
        "G" => conditions.add("group_id = ?", [Sql::Integer(user.group_id)]),
        "M" => conditions.add("responsible_user_id = ?", [Sql::Integer(user.id)]),
        _ => conditions.add("0", []),
    }
    if entities == "leads" {
        for (pipeline, status) in denied_stages(user, Action::View) {
            let stage = [Sql::Integer(pipeline), Sql::Integer(status)];
            conditions.add("NOT (pipeline_id = ? AND status_id = ?)", stage);
        }
    }
}

/// The stages, with their pipelines, in which the user may not do this with leads.
fn denied_stages(user: &User, action: Action) -> Vec<(i64, i64)> {
    let stages = user.rights.get("status_rights").and_then(Value::as_array).filter(|_| !user.is_admin);
    let is_denied = |stage: &&Value| {
        let letter = stage.get("rights").and_then(|rights| rights.get(action.key()));
        let is_of_leads = stage.get("entity_type").is_none_or(|kind| kind == "leads");
        is_of_leads && letter.is_some_and(|letter| letter == "D")
    };
    let id = |stage: &Value, key: &str| stage.get(key).and_then(Value::as_i64);
    stages
        .into_iter()
        .flatten()
        .filter(is_denied)
        .filter_map(|stage| Some((id(stage, "pipeline_id")?, id(stage, "status_id")?)))
        .collect()
}

/// 403 unless the user may do this with this card, as its responsible user, group and stage have it.
pub(crate) fn require_of(user: &User, entities: &str, action: Action, card: &Stored) -> Result<(), Problem> {
    let number = |key: &str| card.get(key).and_then(Value::as_i64).unwrap_or_default();
    require(user, entities, action, number("responsible_user_id"), number("group_id"))?;
    let stage = (number("pipeline_id"), number("status_id"));
    if entities == "leads" && denied_stages(user, action).contains(&stage) {
        return Err(Problem::forbidden(format!("You have no right to {} leads in this stage", action.key())));
    }
    Ok(())
}

/// Whether the user may do this with an entity of this responsible user and group.
pub(crate) fn may(user: &User, entities: &str, action: Action, responsible: i64, group: i64) -> bool {
    match letter(user, entities, action) {
        "A" => true,
        "G" => group == user.group_id,
        "M" => responsible == user.id,
        _ => false,
    }
}

/// 403 unless the user may do this.
pub(crate) fn require(
    user: &User,
    entities: &str,
    action: Action,
    responsible: i64,
    group: i64,
) -> Result<(), Problem> {
    if may(user, entities, action, responsible, group) {
        return Ok(());
    }
    Err(Problem::forbidden(format!("You have no right to {} {entities}", action.key())))
}
