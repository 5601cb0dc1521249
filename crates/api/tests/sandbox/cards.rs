//! Leads, contacts, companies, customers, and what hangs on them.

use kommo_api::custom_fields::{FieldOwner, FieldType, NewCustomField, Values};
use kommo_api::tags::NewTag;
use kommo_api::unsorted::{FormMetadata, NewUnsorted};
use kommo_api::{
    ComplexLead, ContactPatch, EntityRef, EntityType, ErrorKind, Id, Lead, LeadFilter, LeadPatch, LeadWith,
    NewCompany, NewContact, NewLead, NewLink, NewNote, NewTask, NoteType, Status, TaskFilter, TaskPatch,
    Timestamp,
};

use crate::common::World;

#[tokio::test]
async fn a_lead_is_made_read_changed_and_listed() {
    let world = World::new().await;
    let api = &world.api;
    let saved = api.leads().create(NewLead::new("New deal").price(150).tag("vip")).await.unwrap();
    let lead = api.leads().get(saved.id()).await.unwrap().unwrap();
    assert_eq!(lead.name().as_deref(), Some("New deal"));
    assert_eq!(lead.price(), Some(150));
    assert_eq!(lead.tags()[0].name().as_deref(), Some("vip"));
    assert!(lead.status_id().is_some() && lead.pipeline_id().is_some());

    let patch = LeadPatch::new().price(None).status_id(Status::WON).add_tag("won").remove_tag("vip");
    api.leads().update(saved.id(), patch).await.unwrap();
    let lead = api.leads().get(saved.id()).await.unwrap().unwrap();
    assert_eq!(lead.status_id(), Some(Status::WON));
    assert_eq!(lead.name().as_deref(), Some("New deal"), "left as it was");
    assert!(lead.price().unwrap_or_default() == 0, "cleared");
    assert!(lead.closed_at().is_some());
    let tags: Vec<_> = lead.tags().iter().filter_map(|tag| tag.name()).collect();
    assert_eq!(tags, ["won"]);

    let filter = LeadFilter::new().id(saved.id());
    let page = api.leads().list().filter(filter).await.unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.items[0].id(), saved.id());
    let pipeline = lead.pipeline_id().unwrap();
    let won = api.leads().list().filter(LeadFilter::new().status(pipeline, Status::WON)).all().await.unwrap();
    assert!(won.iter().any(|other| other.id() == saved.id()));
    assert!(won.iter().all(|other| other.status_id() == Some(Status::WON)));
    assert!(api.leads().get(Id::new(999_999_999)).await.unwrap().is_none(), "a missing lead is no error");
}

#[tokio::test]
async fn all_leads_come_page_by_page() {
    let world = World::new().await;
    let all = world.api.leads().list().limit(7).all().await.unwrap();
    let once = world.api.leads().list().limit(250).await.unwrap();
    assert!(all.len() > 7);
    assert_eq!(all.len(), once.items.len());
    let ids: std::collections::BTreeSet<Id<Lead>> = all.iter().map(Lead::id).collect();
    assert_eq!(ids.len(), all.len(), "none twice");
}

#[tokio::test]
async fn batches_have_a_result_for_each() {
    let world = World::new().await;
    let leads = (0..120).map(|index| NewLead::new("Batch").price(index));
    let results = world.api.leads().create_many(leads).await;
    assert_eq!(results.len(), 120);
    let ids: Vec<Id<Lead>> = results.into_iter().map(|result| result.unwrap().id()).collect();
    let lead = world.api.leads().get(ids[77]).await.unwrap().unwrap();
    assert_eq!(lead.price(), Some(77), "results are in the order of the items");

    let items =
        [(ids[0], LeadPatch::new().name("good")), (ids[1], LeadPatch::new().status_id(Id::new(9_999_999)))];
    let results = world.api.leads().update_many(items.clone()).await;
    assert_eq!(results[0].as_ref().err().unwrap().kind(), ErrorKind::BatchRefused);
    let refused = results[1].as_ref().err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::Validation);
    assert!(refused.invalid().iter().any(|field| field.path.contains("status_id")), "{refused}");
    let results = world.api.leads().update_many(items).resend_good().await;
    assert!(results[0].is_ok());
    let lead = world.api.leads().get(ids[0]).await.unwrap().unwrap();
    assert_eq!(lead.name().as_deref(), Some("good"));
}

