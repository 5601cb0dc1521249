//! [`LossReason`], why leads are lost.

use crate::call::{Call, Get, List, Nothing, call_array, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::Fields;
use crate::timestamp::Timestamp;

const PATH: &str = "/api/v4/leads/loss_reasons";

view! {
    /// Why leads are lost.
    pub struct LossReason => LossReasonRecord {
        /// Its id.
        id: Id<LossReason>,
        /// Its text.
        name: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
    }
}

entity!(LossReason in "loss_reasons", with Nothing, filter Nothing, order Nothing);

/// Why leads are lost; from [`super::Leads::loss_reasons`].
#[derive(Clone)]
pub struct LossReasons(pub(super) Api);

impl LossReasons {
    /// `GET /leads/loss_reasons`: all reasons.
    pub fn list(&self) -> List<LossReason> {
        List::new(&self.0, PATH)
    }

    /// `GET /leads/loss_reasons/{id}`: one reason.
    pub fn get(&self, id: impl Into<Id<LossReason>>) -> Get<LossReason> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /leads/loss_reasons`: makes a reason. Kommo's own client does it, its pages do not name it.
    pub fn create(&self, name: &str, sort: i64) -> Call<LossReason> {
        let mut fields = Fields::new();
        fields.set("name", &name);
        fields.set("sort", &sort);
        call_array(&self.0, Method::Post, String::from(PATH), &fields, one)
    }

    /// `DELETE /leads/loss_reasons/{id}`: deletes a reason. Kommo's own client does it, its pages do not name it.
    pub fn delete(&self, id: impl Into<Id<LossReason>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }
}
