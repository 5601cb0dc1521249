//! Leads, contacts, companies.

use kommo_api::custom_fields::Values;
use kommo_api::{
    Api, CompanyPatch, CompanyWith, ComplexLead, ContactPatch, ContactWith, Id, Lead, LeadPatch, LeadWith,
    NewCompany, NewContact, NewLead, Status,
};

use super::{By, Outcome, Present, all, ensure, only};
use crate::known::{CONTACT, PIPELINE};

kommo_api::fields! {
    /// A few fields of a lead.
    struct Row {
        id: Id<Lead>,
        price: Option<i64>,
    }
}

pub(super) async fn leads(api: Api, _: By) -> Outcome {
    let leads = api.leads();
    let made = all(leads.create_many([
        NewLead::new("First").price(100).pipeline_id(Id::new(PIPELINE)).tag("walk"),
        NewLead::new("Second").contact(Id::new(CONTACT)),
    ]))
    .await?;
    ensure!(made.len() == 2);
    let (first, second) = (made.first().there()?.id(), made.get(1).there()?.id());
    let lead = leads.get(first).await?.there()?;
    ensure!(lead.name().as_deref() == Some("First") && lead.price() == Some(100));
    ensure!(lead.pipeline_id() == Some(Id::new(PIPELINE)) && lead.created_at().is_some());
    ensure!(lead.tags().iter().any(|tag| tag.name().as_deref() == Some("walk")));
    let lead = leads.get(second).with(LeadWith::Contacts).await?.there()?;
    ensure!(lead.contacts().first().is_some_and(|contact| contact.id() == Id::new(CONTACT)));
    leads.update(first, LeadPatch::new().status_id(Status::WON)).await?;
    let changes = [(first, LeadPatch::new().price(5)), (second, LeadPatch::new().name("Other"))];
    ensure!(all(leads.update_many(changes)).await?.len() == 2);
    let lead = leads.get(first).await?.there()?;
    ensure!(lead.status_id() == Some(Status::WON) && lead.price() == Some(5) && lead.closed_at().is_some());
    ensure!(leads.list().limit(250).await?.items.iter().any(|lead| lead.id() == second));
    ensure!(leads.get(Id::new(1)).await?.is_none());
    let records = leads.list().limit(250).records().await?;
    ensure!(records.items.iter().any(|lead| lead.id == first && lead.price == Some(5)));
    let rows: Vec<Row> = leads.list().limit(2).fields().all().await?;
    ensure!(rows.iter().any(|row| row.id == first && row.price == Some(5)));
    let complex = ComplexLead::from(NewLead::new("Complex")).new_contact(NewContact::new("Con"));
    let complex = only(leads.create_complex([complex])).await?;
    ensure!(complex.contact_id().is_some() && complex.company_id().is_none());
    let reasons = leads.loss_reasons();
    let reason = reasons.list().await?.items.into_iter().next().there()?;
    ensure!(reasons.get(reason.id()).await?.there()?.name() == reason.name());
    let made = reasons.create("Moved away", 90).await?;
    ensure!(made.name().as_deref() == Some("Moved away"));
    reasons.delete(made.id()).await?;
    ensure!(reasons.get(made.id()).await?.is_none());
    Ok(())
}

pub(super) async fn contacts(api: Api, by: By) -> Outcome {
    let contacts = api.contacts();
    let phone = Values::coded("+15550100", "WORK");
    let made = all(contacts.create_many([NewContact::new("Ann Lee").field("PHONE", phone)])).await?;
    let id = made.first().there()?.id();
    let contact = contacts.get(id).with(ContactWith::Leads).await?.there()?;
    ensure!(contact.phone().as_deref() == Some("+15550100") && contact.leads().is_empty());
    contacts.update(id, ContactPatch::new().first_name("Anna")).await?;
    all(contacts.update_many([(id, ContactPatch::new().last_name("Li"))])).await?;
    let found = contacts.list().search("Anna").await?.items.into_iter().next().there()?;
    ensure!(found.id() == id && found.last_name().as_deref() == Some("Li"));
    // Kommo takes this one call from a token only.
    if by == By::Token {
        let bound = only(contacts.link_chats([(id, "c0ffee00-0000-4000-8000-000000000000")])).await?;
        ensure!(bound.contact_id() == id);
        ensure!(contacts.chats(id).await?.items.len() == 1);
    } else {
        ensure!(contacts.chats(id).await?.items.is_empty());
        ensure!(!contacts.chats(Id::new(CONTACT)).await?.items.is_empty());
    }
    Ok(())
}

pub(super) async fn companies(api: Api, _: By) -> Outcome {
    let companies = api.companies();
    let made = all(companies.create_many([NewCompany::new("Lee & Co").tag("walk")])).await?;
    let id = made.first().there()?.id();
    companies.update(id, CompanyPatch::new().name("Lee & Sons")).await?;
    all(companies.update_many([(id, CompanyPatch::new().add_tag("old"))])).await?;
    let company = companies.get(id).with(CompanyWith::Contacts).await?.there()?;
    ensure!(company.name().as_deref() == Some("Lee & Sons") && company.tags().len() == 2);
    ensure!(companies.list().limit(250).await?.items.iter().any(|company| company.id() == id));
    Ok(())
}