#[tokio::test]
async fn contacts_companies_and_links() {
    let world = World::new().await;
    let api = &world.api;
    let phone = Values::coded("+15550100", "WORK");
    let contact = api.contacts().create(NewContact::new("Ann Lee").field("PHONE", phone)).await.unwrap().id();
    let company = api.companies().create(NewCompany::new("Lee & Co")).await.unwrap().id();
    let lead = api.leads().create(NewLead::new("Linked").contact(contact)).await.unwrap().id();
    let read = api.leads().get(lead).with(LeadWith::Contacts).await.unwrap().unwrap();
    assert_eq!(read.contacts()[0].id(), contact);
    let read = api.contacts().get(contact).await.unwrap().unwrap();
    assert_eq!(read.phone().as_deref(), Some("+15550100"));
    assert_eq!(read.field("PHONE").unwrap().coded("WORK").as_deref(), Some("+15550100"));

    let links = api.leads().links(lead);
    links.link(&[NewLink::to(&EntityRef::company(company))]).await.unwrap();
    let found = links.list().await.unwrap();
    let targets: Vec<EntityRef> = found.items.iter().filter_map(|link| link.to()).collect();
    assert!(targets.contains(&EntityRef::company(company)) && targets.contains(&EntityRef::contact(contact)));
    links.unlink(&[NewLink::to(&EntityRef::company(company))]).await.unwrap();
    let left = links.list().await.unwrap();
    assert_eq!(left.items.len(), found.items.len() - 1);

    api.contacts()
        .update(contact, ContactPatch::new().first_name("Anna").clear_field("PHONE"))
        .await
        .unwrap();
    let read = api.contacts().get(contact).await.unwrap().unwrap();
    assert_eq!(read.first_name().as_deref(), Some("Anna"));
    assert_eq!(read.phone(), None);
    assert!(api.companies().get(company).await.unwrap().is_some());
}

#[tokio::test]
async fn tasks_and_notes() {
    let world = World::new().await;
    let api = &world.api;
    let lead = api.leads().create(NewLead::new("Busy")).await.unwrap().id();
    let due = Timestamp(1_900_000_000);
    let task = NewTask::new("Call back", due).entity(EntityRef::lead(lead));
    let task = api.tasks().create(task).await.unwrap().id();
    let open = TaskFilter::new().entity(EntityRef::lead(lead)).is_completed(false);
    let tasks = api.tasks().list().filter(open.clone()).await.unwrap();
    assert_eq!(tasks.items.len(), 1);
    assert_eq!(tasks.items[0].entity(), Some(EntityRef::lead(lead)));
    assert_eq!(tasks.items[0].complete_till(), Some(due));
    assert_eq!(tasks.items[0].result(), None);
    api.tasks().update(task, TaskPatch::new().complete("Reached")).await.unwrap();
    assert!(api.tasks().list().filter(open).await.unwrap().items.is_empty());
    assert_eq!(api.tasks().get(task).await.unwrap().unwrap().result().as_deref(), Some("Reached"));

    let notes = api.leads().notes(lead);
    let note = notes.create(NewNote::common("Hello")).await.unwrap().id();
    let sms = notes.create(NewNote::sms_in("+1555", "Hi")).await.unwrap().id();
    assert_eq!(notes.get(note).await.unwrap().unwrap().text().as_deref(), Some("Hello"));
    let read = notes.get(sms).await.unwrap().unwrap();
    assert_eq!(read.note_type(), Some(NoteType::SmsIn));
    assert_eq!(read.params().unwrap().phone().as_deref(), Some("+1555"));
    assert!(notes.list().await.unwrap().items.len() >= 2);
    let orphan = api.leads().notes(Id::new(999_999_999)).create(NewNote::common("x")).await.err().unwrap();
    assert_eq!(orphan.kind(), ErrorKind::Validation);

    let events = api.events().list().await.unwrap();
    assert!(events.items.iter().any(|event| event.event_type() == "lead_added"));
}

