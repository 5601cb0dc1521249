-- Bots at work, files, AI knowledge, webhooks, and calls on the line.
CREATE TABLE bot_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id INTEGER NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    -- running, paused, stopped
    state TEXT NOT NULL DEFAULT 'running',
    -- What `continue` was given: JSON.
    continued TEXT,
    started_at INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
    uuid TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    version_uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by INTEGER
) STRICT;

CREATE TABLE file_versions (
    uuid TEXT PRIMARY KEY,
    file_uuid TEXT NOT NULL REFERENCES files (uuid) ON DELETE CASCADE,
    content_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL
) STRICT;

CREATE TABLE file_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Part of the address the next part goes to; new for every part.
    token TEXT NOT NULL UNIQUE,
    file_uuid TEXT,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    user_id INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE entity_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    file_uuid TEXT NOT NULL REFERENCES files (uuid) ON DELETE CASCADE,
    UNIQUE (entity_type, entity_id, file_uuid)
) STRICT;

CREATE TABLE ai_sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    model TEXT NOT NULL
) STRICT;

CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL UNIQUE,
    -- JSON array of event codes.
    settings TEXT NOT NULL,
    sort INTEGER NOT NULL DEFAULT 1,
    is_disabled INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE webhook_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- The event's code, and the body ready to send.
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- When to try next; NULL once it is delivered or given up.
    due_at INTEGER,
    last_status INTEGER,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at);
