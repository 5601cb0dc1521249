//! Authorization codes of the "Keys and scopes" tab: each is valid 20 minutes and works once.

use super::error::IntegrationError;
use super::store;
use crate::random;
use crate::state::State;

/// How long an authorization code is valid, in seconds.
pub(super) const CODE_LIFETIME: i64 = 20 * 60;

/// A fresh authorization code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizationCode {
    /// The code. It is kept hashed and cannot be read again.
    pub code: String,
    /// Unix time it ends.
    pub expires_at: i64,
}

/// Issues a code for an integration in the name of a user.
pub(super) fn issue(state: &State, uuid: &str, user_id: i64) -> Result<AuthorizationCode, IntegrationError> {
    let code = random::token(48);
    let expires_at = state.clock().now() + CODE_LIFETIME;
    state.transaction(|db| -> Result<(), IntegrationError> {
        let id = store::by_uuid(db, uuid)?.integration.id;
        // One is enough: an older code that was never used ends here.
        db.execute("DELETE FROM authorization_codes WHERE integration_id = ?1 AND NOT is_used", [id])?;
        db.execute(
            "INSERT INTO authorization_codes (code_hash, integration_id, user_id, expires_at) VALUES (?1, ?2, ?3, ?4)",
            (random::digest(&code), id, user_id, expires_at),
        )?;
        Ok(())
    })?;
    Ok(AuthorizationCode { code, expires_at })
}
