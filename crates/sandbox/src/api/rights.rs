//! What a user may do: `A` everything, `G` what the group is responsible for, `M` what is one's own, `D` nothing.
//!
//! <https://developers.kommo.com/reference/users-list>. Where Kommo's answer to a missing right is not documented, a list
//! leaves out what may not be seen and everything else is answered with 403.

use rusqlite::types::Value as Sql;

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
