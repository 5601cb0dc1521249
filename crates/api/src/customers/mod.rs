//! Customers, their statuses, segments and purchases. Kommo's page "Customers".
//!
//! Which of it works depends on the account's mode: statuses in `periodicity`, segments in `segments`.

mod customer;
mod segment;
mod status;
mod transaction;
mod write;

pub use customer::{Customer, CustomerFilter, CustomerWith};
pub use segment::{NewSegment, Segment, SegmentPatch, Segments};
pub use status::{CustomerStatus, CustomerStatusPatch, CustomerStatuses, NewCustomerStatus};
pub use transaction::{NewTransaction, Transaction, TransactionFilter, Transactions};
pub use write::{CustomerPatch, NewCustomer};

use crate::account::CustomersMode;
use crate::call::{Batch, Call, Get, List, Saved, call, call_array, done, path, saved};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, FromField};
use crate::leads::Subscription;
use crate::reference::{EntityRef, linked_entity};

const PATH: &str = "/api/v4/customers";

/// The customers of the account; from [`Api::customers`].
#[derive(Clone)]
pub struct Customers(Api);

impl Api {
    /// The customers.
    pub fn customers(&self) -> Customers {
        Customers(self.clone())
    }
}

impl Customers {
    /// `GET /customers/{id}`: one customer, or `None`.
    pub fn get(&self, id: impl Into<Id<Customer>>) -> Get<Customer> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /customers`: at most 250 a page.
    pub fn list(&self) -> List<Customer> {
        List::new(&self.0, PATH)
    }

    /// `POST /customers`: makes a customer.
    pub fn create(&self, customer: NewCustomer) -> Call<Saved<Customer>> {
        call_array(&self.0, Method::Post, String::from(PATH), &customer.0, saved)
    }

    /// `POST /customers`: makes many customers, 50 at once unless told otherwise.
    pub fn create_many(&self, customers: impl IntoIterator<Item = NewCustomer>) -> Batch<Saved<Customer>> {
        Batch::create(&self.0, String::from(PATH), customers.into_iter().map(|customer| customer.0))
    }

    /// `PATCH /customers/{id}`: changes what the patch sets and leaves the rest.
    pub fn update(&self, id: impl Into<Id<Customer>>, patch: CustomerPatch) -> Call<Saved<Customer>> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, saved)
    }

    /// `PATCH /customers`: changes many customers, 50 at once unless told otherwise.
    pub fn update_many(
        &self,
        customers: impl IntoIterator<Item = (Id<Customer>, CustomerPatch)>,
    ) -> Batch<Saved<Customer>> {
        let customers = customers.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.0, String::from(PATH), customers)
    }

    /// `PATCH /customers/mode`: switches customers on or off, and to a mode. Admins only.
    pub fn set_mode(&self, mode: &CustomersMode, enabled: bool) -> Call<()> {
        let mut fields = Fields::new();
        fields.set("mode", mode);
        fields.set("is_enabled", &enabled);
        call(&self.0, Method::Patch, String::from("/api/v4/customers/mode"), &fields, done)
    }

    /// `POST /customers/{id}/bonus_points`: gives points; gives how many there are then.
    pub fn earn_points(&self, id: impl Into<Id<Customer>>, points: i64) -> Call<Option<i64>> {
        self.points(id.into(), "earn", points)
    }

    /// `POST /customers/{id}/bonus_points`: takes points; gives how many there are then.
    pub fn redeem_points(&self, id: impl Into<Id<Customer>>, points: i64) -> Call<Option<i64>> {
        self.points(id.into(), "redeem", points)
    }

    fn points(&self, id: Id<Customer>, key: &'static str, points: i64) -> Call<Option<i64>> {
        let mut fields = Fields::new();
        fields.set(key, &points);
        let mut path = path(PATH, id.get());
        path.push_str("/bonus_points");
        call(&self.0, Method::Post, path, &fields, |answer| {
            Ok(answer.document().and_then(|document| Option::from_field(document, "bonus_points")))
        })
    }

    /// The purchases of all customers.
    pub fn transactions(&self) -> Transactions {
        Transactions { api: self.0.clone(), path: String::from("/api/v4/customers/transactions") }
    }

    /// The purchases of a customer.
    pub fn transactions_of(&self, id: impl Into<Id<Customer>>) -> Transactions {
        let mut path = path(PATH, id.into().get());
        path.push_str("/transactions");
        Transactions { api: self.0.clone(), path }
    }

    /// The statuses of customers; only in the mode `periodicity`.
    pub fn statuses(&self) -> CustomerStatuses {
        CustomerStatuses(self.0.clone())
    }

    /// The segments of customers; only in the mode `segments`.
    pub fn segments(&self) -> Segments {
        Segments(self.0.clone())
    }

    /// `GET /customers/{id}/subscriptions`: who follows a customer.
    pub fn subscriptions(&self, id: impl Into<Id<Customer>>) -> List<Subscription> {
        let mut path = path(PATH, id.into().get());
        path.push_str("/subscriptions");
        List::new(&self.0, path)
    }
}

linked_entity!(Customers, Customer, EntityRef::customer);
