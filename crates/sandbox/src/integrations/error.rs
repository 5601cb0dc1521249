//! What can go wrong with integrations.

use kommo_manifest::ArchiveError;

use super::form::FieldProblem;
use super::upload::Problem;
use crate::db::DbError;

/// Why an integration could not be created, changed, installed or disabled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntegrationError {
    /// There is no such integration.
    #[error("there is no integration {0} in this account")]
    NotFound(String),
    /// Only admins may do this.
    #[error("only an administrator may do this")]
    NotAdmin,
    /// Fields of the form were not accepted; all of them are listed.
    #[error("{}", join(.0))]
    Form(Vec<FieldProblem>),
    /// The widget has no archive yet.
    #[error("upload widget.zip before installing: this integration has no archive yet")]
    NothingUploaded,
    /// Saving the settings of an integration that is not installed.
    #[error("the integration is not installed")]
    NotInstalled,
    /// `widget.installation` is false: such a widget is only listed.
    #[error("this widget cannot be installed: \"installation\" is false in its manifest")]
    NotInstallable,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<rusqlite::Error> for IntegrationError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Why an archive was not taken. The integration and its earlier uploads stay as they were.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// It cannot be read as an archive.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// It can be read and breaks rules of the platform; all of them are listed.
    #[error("{}", list(.0))]
    Refused(Vec<Problem>),
    /// About the integration, not the archive.
    #[error(transparent)]
    Integration(#[from] IntegrationError),
}

impl From<rusqlite::Error> for UploadError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Integration(error.into())
    }
}

impl UploadError {
    /// The text Kommo is known to answer with, or the best there is.
    #[must_use]
    pub fn reply(&self) -> String {
        match self {
            Self::Archive(error) => error.upload_reply().map_or_else(|| error.to_string(), str::to_owned),
            Self::Refused(problems) => problems
                .iter()
                .find_map(|problem| problem.reply.clone())
                .or_else(|| problems.first().map(ToString::to_string))
                .unwrap_or_else(|| self.to_string()),
            Self::Integration(error) => error.to_string(),
        }
    }
}

fn join(problems: &[FieldProblem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.message))
        .collect::<Vec<_>>()
        .join("; ")
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
