//! How far the widget is installed.

use crate::cx::Cx;
use crate::error::Result;

/// How far the widget is installed (Kommo: `get_install_status()`).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InstallStatus {
    /// Installed.
    Installed,
    /// Not installed.
    Install,
    /// The tour was passed, the settings are empty.
    NotConfigured,
    /// One that this version does not know.
    Unknown(String),
}

/// The badge of the widget's tile in Settings → Integrations (Kommo: `set_status()`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TileStatus {
    /// To be installed.
    Install,
    /// Installed.
    Installed,
    /// Something is wrong.
    Error,
}

impl Cx {
    /// How far the widget is installed.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not say.
    pub fn install_status(&self) -> Result<InstallStatus> {
        let status = self.host().call("get_install_status", &[])?.as_str().unwrap_or_default();
        Ok(match status.as_str() {
            "installed" => InstallStatus::Installed,
            "install" => InstallStatus::Install,
            "not_configured" => InstallStatus::NotConfigured,
            _ => InstallStatus::Unknown(status),
        })
    }

    /// Sets the badge of the widget's tile.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host does not take it.
    pub fn set_status(&self, status: TileStatus) -> Result<()> {
        let text = match status {
            TileStatus::Install => "install",
            TileStatus::Installed => "installed",
            TileStatus::Error => "error",
        };
        self.host().call("set_status", &[text.into()]).map(drop)
    }
}
