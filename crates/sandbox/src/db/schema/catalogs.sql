-- Catalogs ("lists") and their elements.
CREATE TABLE catalogs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'regular',
    sort INTEGER NOT NULL,
    can_add_elements INTEGER NOT NULL DEFAULT 1,
    can_show_in_cards INTEGER NOT NULL DEFAULT 0,
    can_link_multiple INTEGER NOT NULL DEFAULT 1,
    can_be_deleted INTEGER NOT NULL DEFAULT 1,
    sdk_widget_code TEXT,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalog_elements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    catalog_id INTEGER NOT NULL REFERENCES catalogs (id),
    name TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    custom_fields TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX catalog_elements_catalog ON catalog_elements (catalog_id);
