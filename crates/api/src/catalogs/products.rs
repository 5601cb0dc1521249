//! Switching products on and off. Kommo's page "Products".

use super::Catalog;
use crate::Result;
use crate::call::{Call, call};
use crate::client::Api;
use crate::http::{Answer, Method, Request};
use crate::id::Id;
use crate::json::{Fields, FromField};

const PATH: &str = "/api/v4/catalogs/products/settings";

view! {
    /// The settings of products.
    pub struct ProductsSettings => ProductsSettingsRecord {
        /// Whether the account has products.
        is_enabled: bool,
        /// Their list; only the old path says.
        catalog_id: Option<Id<Catalog>>,
    }
}

/// The products of the account; from [`Api::products`]. The products themselves are the elements of the list whose type
/// is `products`.
#[derive(Clone)]
pub struct Products(Api);

impl Api {
    /// The settings of products.
    pub fn products(&self) -> Products {
        Products(self.clone())
    }
}

fn read(answer: Answer) -> Result<ProductsSettings> {
    let document = answer.document().cloned();
    document.map(ProductsSettings::from).ok_or_else(|| answer.unexpected("settings"))
}

impl Products {
    /// `GET /catalogs/products/settings`. Seen in Kommo's client, not documented.
    pub fn settings(&self) -> Call<ProductsSettings> {
        Call::new(&self.0, Request::new(Method::Get, PATH), read)
    }

    /// `PATCH /catalogs/products/settings`: switches products on or off.
    pub fn enable(&self, enabled: bool) -> Call<ProductsSettings> {
        let mut fields = Fields::new();
        fields.set("is_enabled", &enabled);
        call(&self.0, Method::Patch, String::from(PATH), &fields, read)
    }

    /// `GET /api/v2/products_settings`: the id of the products' list, `None` while products are off.
    pub fn catalog_id(&self) -> Call<Option<Id<Catalog>>> {
        Call::new(&self.0, Request::new(Method::Get, "/api/v2/products_settings"), |answer| {
            Ok(answer.document().and_then(|settings| Option::from_field(settings, "catalog_id")))
        })
    }
}
