//! API v4 through plain HTTP: what a client sees, entity by entity.

#[cfg(test)]
mod api;
