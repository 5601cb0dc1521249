//! The worker: runs the bots that have something to do, side by side, and wakes those whose time has come.

use std::collections::HashSet;
use std::time::Duration;

use tokio::task::JoinSet;

use super::engine;
use super::run::Run;
use crate::state::State;

/// How often the clock is looked at while a bot waits for its time.
const TICK: Duration = Duration::from_millis(50);

/// Works for ever.
pub(crate) async fn work(state: State) {
    let mut at_work = HashSet::new();
    let mut tasks: JoinSet<i64> = JoinSet::new();
    loop {
        // What the database cannot say now it may say at the next knock.
        let (due, has_clocks) = look(&state).unwrap_or_default();
        for id in due {
            if at_work.insert(id) {
                let state = state.clone();
                tasks.spawn(async move {
                    engine::go(&state, id).await;
                    id
                });
            }
        }
        tokio::select! {
            Some(done) = tasks.join_next() => match done {
                Ok(id) => drop(at_work.remove(&id)),
                // A panic in a run: its id is not known, so that every one may be taken up again.
                Err(_) => at_work.clear(),
            },
            () = state.bots().notified() => {}
            () = tokio::time::sleep(TICK), if has_clocks => {}
        }
    }
}

/// Wakes what is due; gives the runs with something to do, and whether any waits for a time.
fn look(state: &State) -> rusqlite::Result<(Vec<i64>, bool)> {
    let now = state.clock().now();
    state.transaction(|db| {
        let ids = |sql: &str| -> rusqlite::Result<Vec<i64>> {
            db.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut has_clocks = false;
        for id in ids("SELECT id FROM bot_runs WHERE state = 'waiting' AND due_at IS NOT NULL")? {
            let Some(mut run) = Run::load(db, id)? else { continue };
            match run.wait.as_ref().and_then(|wait| wait.until.clone()) {
                Some((at, next)) if at <= now => {
                    run.wake(&next);
                    run.save(db)?;
                }
                _ => has_clocks = true,
            }
        }
        Ok((ids("SELECT id FROM bot_runs WHERE state = 'running' ORDER BY id")?, has_clocks))
    })
}
