//! Integrations from Rust: what tests and tools do without clicking through the page.

use kommo_manifest::check::Mode;
use serde_json::Value;

use super::error::{IntegrationError, UploadError};
use super::form::IntegrationForm;
use super::keys::{self, AuthorizationCode};
use super::model::Integration;
use super::upload::{self, Uploaded};
use super::{install, store};
use crate::Sandbox;
use crate::db::DbError;

/// These act as the account's first administrator.
impl Sandbox {
    /// Creates an integration from the form's fields and returns it. Nothing is uploaded yet.
    ///
    /// # Errors
    ///
    /// [`IntegrationError::Form`] with every field that was not accepted.
    pub fn create_integration(&self, form: &IntegrationForm) -> Result<Integration, IntegrationError> {
        let problems = form.problems();
        if !problems.is_empty() {
            return Err(IntegrationError::Form(problems));
        }
        let (state, now, admin) = (self.state(), self.state().clock().now(), self.admin_id()?);
        state.db(|db| {
            let uuid = store::insert(db, form, admin, now)?;
            Ok(store::by_uuid(db, &uuid)?.integration)
        })
    }

    /// Creates an integration named as the widget names itself and uploads `widget.zip` for it.
    ///
    /// ```no_run
    /// # fn run(sandbox: &kommo_sandbox::Sandbox, zip: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    /// let widget = sandbox.upload(zip)?.integration;
    /// sandbox.install(&widget.uuid, &serde_json::json!({"login": "me"}))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`UploadError`]; then no integration is left behind.
    pub fn upload(&self, zip: &[u8]) -> Result<Uploaded, UploadError> {
        let integration = self.create_integration(&IntegrationForm::new("Uploaded widget"))?;
        match self.upload_to(&integration.uuid, zip) {
            Ok(mut uploaded) => {
                uploaded.integration = self.name_after_widget(&uploaded.integration.uuid)?;
                Ok(uploaded)
            }
            Err(error) => {
                self.state().db(|db| store::delete(db, &integration.uuid))?;
                Err(error)
            }
        }
    }

    /// Uploads an archive for an integration that exists: its first one, or the next.
    ///
    /// # Errors
    ///
    /// [`UploadError`]; then the earlier upload stays in use.
    pub fn upload_to(&self, uuid: &str, zip: &[u8]) -> Result<Uploaded, UploadError> {
        let admin = self.admin_id().map_err(IntegrationError::from)?;
        upload::upload(self.state(), uuid, zip, admin, Mode::Private)
    }

    /// Uploads an archive as that of a public integration, which is checked more strictly: against all of the
    /// marketplace's checklist at once.
    ///
    /// # Errors
    ///
    /// [`UploadError`]; then the earlier upload stays in use.
    pub fn upload_public(&self, uuid: &str, zip: &[u8]) -> Result<Uploaded, UploadError> {
        let admin = self.admin_id().map_err(IntegrationError::from)?;
        upload::upload(self.state(), uuid, zip, admin, Mode::Public)
    }

    /// Installs an integration with these settings (an object keyed by field code), or saves new ones.
    ///
    /// The widget's own `onSave` is not asked: this is what the server does after it agreed.
    ///
    /// # Errors
    ///
    /// [`IntegrationError`] when there is no archive, a required field is empty, or a value has the wrong shape.
    pub fn install(&self, uuid: &str, settings: &Value) -> Result<Integration, IntegrationError> {
        let admin = self.admin_id()?;
        let settings = settings.as_object().cloned().unwrap_or_default();
        Ok(install::save(self.state(), uuid, &settings, admin)?.integration)
    }

    /// Disables an integration; its settings are wiped, its tokens revoked, and its server is told in the background.
    ///
    /// # Errors
    ///
    /// [`IntegrationError::NotInstalled`] when it is not installed.
    pub fn disable(&self, uuid: &str) -> Result<Integration, IntegrationError> {
        install::disable(self.state(), uuid)
    }

    /// An integration by its ID.
    ///
    /// # Errors
    ///
    /// [`IntegrationError::NotFound`].
    pub fn integration(&self, uuid: &str) -> Result<Integration, IntegrationError> {
        Ok(self.state().db(|db| store::by_uuid(db, uuid))?.integration)
    }

    /// All integrations of the account, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub fn integrations(&self) -> Result<Vec<Integration>, IntegrationError> {
        Ok(self.state().db(store::all)?.into_iter().map(|one| one.integration).collect())
    }

    /// The stored settings of an installed integration, `None` while it is not installed.
    ///
    /// # Errors
    ///
    /// [`IntegrationError::NotFound`].
    pub fn settings(&self, uuid: &str) -> Result<Option<Value>, IntegrationError> {
        Ok(self.state().db(|db| store::by_uuid(db, uuid))?.settings.map(Value::Object))
    }

    /// A fresh authorization code, as the "Keys and scopes" tab shows one.
    ///
    /// # Errors
    ///
    /// [`IntegrationError::NotFound`].
    pub fn authorization_code(&self, uuid: &str) -> Result<AuthorizationCode, IntegrationError> {
        keys::issue(self.state(), uuid, self.admin_id()?)
    }

    fn admin_id(&self) -> Result<i64, DbError> {
        let sql = "SELECT id FROM users WHERE is_active ORDER BY is_admin DESC, position, id LIMIT 1";
        Ok(self.state().db(|db| db.query_row(sql, [], |row| row.get(0)))?)
    }

    /// Takes over the name and description of the widget's own texts, where they fit the form.
    fn name_after_widget(&self, uuid: &str) -> Result<Integration, IntegrationError> {
        let now = self.state().clock().now();
        self.state().db(|db| {
            let one = store::by_uuid(db, uuid)?;
            let widget = super::view::widget(db, &one, "en")?;
            let named = |field: &str| {
                let key = one.manifest.pointer(&format!("/widget/{field}"))?.as_str()?;
                let path = format!("/langs/{}", key.replace('.', "/"));
                widget.pointer(&path)?.as_str().map(str::to_owned)
            };
            let mut form = store::as_form(&one.integration);
            let placeholder = form.clone();
            if let Some(name) = named("name") {
                form.name = name;
            }
            if let Some(description) = named("description").or_else(|| named("short_description")) {
                form.description = description;
            }
            let form = if form.problems().is_empty() { form } else { placeholder };
            store::update(db, uuid, &form, now)?;
            Ok(store::by_uuid(db, uuid)?.integration)
        })
    }
}
