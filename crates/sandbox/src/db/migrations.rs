//! The schema as an ordered list of steps. A step that has been released is never edited: add a new one at the end.

use rusqlite::Connection;

use super::DbError;

/// Name and SQL of every step, in the order they run.
const STEPS: &[(&str, &str)] = &[
    ("account", include_str!("schema/account.sql")),
    ("users", include_str!("schema/users.sql")),
    ("pipelines", include_str!("schema/pipelines.sql")),
    ("entities", include_str!("schema/entities.sql")),
    ("custom_fields", include_str!("schema/custom_fields.sql")),
    ("activity", include_str!("schema/activity.sql")),
    ("customers", include_str!("schema/customers.sql")),
    ("catalogs", include_str!("schema/catalogs.sql")),
    ("channels", include_str!("schema/channels.sql")),
    ("services", include_str!("schema/services.sql")),
    ("integrations", include_str!("../integrations/schema.sql")),
    ("bots", include_str!("schema/bots.sql")),
    ("digital_pipeline", include_str!("schema/digital_pipeline.sql")),
    ("oauth", include_str!("schema/oauth.sql")),
    ("chats", include_str!("schema/chats.sql")),
    ("channel_hooks", include_str!("schema/channel_hooks.sql")),
];

/// Runs the steps this database has not seen yet, all or none.
pub(super) fn run(connection: &mut Connection) -> Result<(), DbError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch("CREATE TABLE IF NOT EXISTS schema_steps (name TEXT PRIMARY KEY) STRICT")?;
    for (step, sql) in STEPS {
        let fresh =
            transaction.execute("INSERT OR IGNORE INTO schema_steps (name) VALUES (?1)", [step])? == 1;
        if fresh {
            transaction.execute_batch(sql).map_err(|source| DbError::Migration { step, source })?;
        }
    }
    transaction.commit()?;
    Ok(())
}