#[tokio::test]
async fn custom_fields_are_made_set_and_read() {
    let world = World::new().await;
    let fields = world.api.custom_fields(FieldOwner::Leads);
    let text = fields.create(NewCustomField::new(FieldType::Text, "Route")).await.unwrap();
    let number = fields.create(NewCustomField::new(FieldType::Numeric, "Weight")).await.unwrap();
    let flag = fields.create(NewCustomField::new(FieldType::Checkbox, "Fragile")).await.unwrap();
    let choice =
        NewCustomField::new(FieldType::Select, "Way").option(None, "rail", 1).option(None, "road", 2);
    let choice = fields.create(choice).await.unwrap();
    let road = choice.enums().into_iter().find(|option| option.value().as_deref() == Some("road")).unwrap();
    let date = fields.create(NewCustomField::new(FieldType::DateTime, "Due")).await.unwrap();
    let lead = NewLead::new("Fields")
        .field(text.id(), "north")
        .field(number.id(), 12.5)
        .field(flag.id(), true)
        .field(choice.id(), Values::option_id(road.id()))
        .field(date.id(), Timestamp(1_800_000_000));
    let id = world.api.leads().create(lead).await.unwrap().id();
    let lead = world.api.leads().get(id).await.unwrap().unwrap();
    assert_eq!(lead.field(text.id()).unwrap().text().as_deref(), Some("north"));
    assert_eq!(lead.field_named("Route").unwrap().field_type(), Some(FieldType::Text));
    assert_eq!(lead.field(number.id()).unwrap().number(), Some(12.5));
    assert_eq!(lead.field(flag.id()).unwrap().flag(), Some(true));
    assert_eq!(lead.field(choice.id()).unwrap().enum_id(), Some(road.id()));
    assert_eq!(lead.field(choice.id()).unwrap().text().as_deref(), Some("road"));
    assert_eq!(lead.field(date.id()).unwrap().timestamp(), Some(Timestamp(1_800_000_000)));
    world.api.leads().update(id, LeadPatch::new().clear_field(text.id())).await.unwrap();
    let lead = world.api.leads().get(id).await.unwrap().unwrap();
    assert!(lead.field(text.id()).is_none());
    assert!(lead.field(number.id()).is_some());
    fields.delete(number.id()).await.unwrap();
    assert!(!fields.list().all().await.unwrap().iter().any(|field| field.id() == number.id()));
}

#[tokio::test]
async fn complex_and_incoming_leads() {
    let world = World::new().await;
    let api = &world.api;
    let complex = ComplexLead::from(NewLead::new("Complex"))
        .new_contact(NewContact::new("Con"))
        .new_company(NewCompany::new("Com"));
    let result = api.leads().create_complex([complex]).await.into_iter().next().unwrap().unwrap();
    assert!(result.contact_id().is_some() && result.company_id().is_some());
    assert!(api.leads().get(result.id()).await.unwrap().is_some());

    let form = FormMetadata::new("f1", "Form", "https://shop.example", Timestamp(1_700_000_000));
    let item = NewUnsorted::new("Shop", "source-1", form).lead(NewLead::new("From a form"));
    let item = api.unsorted().create_forms([item]).await.into_iter().next().unwrap().unwrap();
    assert!(!item.uid().is_empty());
    let read = api.unsorted().get(&item.uid()).await.unwrap().unwrap();
    assert_eq!(read.uid(), item.uid());
    let accepted = api.unsorted().accept(&item.uid(), None, None).await.unwrap();
    let lead = accepted.leads()[0].id();
    assert_eq!(api.leads().get(lead).await.unwrap().unwrap().name().as_deref(), Some("From a form"));
    let gone = api.unsorted().get("no-such-uid").await.err().unwrap();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn tags_are_known_by_their_names() {
    let world = World::new().await;
    let tags = world.api.tags(EntityType::Contacts);
    let first = tags.create(NewTag::new("gold")).await.unwrap();
    let again = tags.create(NewTag::new("gold")).await.unwrap();
    assert_eq!(first.id(), again.id());
    let results = tags.create_many(["silver", "bronze"].map(NewTag::new)).await;
    assert_eq!(results[1].as_ref().unwrap().name().as_deref(), Some("bronze"));
    let found = tags.list().search("silv").await.unwrap();
    assert_eq!(found.items.len(), 1);
}
