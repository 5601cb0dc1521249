-- The account itself: one row.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    subdomain TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL DEFAULT 0,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    currency_symbol TEXT,
    language TEXT NOT NULL,
    timezone TEXT NOT NULL,
    -- Offset from UTC as the account writes it: -05:00
    timezone_offset TEXT NOT NULL,
    customers_mode TEXT NOT NULL DEFAULT 'disabled',
    is_unsorted_on INTEGER NOT NULL DEFAULT 1,
    is_loss_reason_enabled INTEGER NOT NULL DEFAULT 1,
    is_helpbot_enabled INTEGER NOT NULL DEFAULT 0,
    is_technical_account INTEGER NOT NULL DEFAULT 0,
    is_paid INTEGER NOT NULL DEFAULT 1,
    is_products_on INTEGER NOT NULL DEFAULT 1,
    contact_name_display_order INTEGER NOT NULL DEFAULT 1,
    mobile_feature_version INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 13,
    amojo_id TEXT NOT NULL,
    uuid TEXT NOT NULL
) STRICT;

CREATE TABLE task_types (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    color TEXT,
    icon_id INTEGER,
    code TEXT
) STRICT;

CREATE TABLE currencies (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    symbol TEXT NOT NULL,
    sort INTEGER NOT NULL
) STRICT;
