//! An integration as the account keeps it.

/// Where a widget stands, as `get_install_status()` words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Not installed; the tile shows "Install".
    Install,
    /// Installed, and required settings are still empty.
    NotConfigured,
    /// Installed and configured.
    Installed,
}

impl Status {
    /// `install`, `not_configured`, `installed`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::NotConfigured => "not_configured",
            Self::Installed => "installed",
        }
    }
}

/// An integration.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Integration {
    /// Number within the account, the `id` widgets see.
    pub id: i64,
    /// Integration ID of the "Keys and scopes" tab, `oauth_client_uuid` for widgets.
    pub uuid: String,
    /// Name typed in the form.
    pub name: String,
    /// Description typed in the form; may hold HTML.
    pub description: String,
    /// Where OAuth codes are sent; empty when there is none.
    pub redirect_uri: String,
    /// Told when the integration is disabled; empty when there is none.
    pub revoke_access_hook_uri: String,
    /// Scopes asked for.
    pub scopes: Vec<String>,
    /// The secret key, which also signs one-time tokens.
    pub secret: String,
    /// Widget code: 40 characters `[a-z0-9]`, given by the first upload.
    pub code: Option<String>,
    /// "Duplicate control" was ticked.
    pub has_duplicate_control: bool,
    /// "Multiple sources" was ticked.
    pub has_multiple_sources: bool,
    /// Number of the newest upload, the N of `/upl/<code>/<N>/widget/`; 0 before the first.
    pub upload: u32,
    /// `widget.version` of the newest upload.
    pub version: String,
    /// Whether it is installed, and configured.
    pub status: Status,
}

impl Integration {
    /// Path of the newest upload's files without a slash at the end, once there is one.
    #[must_use]
    pub fn files_path(&self) -> Option<String> {
        let code = self.code.as_deref()?;
        (self.upload > 0).then(|| format!("/upl/{code}/{}/widget", self.upload))
    }
}

impl std::fmt::Debug for Integration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Integration")
            .field("id", &self.id)
            .field("uuid", &self.uuid)
            .field("name", &self.name)
            .field("code", &self.code)
            .field("upload", &self.upload)
            .field("version", &self.version)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
