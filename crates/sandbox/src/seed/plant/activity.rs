//! Tasks and notes.

use rusqlite::{Connection, params};

use super::super::SeedError;
use super::super::model::Model;
use super::entry;

pub(super) fn plant(db: &Connection, model: &Model, now: i64) -> Result<(), SeedError> {
    let group = |user: i64| model.users.iter().find(|known| known.id == user).map_or(0, |user| user.group);
    for task in &model.tasks {
        let created = task.created.unix(now);
        let due = task.due.unix(now);
        let updated = if task.done { due } else { created };
        let done = db.prepare_cached(
            "INSERT INTO tasks (id, text, complete_till, task_type_id, entity_type, entity_id, responsible_user_id, \
             group_id, is_completed, duration, result, created_by, updated_by, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?7, ?7, ?12, ?13)",
        )?
        .execute(params![
            task.id,
            task.text,
            due,
            task.task_type,
            task.kind,
            task.on,
            task.responsible,
            group(task.responsible),
            task.done,
            task.duration,
            task.result,
            created,
            updated,
        ]);
        entry("tasks", task.id, done)?;
    }
    for note in &model.notes {
        let done = db.prepare_cached(
            "INSERT INTO notes (id, entity_type, entity_id, note_type, params, responsible_user_id, group_id, created_by, \
             updated_by, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?6, ?8, ?8)",
        )?
        .execute(params![
            note.id,
            note.kind,
            note.on,
            note.note_type,
            note.params.to_string(),
            note.by,
            group(note.by),
            note.at.unix(now),
        ]);
        entry("notes", note.id, done)?;
    }
    Ok(())
}
