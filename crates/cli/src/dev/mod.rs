//! `cargo kommo dev`: a widget in a simulated account that stays up, and follows the sources.

pub mod foreign;
pub mod kommo;
pub mod live;
pub mod place;
pub mod settings;
pub mod told;
pub mod watch;

use std::path::PathBuf;

use kommo_manifest::Archive;
use kommo_sandbox::npm::NpmError;
use kommo_sandbox::{Database, IntegrationError, Login, Sandbox, Seed, UploadError};
use serde_json::{Map, Value};
use thiserror::Error;

/// How to start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Port on 127.0.0.1; `None` takes [`PORT`], or any free one if that is taken.
    pub port: Option<u16>,
    /// What the account holds; the small company by default.
    pub seed: Option<Seed>,
    /// A file to keep the account in; in memory by default.
    pub database: Option<PathBuf>,
    /// What foreign hosts answer: a JSON array of stubs.
    pub stubs: Option<String>,
    /// Values for the widget's settings, by field. Required fields without one get a value for show.
    pub settings: Map<String, Value>,
    /// Pages with a content security policy that forbids `eval` and WebAssembly.
    pub strict_csp: bool,
}

/// The port taken when none is asked for: the same each time, so that a bookmark stays good.
pub const PORT: u16 = 4780;

/// Why there is no running widget.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DevError {
    /// The host page's scripts cannot be had.
    #[error(transparent)]
    Npm(#[from] NpmError),
    /// The account did not start.
    #[error(transparent)]
    Sandbox(#[from] kommo_sandbox::Error),
    /// The archive was refused.
    #[error("the sandbox refuses the archive, as Kommo would:\n{0}")]
    Upload(#[from] UploadError),
    /// The widget cannot be installed.
    #[error("the widget is uploaded but not installed: {0}; give its settings with `--set field=value`")]
    Install(#[source] IntegrationError),
    /// A value is for no field of the settings.
    #[error("{0}")]
    Setting(String),
    /// The stubs do not fit.
    #[error("the stubs do not fit: {0}")]
    Stubs(#[from] serde_json::Error),
    /// The account has nothing to show, or its database cannot be read.
    #[error("the account's database cannot be read: {0}")]
    Database(String),
}

/// A running account with a widget in it.
pub struct Session {
    /// The account.
    pub sandbox: Sandbox,
    /// Integration ID of the widget.
    pub uuid: String,
    /// The widget's code.
    pub code: String,
    /// The user the printed address is for.
    pub user: Login,
    /// A session of that user, for the address that signs in.
    token: String,
    /// Path of a page where the widget runs.
    pub path: String,
    /// A page for each of the widget's locations: location and path.
    pub places: Vec<(String, String)>,
    /// The sandbox's remarks on the archive.
    pub warnings: Vec<String>,
}

impl Session {
    /// Starts an account, uploads the archive and installs the widget. `progress` hears of longer steps.
    ///
    /// # Errors
    /// [`DevError`].
    pub async fn start(
        zip: &[u8],
        options: &Options,
        progress: &mut dyn FnMut(&str),
    ) -> Result<Self, DevError> {
        kommo_sandbox::prepare(progress)?;
        let sandbox = sandbox(options).await?;
        if let Some(stubs) = &options.stubs {
            sandbox.stubs_from_json(stubs)?;
        }
        let uploaded = sandbox.upload(zip)?;
        let uuid = uploaded.integration.uuid;
        let manifest = manifest(zip);
        let users = sandbox.users()?;
        let user = users.iter().find(|user| user.is_admin).or(users.first()).cloned();
        let user = user.ok_or_else(|| DevError::Database("there are no users".to_owned()))?;
        settings::known(&manifest, &options.settings).map_err(DevError::Setting)?;
        let values = settings::complete(&manifest, &options.settings, user.id);
        sandbox.install(&uuid, &Value::Object(values)).map_err(DevError::Install)?;
        let code = sandbox.integration(&uuid).ok().and_then(|one| one.code).unwrap_or_default();
        let unread = |error: kommo_sandbox::DbError| DevError::Database(error.to_string());
        let path = place::path(&sandbox, &manifest, &code).map_err(unread)?;
        let places = place::pages(&sandbox, &manifest, &code).map_err(unread)?;
        let warnings = uploaded.warnings.iter().map(ToString::to_string).collect();
        let token =
            sandbox.state().open_session(user.id).map_err(|error| DevError::Database(error.to_string()))?;
        Ok(Self { sandbox, uuid, code, user, token: token.as_str().to_owned(), path, places, warnings })
    }

    /// Uploads a newer archive; settings stay.
    ///
    /// # Errors
    /// [`DevError::Upload`]; then the earlier archive stays in use.
    pub fn replace(&self, zip: &[u8]) -> Result<(), DevError> {
        self.sandbox.upload_to(&self.uuid, zip)?;
        Ok(())
    }

    /// The address of the page where the widget runs.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("{}{}", self.sandbox.url(), self.path)
    }

    /// The same, signing [`Session::user`] in on the way.
    #[must_use]
    pub fn sign_in_url(&self) -> String {
        format!("{}/enter/{}?next={}", self.sandbox.url(), self.token, self.path)
    }
}

async fn sandbox(options: &Options) -> Result<Sandbox, kommo_sandbox::Error> {
    let builder = || {
        let builder = Sandbox::builder()
            .database(options.database.clone().map_or(Database::Memory, Database::File))
            .strict_csp(options.strict_csp);
        match &options.seed {
            Some(seed) => builder.seed(seed.clone()),
            None => builder,
        }
    };
    match options.port {
        Some(port) => builder().port(port).start().await,
        None => match builder().port(PORT).start().await {
            Err(kommo_sandbox::Error::Listen { .. }) => builder().start().await,
            other => other,
        },
    }
}

fn manifest(zip: &[u8]) -> Value {
    let archive = Archive::read(zip).ok();
    let text = archive.as_ref().and_then(|archive| archive.files.get("manifest.json"));
    text.and_then(|text| serde_json::from_slice(text).ok()).unwrap_or_default()
}
