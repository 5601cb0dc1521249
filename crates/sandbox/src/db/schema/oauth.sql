-- When a user's API key was last traded for a code of an integration.
CREATE TABLE api_key_exchanges (
    client_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (client_id, user_id)
) STRICT, WITHOUT ROWID;
