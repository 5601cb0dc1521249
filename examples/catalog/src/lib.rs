//! Edits the elements of a list in the host's place: the list is claimed when the settings are saved.

use kommo_widget::CatalogElement;
use kommo_widget::prelude::*;

#[derive(Default)]
struct Showroom;

#[widget]
impl Widget for Showroom {
    async fn on_save(&self, cx: &Cx, form: &mut SaveForm) -> Result<Save> {
        // The account's list of products.
        let products = cx.account().raw().and_then(|account| account.get("products.catalog_id")?.as_i64());
        if form.is_active()
            && let Some(id) = products.and_then(|id| u64::try_from(id).ok())
        {
            cx.claim_catalog(Id::new(id))?;
        }
        Ok(Save::Accepted)
    }

    async fn load_catalog_element(&self, cx: &Cx, element: &CatalogElement) -> Result<()> {
        cx.page().show(html! {
            h2.showroom__name { (element.name().unwrap_or_default()) }
            p { "#" (element.id().unwrap_or_default()) }
        })
    }
}
