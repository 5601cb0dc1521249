//! Widgets in the account: the quick way in, for tests about something else.

use std::path::{Path, PathBuf};

use kommo_sandbox::Integration;
use serde_json::Value;

use super::TestAccount;
use crate::{Error, Result};

impl TestAccount {
    /// Uploads a widget's zip into an integration of its own and installs it with these settings, without the pages.
    ///
    /// # Errors
    /// [`Error::Step`] with the account's reason, when it refuses the archive or the settings.
    pub fn install(&self, zip: &[u8], settings: &Value) -> Result<Integration> {
        let refused = |reason: String| Error::Step { what: "install the widget".into(), reason, at: None };
        let uploaded = self.sandbox().upload(zip).map_err(|e| refused(e.to_string()))?;
        self.sandbox().install(&uploaded.integration.uuid, settings).map_err(|e| refused(e.to_string()))
    }
}

/// The built zip of a widget project: the file that `KOMMO_WIDGET_ZIP` names, or `dist/widget.zip` in the project's folder.
///
/// # Errors
/// [`Error::Io`] when it is not there; [`Error::Step`] says how to build it.
pub fn widget_zip(project: impl AsRef<Path>) -> Result<Vec<u8>> {
    let named = std::env::var_os("KOMMO_WIDGET_ZIP").map(PathBuf::from);
    let file = named.unwrap_or_else(|| project.as_ref().join("dist").join("widget.zip"));
    if !file.is_file() {
        let reason = format!("{} is not there; build it with `cargo kommo pack`", file.display());
        return Err(Error::Step { what: "read the widget's zip".into(), reason, at: None });
    }
    std::fs::read(&file).map_err(Error::io(file))
}
