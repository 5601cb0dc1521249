//! A client's deals, in the cards of contacts and companies: how many there are, and what they are worth together.

use kommo_widget::api_client::{Company, CompanyWith, Contact, ContactWith, LeadFilter};
use kommo_widget::prelude::*;

manifest!();

#[derive(Default)]
struct ClientDeals;

/// The leads of whoever's card this is. None if it is another card.
async fn leads(cx: &Cx) -> Result<Option<Vec<Id<Lead>>>> {
    let api = cx.api();
    let linked = if let Some(card) = cx.card::<Contact>() {
        api.contacts().get(card.id()).with(ContactWith::Leads).await?.map(|contact| contact.leads())
    } else if let Some(card) = cx.card::<Company>() {
        api.companies().get(card.id()).with(CompanyWith::Leads).await?.map(|company| company.leads())
    } else {
        return Ok(None);
    };
    Ok(Some(linked.unwrap_or_default().iter().map(|lead| lead.id()).collect()))
}

async fn worth(cx: &Cx, ids: &[Id<Lead>]) -> Result<i64> {
    let filter = ids.iter().fold(LeadFilter::new(), |filter, id| filter.id(*id));
    let page = cx.api().leads().list().filter(filter).limit(250).await?;
    Ok(page.items.iter().filter_map(|lead| lead.price()).sum())
}

#[widget]
impl Widget for ClientDeals {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        let Some(ids) = leads(cx).await? else { return Ok(Rendered::Nothing) };
        if ids.is_empty() {
            cx.panel().show(html! { p.client-deals { (texts::panel::NONE) } })?;
            return Ok(Rendered::Shown);
        }
        let worth = worth(cx, &ids).await?;
        cx.panel().show(html! {
            dl.client-deals {
                dt { (texts::panel::DEALS) }
                dd.client-deals__count { (ids.len()) }
                dt { (texts::panel::WORTH) }
                dd.client-deals__worth { (cx.i18n().money(worth, cx.account().currency().as_deref())) }
            }
        })?;
        Ok(Rendered::Shown)
    }
}
