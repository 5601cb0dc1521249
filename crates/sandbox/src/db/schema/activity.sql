-- What happens around the cards: tasks, notes, and the feed of changes.
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    complete_till INTEGER NOT NULL,
    task_type_id INTEGER NOT NULL DEFAULT 1,
    entity_type TEXT,
    entity_id INTEGER,
    responsible_user_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL DEFAULT 0,
    is_completed INTEGER NOT NULL DEFAULT 0,
    duration INTEGER NOT NULL DEFAULT 0,
    result TEXT,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tasks_entity ON tasks (entity_type, entity_id, is_completed, complete_till);

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    note_type TEXT NOT NULL,
    -- JSON object; its keys depend on the type.
    params TEXT NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    is_pinned INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notes_entity ON notes (entity_type, entity_id);

CREATE TABLE events (
    -- 26 characters, ordered by time.
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    -- Singular: lead, contact, company, customer, task, catalog_<id>
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    value_before TEXT NOT NULL DEFAULT '[]',
    value_after TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;
CREATE INDEX events_entity ON events (entity_type, entity_id);
CREATE INDEX events_created ON events (created_at);
