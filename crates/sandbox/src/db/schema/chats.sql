-- Channels of messengers, as Kommo registers them on request. `title` is there while one is connected.
CREATE TABLE chat_channels (
    id TEXT PRIMARY KEY,
    secret TEXT NOT NULL,
    -- amo.ext.<n>
    code TEXT NOT NULL,
    title TEXT,
    hook_api_version TEXT NOT NULL DEFAULT 'v1',
    is_time_window_disabled INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Chats of channels. `id` is Kommo's, `conversation_id` the messenger's own.
CREATE TABLE channel_chats (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES chat_channels (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL,
    -- JSON object: the client.
    user TEXT NOT NULL,
    UNIQUE (channel_id, conversation_id)
) STRICT;

CREATE TABLE channel_messages (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES chat_channels (id) ON DELETE CASCADE,
    chat_id TEXT NOT NULL REFERENCES channel_chats (id) ON DELETE CASCADE,
    -- The messenger's own id.
    msgid TEXT,
    sender TEXT NOT NULL,
    receiver TEXT,
    message TEXT NOT NULL,
    written_ms INTEGER NOT NULL,
    -- JSON object: what became of it.
    delivery TEXT,
    -- JSON object: emojis by who put them there.
    reactions TEXT NOT NULL DEFAULT '{}',
    UNIQUE (channel_id, msgid)
) STRICT;
