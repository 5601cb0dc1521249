//! Lists ("catalogs") and their elements, products among them. Kommo's pages "Lists" and "List elements".
//!
//! Neither lists nor elements can be deleted.

mod catalog;
mod element;
mod products;

pub use catalog::{Catalog, CatalogFilter, CatalogPatch, CatalogType, Catalogs, NewCatalog};
pub use element::{Element, ElementFilter, ElementPatch, ElementWith, Elements, NewElement};
pub use products::{Products, ProductsSettings};
