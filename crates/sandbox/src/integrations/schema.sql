-- Integrations, what was uploaded for them, and what is installed.
CREATE TABLE integrations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    revoke_access_hook_uri TEXT NOT NULL,
    -- JSON array of scope names.
    scopes TEXT NOT NULL,
    -- Readable on purpose: the "Keys and scopes" tab shows it and one-time tokens are signed with it.
    secret TEXT NOT NULL,
    -- Generated on the first upload.
    code TEXT UNIQUE,
    logo BLOB,
    logo_type TEXT,
    has_duplicate_control INTEGER NOT NULL DEFAULT 0,
    has_multiple_sources INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE widget_uploads (
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    -- The N of /upl/<code>/<N>/widget/.
    number INTEGER NOT NULL,
    version TEXT NOT NULL,
    manifest TEXT NOT NULL,
    uploaded_by INTEGER NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (integration_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE widget_files (
    integration_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (integration_id, number, path),
    FOREIGN KEY (integration_id, number) REFERENCES widget_uploads (integration_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A row exists while the integration is installed; disabling deletes it and the settings with it.
CREATE TABLE widget_installs (
    integration_id INTEGER PRIMARY KEY REFERENCES integrations (id) ON DELETE CASCADE,
    -- JSON object of the manifest's fields.
    settings TEXT NOT NULL,
    -- The catalog whose elements the widget shows itself (setSdkCatalogId).
    sdk_catalog_id INTEGER,
    installed_by INTEGER NOT NULL,
    installed_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE authorization_codes (
    code_hash TEXT PRIMARY KEY,
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    is_used INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What designers hold: a widget's trigger in a stage of a pipeline, and bots with widgets' blocks.
CREATE TABLE dp_triggers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL,
    status_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    -- JSON object of the manifest's dp fields.
    settings TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE salesbots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- JSON array: [{code, handler, params, exits, targets, program}]
    blocks TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE lead_sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL,
    integration_id INTEGER NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    UNIQUE (pipeline_id, integration_id)
) STRICT;
