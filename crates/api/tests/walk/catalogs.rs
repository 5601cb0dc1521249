//! Lists and their elements, and the list of products.

use kommo_api::Api;
use kommo_api::catalogs::{CatalogPatch, CatalogType, ElementPatch, NewCatalog, NewElement};

use super::{By, Outcome, Present, all, ensure};

pub(super) async fn catalogs(api: Api, _: By) -> Outcome {
    let catalogs = api.catalogs();
    let made = catalogs.create(NewCatalog::new("Vans")).await?;
    let id = made.id();
    ensure!(catalogs.update(id, CatalogPatch::new().name("Lorries")).await?.id() == id);
    all(catalogs.update_many([(id, CatalogPatch::new().sort(5))])).await?;
    ensure!(catalogs.get(id).await?.there()?.name().as_deref() == Some("Lorries"));
    ensure!(catalogs.list().await?.items.iter().any(|catalog| catalog.id() == id));

    let elements = catalogs.elements(id);
    let red = all(elements.create_many([NewElement::new("Red van")])).await?.first().there()?.id();
    ensure!(elements.update(red, ElementPatch::new().name("Blue van")).await?.id() == red);
    all(elements.update_many([(red, ElementPatch::new().name("Green van"))])).await?;
    ensure!(elements.get(red).await?.there()?.catalog_id() == Some(id));
    ensure!(elements.list().search("Green").await?.items.len() == 1);

    let products = api.products();
    ensure!(products.enable(true).await?.is_enabled());
    ensure!(products.settings().await?.is_enabled());
    let list = products.catalog_id().await?.there()?;
    ensure!(catalogs.get(list).await?.there()?.catalog_type() == Some(CatalogType::Products));
    Ok(())
}
