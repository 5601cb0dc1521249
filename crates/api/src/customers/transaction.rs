//! [`Transaction`], a purchase.

use super::Customer;
use crate::account::Account;
use crate::call::{Batch, Call, Get, List, Nothing, Saved, path, remove};
use crate::catalogs::{Catalog, Element};
use crate::client::Api;
use crate::id::Id;
use crate::json::{Fields, Json, Text};
use crate::reference::linked::LinkedElement;
use crate::timestamp::Timestamp;
use crate::users::User;

filter! {
    /// Conditions on purchases.
    pub struct TransactionFilter {
        /// The id.
        many id: Id<Transaction>,
    }
}

view! {
    /// A purchase.
    pub struct Transaction => TransactionRecord {
        /// Its id.
        id: Id<Transaction>,
        /// Its sum.
        price: Option<i64>,
        /// A remark.
        comment: Option<String>,
        /// When it was.
        completed_at: Option<Timestamp>,
        /// Whose it is.
        customer_id: Option<Id<Customer>>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Whether it is deleted.
        is_deleted: bool,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
    embedded {
        /// Whose it is; `id`.
        customer: Option<Json>,
        /// What was bought.
        catalog_elements: Vec<LinkedElement>,
    }
}

entity!(Transaction in "transactions", with Nothing, filter TransactionFilter, order Nothing);

body! {
    /// A new purchase.
    pub struct NewTransaction;
}

setters! {
    NewTransaction {
        /// A remark.
        comment: Text,
        /// When it was.
        completed_at: Timestamp,
        /// Who made it; 0 is the robot.
        created_by: Id<User>,
        /// The next purchase's expected sum.
        next_price: i64,
        /// When the next purchase is due.
        next_date: Timestamp,
        /// A mark that the answer repeats.
        request_id: Text,
    }
}

impl NewTransaction {
    /// A purchase with its sum.
    pub fn new(price: i64) -> Self {
        Self::default().other("price", &price)
    }

    /// Kommo: where the receipt is, and the purchase's id elsewhere; either may be `None`.
    pub fn receipt(mut self, link: Option<&str>, external_id: Option<&str>) -> Self {
        let mut metadata = Fields::new();
        for (key, value) in [("receipt_link", link), ("external_id", external_id)] {
            if let Some(value) = value {
                metadata.set(key, &value);
            }
        }
        self.0.set("metadata", &metadata);
        self
    }

    /// Adds what was bought.
    pub fn element(
        mut self,
        catalog: impl Into<Id<Catalog>>,
        element: impl Into<Id<Element>>,
        quantity: f64,
    ) -> Self {
        let mut metadata = Fields::new();
        metadata.set("catalog_id", &catalog.into());
        metadata.set("quantity", &quantity);
        let mut fields = Fields::new();
        fields.set("id", &element.into());
        fields.set("metadata", &metadata);
        self.0.push("_embedded/catalog_elements", &fields);
        self
    }
}

/// The purchases of a customer, or of all; from [`super::Customers`].
#[derive(Clone)]
pub struct Transactions {
    pub(super) api: Api,
    pub(super) path: String,
}

impl Transactions {
    /// `GET …/transactions`: at most 250 a page.
    pub fn list(&self) -> List<Transaction> {
        List::new(&self.api, &self.path)
    }

    /// `GET …/transactions/{id}`: one purchase, or `None`.
    pub fn get(&self, id: impl Into<Id<Transaction>>) -> Get<Transaction> {
        Get::new(&self.api, path(&self.path, id.into().get()))
    }

    /// `POST /customers/{id}/transactions`: adds purchases, perhaps with bonus points for them. Only those of a customer
    /// ([`super::Customers::transactions_of`]).
    pub fn create_many(
        &self,
        transactions: impl IntoIterator<Item = NewTransaction>,
        accrue_bonus: bool,
    ) -> Batch<Saved<Transaction>> {
        let mut path = self.path.clone();
        path.push_str(if accrue_bonus { "?accrue_bonus=true" } else { "?accrue_bonus=false" });
        Batch::create(&self.api, path, transactions.into_iter().map(|transaction| transaction.0))
    }

    /// `DELETE …/transactions/{id}`: deletes a purchase.
    pub fn delete(&self, id: impl Into<Id<Transaction>>) -> Call<()> {
        remove(&self.api, path(&self.path, id.into().get()))
    }
}
