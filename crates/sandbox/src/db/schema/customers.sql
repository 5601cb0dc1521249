-- Customers (recurring buyers), their purchases, stages and segments.
CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    next_price INTEGER,
    next_date INTEGER,
    periodicity INTEGER NOT NULL DEFAULT 0,
    status_id INTEGER,
    ltv INTEGER NOT NULL DEFAULT 0,
    purchases_count INTEGER NOT NULL DEFAULT 0,
    average_check INTEGER NOT NULL DEFAULT 0,
    bonus_points INTEGER NOT NULL DEFAULT 0,
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

CREATE TABLE customer_transactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    price INTEGER NOT NULL,
    comment TEXT,
    completed_at INTEGER NOT NULL,
    -- JSON array [{id, metadata}]
    catalog_elements TEXT NOT NULL DEFAULT '[]',
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE customer_statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    color TEXT NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0,
    type INTEGER NOT NULL DEFAULT 0,
    conditions TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE customer_segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    available_products_price_types TEXT,
    custom_fields TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE customer_segment_members (
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    segment_id INTEGER NOT NULL REFERENCES customer_segments (id) ON DELETE CASCADE,
    PRIMARY KEY (customer_id, segment_id)
) STRICT, WITHOUT ROWID;
