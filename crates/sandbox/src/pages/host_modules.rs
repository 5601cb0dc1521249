//! The third-party scripts of the host page (`host/npm`), fetched from npm once per machine.

use std::path::PathBuf;

use tokio::sync::OnceCell;

use crate::npm::{self, NpmError};

const PACKAGE: &str = include_str!("../../host/npm/package.json");
const LOCK: &str = include_str!("../../host/npm/package-lock.json");

static MODULES: OnceCell<PathBuf> = OnceCell::const_new();

/// Fetches the host page's third-party scripts if this machine does not have them yet (a few seconds, once).
///
/// The first page would do it anyway; a tool calls this before, to show `progress` and to fail early.
///
/// # Errors
///
/// [`NpmError`] when npm is missing or cannot install.
pub fn prepare(progress: &mut dyn FnMut(&str)) -> Result<PathBuf, NpmError> {
    npm::install(PACKAGE, LOCK, progress)
}

/// The lockfile's fingerprint: part of the scripts' address, so that browsers may keep them for ever.
pub(super) fn fingerprint() -> String {
    npm::fingerprint(PACKAGE, LOCK)
}

/// The `node_modules` folder. A failure is not remembered: the next page tries again.
pub(super) async fn folder() -> Result<&'static PathBuf, NpmError> {
    MODULES
        .get_or_try_init(|| async {
            tokio::task::spawn_blocking(|| prepare(&mut |_| {})).await.unwrap_or(Err(NpmError::NoCacheFolder))
        })
        .await
}
