//! What the walk expects to find besides the account's usual data.

use kommo_sandbox::{DbError, IncomingMessage, Sandbox};

use super::known::{
    BOT, CHANNEL, CHANNEL_SECRET, CLIENT, CONTACT, FILE, LEAD, MARKETINGBOT_RUN, REDIRECT, SALESBOT_RUN,
    SECRET, WIDGET,
};

/// Integrations, bots and their runs, and an incoming lead from a chat: none of these can be made over the API.
pub(crate) fn plant(sandbox: &Sandbox) -> Result<(), DbError> {
    let manifest = r#"{"locations": ["lcard-1"], "settings": {"token": {"type": "text", "required": true}}}"#;
    let uuid = "99999999-2222-4333-8444-555555555555";
    let statements = [
        format!(
            "INSERT INTO integrations (id, uuid, name, description, redirect_uri, revoke_access_hook_uri, scopes, secret, \
             code, created_by, created_at, updated_at) VALUES (901, '{uuid}', 'i', 'd', '', '', '[]', 's', '{WIDGET}', 1, 1, 1)"
        ),
        format!(
            "INSERT INTO widget_uploads (integration_id, number, version, manifest, uploaded_by, uploaded_at) \
             VALUES (901, 1, '1.0.0', '{manifest}', 1, 1)"
        ),
        format!(
            "INSERT INTO integrations (id, uuid, name, description, redirect_uri, revoke_access_hook_uri, scopes, secret, \
             created_by, created_at, updated_at) \
             VALUES (902, '{CLIENT}', 'i', 'd', '{REDIRECT}', '', '[\"crm\"]', '{SECRET}', 1, 1, 1)"
        ),
        // The account keeps SHA-256 of a code; this is `CODE`'s.
        format!(
            "INSERT INTO authorization_codes (code_hash, integration_id, user_id, expires_at) \
             SELECT '1affc722b288dee4e557da75339cf7eee36ed09d15c372d7ae404034ddc6b013', 902, id, {} FROM users \
             ORDER BY is_admin DESC LIMIT 1",
            i64::MAX
        ),
        format!(
            "INSERT INTO chat_channels (id, secret, code) VALUES ('{CHANNEL}', '{CHANNEL_SECRET}', 'amo.ext.77')"
        ),
        format!("INSERT INTO salesbots (id, name, blocks, updated_at) VALUES ({BOT}, 'Welcome', '[]', 1)"),
        paused(SALESBOT_RUN, "contacts", CONTACT),
        request(SALESBOT_RUN),
        paused(MARKETINGBOT_RUN, "leads", 23_847_102),
        request(MARKETINGBOT_RUN),
        format!(
            "INSERT INTO entity_subscriptions (entity_type, entity_id, subscriber_id, type) \
             SELECT 'leads', {LEAD}, id, 'user' FROM users LIMIT 1"
        ),
        format!(
            "INSERT INTO files (uuid, number, version_uuid, name, created_at, created_by, updated_at, updated_by) \
             VALUES ('{FILE}', 901, '{FILE}', 'planted.txt', 1, 1, 1, 1)"
        ),
        format!(
            "INSERT INTO file_versions (uuid, file_uuid, content_type, bytes, created_at, created_by) \
             VALUES ('{FILE}', '{FILE}', 'text/plain', x'41', 1, 1)"
        ),
        format!(
            "INSERT INTO unsorted (uid, source_name, category, pipeline_id, created_at, metadata, lead_id) \
             SELECT 'planted', 'Telegram', 'chats', pipeline_id, 1, '{{}}', id FROM leads WHERE id != {LEAD} \
             ORDER BY id DESC LIMIT 1"
        ),
    ];
    sandbox
        .state()
        .transaction(|db| statements.iter().try_for_each(|statement| db.execute(statement, []).map(drop)))?;
    let contact_id = i64::try_from(CONTACT).unwrap_or_default();
    let text = "Is it ready?".to_owned();
    sandbox.state().receive_message(&IncomingMessage { contact_id, text, origin: "telegram".to_owned() })?;
    Ok(())
}

/// A bot that waits for the `continue` of its own number.
fn paused(number: u64, entity: &str, id: u64) -> String {
    format!(
        "INSERT INTO bot_runs (id, bot_id, entity_type, entity_id, state, via, blocks, place, facts, wait, started_at) \
         VALUES ({number}, {BOT}, '{entity}', {id}, 'paused', 'api', '[]', '{{}}', '{{}}', \
         '{{\"answer\":null,\"until\":null,\"request\":{number}}}', 1)"
    )
}

fn request(number: u64) -> String {
    format!("INSERT INTO bot_requests (id, run_id, created_at) VALUES ({number}, {number}, 1)")
}
