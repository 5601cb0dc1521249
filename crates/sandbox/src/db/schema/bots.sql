-- Bots at work: runs, the widgets' answers they wait for, what each step did; and buttons below messages.
ALTER TABLE talk_messages ADD COLUMN buttons TEXT;

DROP TABLE bot_runs;
CREATE TABLE bot_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id INTEGER NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    -- running, waiting (for the client or the time), paused (for `continue`), finished, stopped
    state TEXT NOT NULL DEFAULT 'running',
    -- designer, api, trigger or bot
    via TEXT NOT NULL,
    -- The bot's blocks as they were when it started: JSON.
    blocks TEXT NOT NULL,
    -- Where it stands, what it knows and what it waits for: JSON.
    place TEXT NOT NULL,
    facts TEXT NOT NULL,
    wait TEXT,
    -- When waiting ends by itself.
    due_at INTEGER,
    -- How many bots and triggers led to this one.
    depth INTEGER NOT NULL DEFAULT 0,
    -- Handlers run since it last waited.
    steps INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX bot_runs_state ON bot_runs (state);

-- The numbers in return addresses.
CREATE TABLE bot_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES bot_runs (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bot_trace (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES bot_runs (id) ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    block INTEGER NOT NULL,
    place TEXT NOT NULL,
    handler TEXT NOT NULL,
    -- JSON: the handler's params, {marker: value}, [sentence]
    params TEXT NOT NULL,
    read TEXT NOT NULL,
    wrote TEXT NOT NULL,
    outcome TEXT NOT NULL
) STRICT;
CREATE INDEX bot_trace_run ON bot_trace (run_id);
