//! [`CustomerStatus`]. Kommo's page "Customers statuses and segments".

use crate::account::Account;
use crate::call::{Call, Get, List, Nothing, Saved, call, call_array, one, path, remove, saved};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Json, Text};

const PATH: &str = "/api/v4/customers/statuses";

view! {
    /// A status of customers.
    pub struct CustomerStatus => CustomerStatusRecord {
        /// Its id.
        id: Id<CustomerStatus>,
        /// Its name.
        name: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Its colour.
        color: Option<String>,
        /// Whether it is the default.
        is_default: bool,
        /// 0 ordinary, 1 expected purchase, 2 not purchased, 3 closed, 4 recently purchased. Samples disagree.
        status_type = "type": Option<i64>,
        /// When customers come to it; nested arrays, read only.
        conditions: Option<Json>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
}

entity!(CustomerStatus in "statuses", with Nothing, filter Nothing, order Nothing);

body! {
    /// A new status.
    pub struct NewCustomerStatus;
}

body! {
    /// A change of a status: what is not set is left as it is.
    pub struct CustomerStatusPatch;
}

macro_rules! status_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its place among the others.
                sort: i64,
                /// Its colour; as those of stages.
                color: Text,
            }
        }
    };
}

status_setters!(NewCustomerStatus);
status_setters!(CustomerStatusPatch);

impl NewCustomerStatus {
    /// A status with a name and a place.
    pub fn new(name: &str, sort: i64) -> Self {
        Self::default().name(name).sort(sort)
    }
}

impl CustomerStatusPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The statuses of customers, at most 30; from [`super::Customers::statuses`].
#[derive(Clone)]
pub struct CustomerStatuses(pub(super) Api);

impl CustomerStatuses {
    /// `GET /customers/statuses`: the statuses.
    pub fn list(&self) -> List<CustomerStatus> {
        List::new(&self.0, PATH)
    }

    /// `GET /customers/statuses/{id}`: one status, or `None`.
    pub fn get(&self, id: impl Into<Id<CustomerStatus>>) -> Get<CustomerStatus> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /customers/statuses`: makes a status.
    pub fn create(&self, status: NewCustomerStatus) -> Call<Saved<CustomerStatus>> {
        call_array(&self.0, Method::Post, String::from(PATH), &status.0, saved)
    }

    /// `PATCH /customers/statuses/{id}`: changes what the patch sets.
    pub fn update(
        &self,
        id: impl Into<Id<CustomerStatus>>,
        patch: CustomerStatusPatch,
    ) -> Call<CustomerStatus> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `DELETE /customers/statuses/{id}`: deletes a status; not those of the system.
    pub fn delete(&self, id: impl Into<Id<CustomerStatus>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }
}
