-- People, what they may do, and how they are signed in.
CREATE TABLE users_groups (
    -- 0 is the group every account has.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    uuid TEXT
) STRICT;

CREATE TABLE roles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- The rights object as the API writes it.
    rights TEXT NOT NULL
) STRICT;

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE COLLATE NOCASE,
    -- A development password of a simulated account, readable on purpose: the sandbox prints it for its user.
    password TEXT NOT NULL,
    lang TEXT NOT NULL DEFAULT 'en',
    is_admin INTEGER NOT NULL DEFAULT 0,
    is_free INTEGER NOT NULL DEFAULT 0,
    is_active INTEGER NOT NULL DEFAULT 1,
    group_id INTEGER NOT NULL DEFAULT 0 REFERENCES users_groups (id),
    role_id INTEGER REFERENCES roles (id),
    rights TEXT NOT NULL,
    uuid TEXT NOT NULL,
    amojo_id TEXT NOT NULL,
    user_rank TEXT NOT NULL DEFAULT 'newbie',
    phone_number TEXT,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Only hashes: neither a session nor a token can be read back from the file.
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE access_tokens (
    token_hash TEXT PRIMARY KEY,
    -- The integration's id (a UUID).
    client_id TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- JSON array of scope names.
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- When it was first shown to the API.
    used_at INTEGER,
    is_revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX access_tokens_client ON access_tokens (client_id);

CREATE TABLE refresh_tokens (
    token_hash TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    scopes TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    -- The pair it was exchanged for: hashes of the new access and refresh token.
    next_access_hash TEXT,
    next_refresh_hash TEXT,
    is_revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
