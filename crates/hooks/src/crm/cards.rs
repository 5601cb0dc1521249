//! Leads, contacts, companies, customers, elements of lists.

use serde::Deserialize;
use serde_json::Value;

use super::fields::CustomField;
use crate::lenient::{self, Rest};

/// A lead. Of a deleted one Kommo tells the id, the stage and the pipeline.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Lead {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// Its stage.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub status_id: Option<i64>,
    /// Its stage before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_status_id: Option<i64>,
    /// Its pipeline.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub pipeline_id: Option<i64>,
    /// Its pipeline before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_pipeline_id: Option<i64>,
    /// Its sale value.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub price: Option<i64>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Who is responsible.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub responsible_user_id: Option<i64>,
    /// Who was responsible before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_responsible_user_id: Option<i64>,
    /// Who created it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_user_id: Option<i64>,
    /// Who changed it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_user_id: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// When it was created, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// When it was changed, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub updated_at: Option<i64>,
    /// Its tags: `{id, name}`.
    #[serde(default, deserialize_with = "lenient::list")]
    pub tags: Vec<Value>,
    /// Custom fields that have a value.
    #[serde(default, deserialize_with = "lenient::list")]
    pub custom_fields: Vec<CustomField>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A contact or a company. Of a deleted one Kommo tells the id.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Contact {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Who is responsible.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub responsible_user_id: Option<i64>,
    /// Who was responsible before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_responsible_user_id: Option<i64>,
    /// Who created it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_user_id: Option<i64>,
    /// Who changed it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_user_id: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// When it was created, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// When it was changed, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub updated_at: Option<i64>,
    /// The name of a contact's company.
    #[serde(default, deserialize_with = "lenient::text")]
    pub company_name: Option<String>,
    /// A contact's company.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub linked_company_id: Option<i64>,
    /// Linked leads, by their ids.
    #[serde(default)]
    pub linked_leads_id: Value,
    /// Its tags: `{id, name}`.
    #[serde(default, deserialize_with = "lenient::list")]
    pub tags: Vec<Value>,
    /// Custom fields that have a value.
    #[serde(default, deserialize_with = "lenient::list")]
    pub custom_fields: Vec<CustomField>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A customer; amoCRM only.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Customer {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// Its stage.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub status_id: Option<i64>,
    /// Its period.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub period_id: Option<i64>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Who is responsible.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub responsible_user_id: Option<i64>,
    /// Who was responsible before, if that changed.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub old_responsible_user_id: Option<i64>,
    /// Who created it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_user_id: Option<i64>,
    /// Who changed it; 0 for a robot.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_user_id: Option<i64>,
    /// The account.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    /// When it was created, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_at: Option<i64>,
    /// When it was changed, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub updated_at: Option<i64>,
    /// Custom fields that have a value.
    #[serde(default, deserialize_with = "lenient::list")]
    pub custom_fields: Vec<CustomField>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// An element of a list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct CatalogElement {
    /// Its id.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// The list.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub catalog_id: Option<i64>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Who created it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub created_by: Option<i64>,
    /// Who changed it.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub modified_by: Option<i64>,
    /// Whether it was deleted.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub deleted: bool,
    /// Custom fields that have a value.
    #[serde(default, deserialize_with = "lenient::list")]
    pub custom_fields: Vec<CustomField>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}
