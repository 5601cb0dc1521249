//! What hangs on cards: links, tasks, events, notes, tags.

use kommo_api::links::LinkFilter;
use kommo_api::notes::NotePatch;
use kommo_api::reference::AnyId;
use kommo_api::tags::NewTag;
use kommo_api::{
    Api, EntityRef, EntityType, Id, NewCompany, NewLink, NewNote, NewTask, NoteType, TaskPatch, Timestamp,
};

use super::{By, Outcome, Present, all, ensure};
use crate::known::{CONTACT, LEAD};

pub(super) async fn links(api: Api, _: By) -> Outcome {
    let company = EntityRef::company(api.companies().create(NewCompany::new("Linked")).await?.id());
    let one = api.leads().links(Id::new(LEAD));
    let linked = one.link(&[NewLink::to(&company)]).await?;
    ensure!(linked.items.iter().any(|link| link.to().as_ref() == Some(&company)));
    let before = one.list().await?.items.len();
    one.unlink(&[NewLink::to(&company)]).await?;
    ensure!(one.list().await?.items.len() + 1 == before);
    let many = api.links(EntityType::Leads);
    many.link(&[NewLink::to(&company).of(Id::<kommo_api::Lead>::new(LEAD))]).await?;
    let found = many.list(LinkFilter::new().entity_id(AnyId(LEAD))).await?;
    ensure!(found.items.iter().any(|link| link.to().as_ref() == Some(&company)));
    many.unlink(&[NewLink::to(&company).of(Id::<kommo_api::Lead>::new(LEAD))]).await?;
    Ok(())
}

pub(super) async fn tasks(api: Api, _: By) -> Outcome {
    let tasks = api.tasks();
    let due = Timestamp(1_900_000_000);
    let task = NewTask::new("Call back", due).entity(EntityRef::lead(Id::new(LEAD)));
    let id = all(tasks.create_many([task])).await?.first().there()?.id();
    ensure!(tasks.get(id).await?.there()?.complete_till() == Some(due));
    tasks.update(id, TaskPatch::new().complete("Reached")).await?;
    all(tasks.update_many([(id, TaskPatch::new().text("Called"))])).await?;
    let task = tasks.list().limit(250).await?.items.into_iter().find(|task| task.id() == id).there()?;
    ensure!(task.result().as_deref() == Some("Reached") && task.text().as_deref() == Some("Called"));
    ensure!(task.entity() == Some(EntityRef::lead(Id::new(LEAD))));
    Ok(())
}

pub(super) async fn events(api: Api, _: By) -> Outcome {
    api.leads().update(Id::new(LEAD), kommo_api::LeadPatch::new().price(77)).await?;
    let events = api.events();
    let event = events.list().await?.items.into_iter().next().there()?;
    let read = events.get(&event.id()).await?.there()?;
    ensure!(read.event_type() == event.event_type() && read.created_at().is_some());
    ensure!(events.types("en").await?.items.iter().any(|kind| kind.key() == "lead_added"));
    Ok(())
}

pub(super) async fn notes(api: Api, _: By) -> Outcome {
    let every = api.notes(EntityType::Leads);
    let of_lead = NewNote::common("Of the lead").entity_id(AnyId(LEAD));
    let first = all(every.create_many([of_lead])).await?.first().there()?.id();
    ensure!(every.get(first).await?.there()?.text().as_deref() == Some("Of the lead"));
    all(every.update_many([(first, NotePatch::common("Changed"))])).await?;
    ensure!(every.list().await?.items.iter().any(|note| note.id() == first));
    every.pin(first).await?;
    every.unpin(first).await?;

    let own = api.contacts().notes(Id::new(CONTACT));
    let sms = own.create(NewNote::sms_in("+1555", "Hi")).await?.id();
    let note = own.get(sms).await?.there()?;
    ensure!(note.note_type() == Some(NoteType::SmsIn));
    ensure!(note.params().there()?.phone().as_deref() == Some("+1555"));
    let common = own.create(NewNote::common("x")).await?.id();
    own.update(common, NotePatch::common("y")).await?;
    all(own.update_many([(common, NotePatch::common("z"))])).await?;
    ensure!(own.list().await?.items.iter().any(|note| note.text().as_deref() == Some("z")));
    Ok(())
}

pub(super) async fn tags(api: Api, _: By) -> Outcome {
    let types = [EntityType::Leads, EntityType::Contacts, EntityType::Companies, EntityType::Customers];
    for entity in types {
        let tags = api.tags(entity);
        let gold = all(tags.create_many([NewTag::new("gold")])).await?.first().there()?.id();
        let found = tags.list().search("gol").await?;
        ensure!(found.items.iter().any(|tag| tag.id() == gold));
    }
    Ok(())
}
