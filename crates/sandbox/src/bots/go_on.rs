//! `continue`: the service's answer to a `widget_request`.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use super::engine::learn;
use super::run::{CONTINUED, Frame, Run};

/// Whether a bot waits for this `continue` of its own.
pub(crate) fn waits(db: &Connection, bot: i64, request: i64) -> rusqlite::Result<bool> {
    Ok(waiting(db, bot, request)?.is_some())
}

fn waiting(db: &Connection, bot: i64, request: i64) -> rusqlite::Result<Option<Run>> {
    let id: Option<i64> = db
        .prepare_cached("SELECT run_id FROM bot_requests WHERE id = ?1")?
        .query_row([request], |row| row.get(0))
        .optional()?;
    let run = id.map(|id| Run::load(db, id)).transpose()?.flatten();
    // A service may continue before it has answered the request: then the run is not paused yet.
    Ok(run.filter(|run| {
        run.bot == bot
            && matches!(run.state.as_str(), "paused" | "running")
            && run.wait.as_ref().is_some_and(|wait| wait.request == Some(request))
    }))
}

/// Lets the bot go on with these handlers, then with what comes after its `widget_request`.
pub(crate) fn go_on(
    db: &Connection,
    bot: i64,
    request: i64,
    data: Map<String, Value>,
    handlers: Vec<Value>,
) -> rusqlite::Result<()> {
    let Some(mut run) = waiting(db, bot, request)? else { return Ok(()) };
    learn(&mut run, data);
    run.fact("continued", request);
    run.fact("execute_handlers", handlers);
    run.place.frames.push(Frame { list: CONTINUED.to_owned(), next: 0 });
    run.wait = None;
    run.steps = 0;
    "running".clone_into(&mut run.state);
    run.save(db)
}
