-- What is sent to the services behind channels: once each, whatever comes of it.
ALTER TABLE chat_channels ADD COLUMN hook_url TEXT;

CREATE TABLE channel_hooks (
    id INTEGER PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES chat_channels (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    is_sent INTEGER NOT NULL DEFAULT 0,
    -- The answer, or why there was none.
    status INTEGER,
    error TEXT
) STRICT;
