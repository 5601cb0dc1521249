//! A tab of its own in lead cards: goods of a warehouse that can be linked to the lead.
//!
//! The links are kept here as long as the card is open; a real widget keeps them on its server.

use std::cell::RefCell;

use kommo_widget::api_client::EntityRef;
use kommo_widget::prelude::*;
use kommo_widget::{Links, TabItem};

const STOCK: [(u64, &str, &str, f64); 3] =
    [(1, "Oak table", "T-1", 249.0), (2, "Pine chair", "C-2", 59.0), (3, "Desk lamp", "L-3", 35.5)];

#[derive(Default)]
struct Warehouse {
    /// Item and quantity.
    linked: RefCell<Vec<(u64, f64)>>,
}

fn stock(matches: impl Fn(&str) -> bool) -> Vec<TabItem> {
    let found = STOCK.iter().filter(|(_, name, ..)| matches(name));
    found.map(|(id, name, sku, price)| TabItem::new(*id, name).sku(sku).price(*price)).collect()
}

#[widget]
impl Widget for Warehouse {
    async fn load_preloaded_data(&self, _: &Cx) -> Result<Vec<TabItem>> {
        Ok(stock(|_| true))
    }

    async fn load_elements(&self, _: &Cx, _: EntityRef) -> Result<Vec<TabItem>> {
        let linked = self.linked.borrow();
        let known = STOCK.iter().filter_map(|(id, name, sku, price)| {
            let (_, quantity) = linked.iter().find(|(item, _)| item == id)?;
            Some(TabItem::new(*id, name).sku(sku).price(*price).quantity(*quantity))
        });
        Ok(known.collect())
    }

    async fn search_data_in_card(&self, _: &Cx, query: &str, _: EntityRef) -> Result<Vec<TabItem>> {
        let query = query.to_ascii_lowercase();
        Ok(stock(|name| name.to_ascii_lowercase().contains(&query)))
    }

    async fn link_card(&self, cx: &Cx, links: &Links) -> Result<()> {
        let mut linked = self.linked.borrow_mut();
        let item = |link: &kommo_widget::Link| link.to_id().and_then(|id| u64::try_from(id).ok());
        let gone: Vec<u64> = links.unlinked().iter().chain(&links.linked()).filter_map(item).collect();
        linked.retain(|(id, _)| !gone.contains(id));
        for link in links.linked() {
            linked.extend(item(&link).map(|id| (id, link.quantity().unwrap_or(1.0))));
        }
        let lines = linked.len();
        drop(linked);
        cx.app()?.notifications().message(
            "Warehouse",
            &["Lines reserved: ", &cx.i18n().number(i64::try_from(lines).unwrap_or_default())].concat(),
        )
    }
}
