-- Where conversations and leads come from.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The integration that owns it.
    client_id TEXT,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    pipeline_id INTEGER,
    is_default INTEGER NOT NULL DEFAULT 0,
    origin_code TEXT,
    services TEXT NOT NULL DEFAULT '[]',
    UNIQUE (client_id, external_id)
) STRICT;

-- Incoming leads: what came in and has to be accepted or declined.
CREATE TABLE unsorted (
    uid TEXT PRIMARY KEY,
    source_uid TEXT,
    source_name TEXT NOT NULL,
    category TEXT NOT NULL,
    pipeline_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- JSON object; its keys depend on the category.
    metadata TEXT NOT NULL,
    lead_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    -- open, accepted, declined or linked
    state TEXT NOT NULL DEFAULT 'open',
    closed_at INTEGER
) STRICT;

-- Conversations in external chats, and their messages.
CREATE TABLE talks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    entity_type TEXT,
    entity_id INTEGER,
    status TEXT NOT NULL DEFAULT 'in_work',
    rate INTEGER NOT NULL DEFAULT 0,
    is_read INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL,
    source_id INTEGER,
    missed_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE talk_messages (
    id TEXT PRIMARY KEY,
    talk_id INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
    -- incoming or outgoing
    type TEXT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_chats (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id TEXT NOT NULL UNIQUE,
    contact_id INTEGER NOT NULL
) STRICT;

CREATE TABLE chat_templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id TEXT,
    -- The template as the API writes it, without id, times and reviews.
    model TEXT NOT NULL,
    external_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chat_template_reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    template_id INTEGER NOT NULL REFERENCES chat_templates (id) ON DELETE CASCADE,
    source_id INTEGER,
    status TEXT NOT NULL,
    reject_reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE website_buttons (
    source_id INTEGER PRIMARY KEY AUTOINCREMENT,
    button_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    pipeline_id INTEGER,
    trusted_websites TEXT NOT NULL DEFAULT '[]',
    is_used_in_app INTEGER NOT NULL DEFAULT 0,
    has_online_chat INTEGER NOT NULL DEFAULT 0,
    is_deleted INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE short_links (
    code TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    client_id TEXT
) STRICT;

CREATE TABLE entity_subscriptions (
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    subscriber_id INTEGER NOT NULL,
    -- user or group
    type TEXT NOT NULL,
    PRIMARY KEY (entity_type, entity_id, subscriber_id, type)
) STRICT, WITHOUT ROWID;
