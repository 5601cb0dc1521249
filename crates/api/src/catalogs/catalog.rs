//! [`Catalog`], a list.

use super::Elements;
use crate::account::Account;
use crate::call::{Batch, Call, Get, List, Nothing, call, call_array, one, path};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::Text;
use crate::timestamp::Timestamp;
use crate::users::User;

const PATH: &str = "/api/v4/catalogs";

open_names! {
    /// The types of lists.
    pub enum CatalogType {
        /// An ordinary list.
        Regular = "regular",
        /// Products; one in an account.
        Products = "products",
        /// Invoices; one in an account.
        Invoices = "invoices",
        /// Suppliers.
        Suppliers = "suppliers",
    }
}

filter! {
    /// Conditions on lists.
    pub struct CatalogFilter {
        /// The type. Seen in Kommo's client, not documented.
        one catalog_type = "type": CatalogType,
    }
}

view! {
    /// A list.
    pub struct Catalog => CatalogRecord {
        /// Its id.
        id: Id<Catalog>,
        /// Its name.
        name: Option<String>,
        /// Its type.
        catalog_type = "type": Option<CatalogType>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Whether elements can be made from a card.
        can_add_elements: bool,
        /// Whether it can be shown in cards.
        can_show_in_cards: bool,
        /// Whether an element may be linked to several entities.
        can_link_multiple: bool,
        /// Whether it can be deleted, by users.
        can_be_deleted: bool,
        /// The widget that made it.
        sdk_widget_code: Option<String>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The mark the request gave to it.
        request_id: Option<String>,
    }
}

entity!(Catalog in "catalogs", with Nothing, filter CatalogFilter, order Nothing);

body! {
    /// A new list.
    pub struct NewCatalog;
}

body! {
    /// A change of a list: what is not set is left as it is.
    pub struct CatalogPatch;
}

macro_rules! catalog_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its type; cannot be changed later.
                catalog_type = "type": CatalogType,
                /// Its place among the others.
                sort: i64,
                /// Whether elements can be made from a card.
                can_add_elements: bool,
                /// Whether an element may be linked to several entities.
                can_link_multiple: bool,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }
    };
}

catalog_setters!(NewCatalog);
catalog_setters!(CatalogPatch);

impl NewCatalog {
    /// A list with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }
}

impl CatalogPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The lists of the account, at most 10; from [`Api::catalogs`].
#[derive(Clone)]
pub struct Catalogs(Api);

impl Api {
    /// The lists.
    pub fn catalogs(&self) -> Catalogs {
        Catalogs(self.clone())
    }
}

impl Catalogs {
    /// `GET /catalogs/{id}`: one list, or `None`.
    pub fn get(&self, id: impl Into<Id<Catalog>>) -> Get<Catalog> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /catalogs`: the lists.
    pub fn list(&self) -> List<Catalog> {
        List::new(&self.0, PATH)
    }

    /// `POST /catalogs`: makes a list.
    pub fn create(&self, catalog: NewCatalog) -> Call<Catalog> {
        call_array(&self.0, Method::Post, String::from(PATH), &catalog.0, one)
    }

    /// `PATCH /catalogs/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Catalog>>, patch: CatalogPatch) -> Call<Catalog> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `PATCH /catalogs`: changes many lists.
    pub fn update_many(
        &self,
        catalogs: impl IntoIterator<Item = (Id<Catalog>, CatalogPatch)>,
    ) -> Batch<Catalog> {
        let catalogs = catalogs.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::changes(&self.0, String::from(PATH), catalogs)
    }

    /// The elements of a list.
    pub fn elements(&self, id: impl Into<Id<Catalog>>) -> Elements {
        let mut path = path(PATH, id.into().get());
        path.push_str("/elements");
        Elements { api: self.0.clone(), path }
    }
}
