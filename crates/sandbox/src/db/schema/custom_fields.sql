-- Definitions of custom fields. `entity_type` is leads, contacts, companies, customers, segments or catalogs.
CREATE TABLE custom_fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity_type TEXT NOT NULL,
    catalog_id INTEGER,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    code TEXT,
    sort INTEGER NOT NULL,
    group_id TEXT,
    is_api_only INTEGER NOT NULL DEFAULT 0,
    is_predefined INTEGER NOT NULL DEFAULT 0,
    is_deletable INTEGER NOT NULL DEFAULT 1,
    is_visible INTEGER NOT NULL DEFAULT 1,
    is_required INTEGER NOT NULL DEFAULT 0,
    currency TEXT,
    remind TEXT,
    tracking_callback TEXT,
    search_in TEXT,
    -- JSON arrays, or NULL.
    required_statuses TEXT,
    hidden_statuses TEXT,
    chained_lists TEXT,
    settings TEXT,
    triggers TEXT
) STRICT;
CREATE INDEX custom_fields_entity ON custom_fields (entity_type, catalog_id, sort);

CREATE TABLE custom_field_enums (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    field_id INTEGER NOT NULL REFERENCES custom_fields (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    sort INTEGER NOT NULL,
    code TEXT,
    -- Fields of type category nest.
    parent_id INTEGER
) STRICT;
CREATE INDEX custom_field_enums_field ON custom_field_enums (field_id, sort);

CREATE TABLE custom_field_groups (
    id TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    is_predefined INTEGER NOT NULL DEFAULT 0,
    type TEXT NOT NULL DEFAULT 'custom_field_group',
    PRIMARY KEY (entity_type, id)
) STRICT;
