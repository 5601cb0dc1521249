-- What cards show. `custom_fields` holds {"<field id>": [value, …]} as the API writes the values.
CREATE TABLE leads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT,
    -- Whole units, and the same with what lies behind the decimal point.
    price INTEGER,
    price_with_minor_units REAL,
    responsible_user_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL DEFAULT 0,
    status_id INTEGER NOT NULL,
    pipeline_id INTEGER NOT NULL REFERENCES pipelines (id),
    loss_reason_id INTEGER,
    source_id INTEGER,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closed_at INTEGER,
    score INTEGER,
    labor_cost INTEGER,
    is_price_modified_by_robot INTEGER NOT NULL DEFAULT 0,
    visitor_uid TEXT,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    -- An incoming lead that nobody has accepted yet.
    is_unsorted INTEGER NOT NULL DEFAULT 0,
    custom_fields TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX leads_status ON leads (pipeline_id, status_id);
CREATE INDEX leads_updated ON leads (updated_at);

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    responsible_user_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    is_unsorted INTEGER NOT NULL DEFAULT 0,
    custom_fields TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX contacts_updated ON contacts (updated_at);

CREATE TABLE companies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    responsible_user_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    is_unsorted INTEGER NOT NULL DEFAULT 0,
    custom_fields TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- Tags are a dictionary per entity type.
CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity_type TEXT NOT NULL,
    name TEXT NOT NULL,
    color TEXT,
    UNIQUE (entity_type, name)
) STRICT;

CREATE TABLE entity_tags (
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (entity_type, entity_id, tag_id)
) STRICT, WITHOUT ROWID;

-- One row per pair, in one direction: leads, customers, contacts, companies, catalog_elements, the earlier one first.
CREATE TABLE links (
    from_type TEXT NOT NULL,
    from_id INTEGER NOT NULL,
    to_type TEXT NOT NULL,
    to_id INTEGER NOT NULL,
    is_main INTEGER NOT NULL DEFAULT 0,
    -- Catalog elements only.
    catalog_id INTEGER,
    quantity REAL,
    price_id INTEGER,
    PRIMARY KEY (from_type, from_id, to_type, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_back ON links (to_type, to_id);
