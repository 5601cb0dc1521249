//! What comes from outside: incoming leads, calls, sources, buttons of web sites.

use kommo_api::calls::{CallEntity, NewCall, NewLegacyCall, PhoneEventUsers};
use kommo_api::sources::{NewSource, SourcePatch};
use kommo_api::unsorted::{Category, FormMetadata, NewUnsorted, SipMetadata, UnsortedFilter};
use kommo_api::website_buttons::{NewWebsiteButton, WebsiteButtonWith};
use kommo_api::{Api, EntityRef, Id, NewContact, NewLead, Timestamp};

use super::{By, Outcome, Present, all, ensure, only};
use crate::known::{LEAD, PIPELINE};

pub(super) async fn incoming(api: Api, _: By) -> Outcome {
    let incoming = api.unsorted();
    let at = Timestamp(1_700_000_000);
    let form = |source| {
        let metadata = FormMetadata::new("f1", "Form", "https://shop.example", at);
        NewUnsorted::new("Shop", source, metadata)
            .lead(NewLead::new("From a form"))
            .contact(NewContact::new("Visitor"))
    };
    let made = all(incoming.create_forms([form("s1"), form("s2")])).await?;
    let (first, second) = (made.first().there()?.uid(), made.get(1).there()?.uid());
    let call = SipMetadata::new("u1", "Desk", "+15550100999", at, 9, "w").link("https://calls.example/1.mp3");
    only(incoming.create_sip([NewUnsorted::new("Desk", "pbx", call)])).await?;
    let read = incoming.get(&first).await?.there()?;
    ensure!(read.category() == Some(Category::Forms) && read.created_at().is_some());
    let accepted = incoming.accept(&first, None, None).await?;
    ensure!(accepted.leads().len() == 1);
    let user = api.account().await?.current_user_id().there()?;
    incoming.decline(&second, user).await?;
    // The account's messenger has brought this one; only those of chats and mail can be linked.
    let every = incoming.list().await?.items;
    let chat = every.iter().find(|one| one.category() == Some(Category::Chats)).there()?.uid();
    incoming.link(&chat, Some(user), &EntityRef::lead(Id::new(LEAD))).await?;
    let summary = incoming.summary(&UnsortedFilter::new()).await?;
    ensure!(summary.total() == Some(4) && summary.declined() == Some(1));
    Ok(())
}

pub(super) async fn calls(api: Api, _: By) -> Outcome {
    let calls = api.calls();
    let log = calls
        .create(&[NewCall::inbound("+1 (555) 010-0308", 60, "pbx"), NewCall::outbound("+49 30 1", 5, "pbx")])
        .await?;
    ensure!(log.calls().first().is_some_and(|call| call.entity_type() == Some(CallEntity::Lead)));
    ensure!(log.errors().len() == 1);
    let legacy = calls
        .create_legacy(&[NewLegacyCall::new("+15550100301", "outbound").source("pbx").duration(5)])
        .await?;
    ensure!(legacy.first().is_some_and(|call| call.element_type() == Some(1)));
    let ringing = calls.notify("+15550100301", PhoneEventUsers::All).await?;
    ensure!(ringing.first().is_some_and(|event| event.uid().is_some()));
    Ok(())
}

pub(super) async fn sources(api: Api, _: By) -> Outcome {
    let sources = api.sources();
    let new = NewSource::new("Shop", "shop").pipeline_id(Id::new(PIPELINE));
    let made = all(sources.create_many([new, NewSource::new("Fair", "fair")])).await?;
    let (shop, fair) = (made.first().there()?.id(), made.get(1).there()?.id());
    ensure!(sources.update(shop, SourcePatch::new().name("Store")).await?.id() == shop);
    all(sources.update_many([(fair, SourcePatch::new().name("Market"))])).await?;
    ensure!(sources.get(shop).await?.there()?.name().as_deref() == Some("Store"));
    ensure!(sources.list().await?.items.len() == 2);
    sources.delete(shop).await?;
    sources.delete_many(&[fair]).await?;
    ensure!(sources.list().await?.items.is_empty());
    Ok(())
}

pub(super) async fn website_buttons(api: Api, _: By) -> Outcome {
    let buttons = api.website_buttons();
    let made = buttons.create(NewWebsiteButton::new(Id::new(PIPELINE), &["a.example"])).await?;
    let id = made.source_id();
    ensure!(made.trusted_websites() == ["a.example"]);
    buttons.update(id, &["b.example"], Some("Shop")).await?;
    buttons.add_online_chat(id).await?;
    let read = buttons.get(id).with(WebsiteButtonWith::Scripts).await?.there()?;
    ensure!(read.name().as_deref() == Some("Shop") && read.script().is_some());
    ensure!(buttons.list().await?.items.iter().any(|button| button.source_id() == id));
    Ok(())
}
