//! Sending webhooks: two seconds for an answer, up to five tries, and a hook that fails too often is switched off.

use std::time::Duration;

use rusqlite::OptionalExtension;

use crate::reach::{Outgoing, reach};
use crate::state::State;

/// How long a receiver may take, in real time.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the clock is looked at while deliveries wait for their time.
const TICK: Duration = Duration::from_millis(50);
/// Seconds to the next try after each failed one.
const DELAYS: [i64; 4] = [5 * 60, 15 * 60, 15 * 60, 60 * 60];
/// More bad answers than this within two hours switch a hook off.
const MOST_BAD: i64 = 100;
const BAD_WINDOW: i64 = 2 * 60 * 60;

/// Sends what is due, for ever.
pub(crate) async fn run(state: State) {
    loop {
        // What cannot be read now can be at the next ring.
        let _ = crate::amojo::send_hooks(&state);
        match deliver_next(&state).await {
            Ok(Next::Sent) => {}
            Ok(Next::Waits) => {
                // Something new, or the clock has moved.
                let _ = tokio::time::timeout(TICK, state.hooks().notified()).await;
            }
            Ok(Next::Idle) | Err(_) => state.hooks().notified().await,
        }
    }
}

enum Next {
    Sent,
    Waits,
    Idle,
}

struct Due {
    id: i64,
    hook: i64,
    destination: String,
    body: String,
    attempts: i64,
}

async fn deliver_next(state: &State) -> rusqlite::Result<Next> {
    let now = state.clock().now();
    let due = state.db(|db| {
        db.prepare_cached(
            "SELECT d.id, d.webhook_id, w.destination, d.body, d.attempts FROM webhook_deliveries d \
             JOIN webhooks w ON w.id = d.webhook_id WHERE d.due_at <= ?1 ORDER BY d.due_at, d.id LIMIT 1",
        )?
        .query_row([now], |row| {
            Ok(Due {
                id: row.get(0)?,
                hook: row.get(1)?,
                destination: row.get(2)?,
                body: row.get(3)?,
                attempts: row.get(4)?,
            })
        })
        .optional()
    })?;
    let Some(due) = due else {
        let waits = state.db(|db| {
            db.prepare_cached("SELECT 1 FROM webhook_deliveries WHERE due_at IS NOT NULL LIMIT 1")?.exists([])
        })?;
        return Ok(if waits { Next::Waits } else { Next::Idle });
    };
    let answer = post(state, "webhook", &due.destination, &due.body).await;
    settle(state, &due, &answer)?;
    Ok(Next::Sent)
}

/// Notes the answer and when to try again.
fn settle(state: &State, due: &Due, answer: &Result<u16, String>) -> rusqlite::Result<()> {
    let now = state.clock().now();
    let status = answer.as_ref().ok().map(|status| i64::from(*status));
    let is_good = status.is_some_and(|status| (100..300).contains(&status));
    let tries = due.attempts + 1;
    // The last two tries are for servers that broke, not for those that refuse.
    let is_broken = status.is_none_or(|status| status == 499 || (500..600).contains(&status));
    let delay = usize::try_from(due.attempts).ok().and_then(|at| DELAYS.get(at));
    let again = delay.filter(|_| !is_good && (tries <= 2 || is_broken)).map(|delay| now + delay);
    state.transaction(|db| {
        db.execute(
            "UPDATE webhook_deliveries SET attempts = ?2, due_at = ?3, last_status = ?4, last_error = ?5, \
             finished_at = ?6 WHERE id = ?1",
            (due.id, tries, again, status, answer.as_ref().err(), now),
        )?;
        if is_good {
            return Ok(());
        }
        let bad: i64 = db.query_row(
            "SELECT COALESCE(SUM(attempts), 0) FROM webhook_deliveries WHERE webhook_id = ?1 AND finished_at > ?2 \
             AND (last_status IS NULL OR last_status >= 300)",
            (due.hook, now - BAD_WINDOW),
            |row| row.get(0),
        )?;
        if bad > MOST_BAD {
            db.execute("UPDATE webhooks SET is_disabled = 1, updated_at = ?2 WHERE id = ?1", (due.hook, now))?;
            db.execute("UPDATE webhook_deliveries SET due_at = NULL WHERE webhook_id = ?1", [due.hook])?;
        }
        Ok(())
    })
}

/// Posts a form-encoded body and gives the status, or why there is none.
pub(crate) async fn post(state: &State, via: &'static str, url: &str, body: &str) -> Result<u16, String> {
    match tokio::time::timeout(PATIENCE, reach(state, Outgoing::form(via, url, body.to_owned()))).await {
        Ok(answered) => answered.map(|answered| answered.status).map_err(|error| error.to_string()),
        Err(_) => Err("no answer within 2 seconds".to_owned()),
    }
}
