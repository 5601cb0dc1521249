-- Triggers over several stages, on several events, of widgets and of bots; and what was sent to widgets' services.
CREATE TABLE triggers_of_stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- 0 are customers.
    pipeline_id INTEGER NOT NULL,
    status_id INTEGER NOT NULL,
    -- The last stage of a stretched trigger.
    last_status_id INTEGER,
    integration_id INTEGER REFERENCES integrations (id) ON DELETE CASCADE,
    bot_id INTEGER REFERENCES salesbots (id) ON DELETE CASCADE,
    -- JSON array of type codes.
    events TEXT NOT NULL DEFAULT '["lead_added","lead_status_changed"]',
    -- JSON object of the manifest's dp fields.
    settings TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO triggers_of_stages (id, pipeline_id, status_id, integration_id, settings, updated_at)
    SELECT id, pipeline_id, status_id, integration_id, settings, updated_at FROM dp_triggers;
DROP TABLE dp_triggers;
ALTER TABLE triggers_of_stages RENAME TO dp_triggers;

CREATE TABLE dp_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    trigger_id INTEGER NOT NULL,
    destination TEXT NOT NULL,
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
CREATE INDEX dp_deliveries_due ON dp_deliveries (due_at);
