-- Pipelines, their stages, and why deals are lost.
CREATE TABLE pipelines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    is_main INTEGER NOT NULL DEFAULT 0,
    is_unsorted_on INTEGER NOT NULL DEFAULT 1,
    is_archive INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE statuses (
    pipeline_id INTEGER NOT NULL REFERENCES pipelines (id) ON DELETE CASCADE,
    -- 142 (won) and 143 (lost) exist in every pipeline; every other id belongs to one.
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    color TEXT NOT NULL,
    is_editable INTEGER NOT NULL DEFAULT 1,
    -- 0 ordinary, 1 incoming leads
    type INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (pipeline_id, id)
) STRICT;

CREATE TABLE status_descriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL,
    status_id INTEGER NOT NULL,
    level TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_by INTEGER,
    UNIQUE (pipeline_id, status_id, level),
    FOREIGN KEY (pipeline_id, status_id) REFERENCES statuses (pipeline_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE loss_reasons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
