//! Sending to widgets' services. Retries are those Kommo documents for the webhooks of triggers
//! (<https://developers.kommo.com/docs/webhooks-dp>): up to four within an hour, and five minutes of silence after more than a
//! hundred bad answers in five minutes. How the hour is divided is not documented.

use std::time::Duration;

use rusqlite::OptionalExtension;

use crate::state::State;
use crate::webhooks::post;

/// Seconds to the next try after each failed one: an hour in all.
const DELAYS: [i64; 4] = [5 * 60, 10 * 60, 15 * 60, 30 * 60];
/// More bad answers than this within the window silence an address for as long.
const MOST_BAD: i64 = 100;
const WINDOW: i64 = 5 * 60;
/// How often the clock is looked at while deliveries wait for their time.
const TICK: Duration = Duration::from_millis(50);

/// Sends what is due, for ever.
pub(crate) async fn run(state: State) {
    loop {
        match deliver_next(&state).await {
            Ok(Some(true)) => {}
            Ok(Some(false)) => {
                // Something new, or the clock has moved.
                let _ = tokio::time::timeout(TICK, state.triggers().notified()).await;
            }
            Ok(None) | Err(_) => state.triggers().notified().await,
        }
    }
}

/// Sends one delivery: true. False while some wait for their time, `None` where there is nothing to do.
async fn deliver_next(state: &State) -> rusqlite::Result<Option<bool>> {
    let now = state.clock().now();
    let due: Option<(i64, String, String, i64)> = state.db(|db| {
        db.prepare_cached(
            "SELECT id, destination, body, attempts FROM dp_deliveries WHERE due_at <= ?1 ORDER BY due_at, id LIMIT 1",
        )?
        .query_row([now], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()
    })?;
    let Some((id, destination, body, attempts)) = due else {
        let waits = state.db(|db| {
            db.prepare_cached("SELECT 1 FROM dp_deliveries WHERE due_at IS NOT NULL LIMIT 1")?.exists([])
        })?;
        return Ok(waits.then_some(false));
    };
    let bad: i64 = state.db(|db| {
        db.query_row(
            "SELECT COALESCE(SUM(attempts), 0) FROM dp_deliveries WHERE destination = ?1 AND finished_at > ?2 \
             AND (last_status IS NULL OR last_status >= 300)",
            (&destination, now - WINDOW),
            |row| row.get(0),
        )
    })?;
    if bad > MOST_BAD {
        state.db(|db| {
            db.execute(
                "UPDATE dp_deliveries SET due_at = ?2 WHERE destination = ?1 AND due_at <= ?3",
                (&destination, now + WINDOW, now),
            )
        })?;
        return Ok(Some(true));
    }
    let answer = post(state, "trigger", &destination, &body).await;
    let now = state.clock().now();
    let status = answer.as_ref().ok().map(|status| i64::from(*status));
    let is_good = status.is_some_and(|status| (100..300).contains(&status));
    let delay = usize::try_from(attempts).ok().and_then(|at| DELAYS.get(at)).filter(|_| !is_good);
    state.db(|db| {
        db.execute(
            "UPDATE dp_deliveries SET attempts = ?2, due_at = ?3, last_status = ?4, last_error = ?5, finished_at = ?6 \
             WHERE id = ?1",
            (id, attempts + 1, delay.map(|delay| now + delay), status, answer.as_ref().err(), now),
        )
    })?;
    Ok(Some(true))
}
