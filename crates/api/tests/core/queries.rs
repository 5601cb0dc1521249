//! Paths and queries.

use kommo_api::custom_fields::FieldOwner;
use kommo_api::events::{EventEntity, EventFilter};
use kommo_api::leads::LeadOrder;
use kommo_api::links::LinkFilter;
use kommo_api::{
    ContactFilter, Direction, EntityRef, EntityType, Id, LeadFilter, LeadWith, Method, TaskFilter, Timestamp,
};

use crate::fake::{Fake, nothing};

/// The path of the only request.
macro_rules! path_of {
    (|$api:ident| $call:expr) => {{
        let fake = Fake::new([nothing()]);
        let $api = fake.api();
        let _ = $call.await;
        let request = fake.only();
        assert_eq!(request.method, Method::Get);
        assert_eq!(request.body, None);
        request.path
    }};
}

#[tokio::test]
async fn with_and_order() {
    let path = path_of!(|api| api
        .leads()
        .list()
        .with(LeadWith::Contacts)
        .order(LeadOrder::UpdatedAt, Direction::Descending)
        .with(LeadWith::LossReason)
        .page(2)
        .limit(250));
    assert_eq!(path, "/api/v4/leads?order[updated_at]=desc&page=2&limit=250&with=contacts,loss_reason");
    let path = path_of!(|api| api.leads().get(Id::new(7)).with(LeadWith::SourceId));
    assert_eq!(path, "/api/v4/leads/7?with=source_id");
}

#[tokio::test]
async fn filters_of_leads() {
    let filter = LeadFilter::new()
        .id(Id::new(1))
        .id(Id::new(2))
        .name("A & B")
        .price(10..=20)
        .created_at(Timestamp(5)..)
        .closed_at(..=Timestamp(9))
        .status(Id::new(3), Id::new(142))
        .status(Id::new(4), Id::new(143))
        .custom_field(Id::new(77), "é");
    let path = path_of!(|api| api.leads().list().filter(filter));
    let query = path.strip_prefix("/api/v4/leads?").unwrap();
    let wanted = [
        "filter[id][]=1",
        "filter[id][]=2",
        "filter[name][]=A%20%26%20B",
        "filter[price][from]=10",
        "filter[price][to]=20",
        "filter[created_at][from]=5",
        "filter[closed_at][to]=9",
        "filter[statuses][7][pipeline_id]=3",
        "filter[statuses][7][status_id]=142",
        "filter[statuses][9][pipeline_id]=4",
        "filter[statuses][9][status_id]=143",
        "filter[custom_fields_values][77][]=%C3%A9",
    ];
    assert_eq!(query.split('&').collect::<Vec<_>>(), wanted);
}

#[tokio::test]
async fn filters_of_others() {
    let filter = TaskFilter::new().entity(EntityRef::lead(Id::new(5))).is_completed(false);
    let path = path_of!(|api| api.tasks().list().filter(filter));
    assert_eq!(path, "/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]=5&filter[is_completed]=0");
    let filter = ContactFilter::new().custom_field_span(Id::new(8), 1..=2);
    let path = path_of!(|api| api.contacts().list().filter(filter));
    assert_eq!(
        path,
        "/api/v4/contacts?filter[custom_fields_values][8][from]=1&filter[custom_fields_values][8][to]=2"
    );
    let filter = EventFilter::new()
        .entity(EventEntity::Catalog(Id::new(1001)))
        .event_type("lead_status_changed")
        .to_status(Id::new(1), Id::new(142));
    let path = path_of!(|api| api.events().list().filter(filter));
    assert_eq!(
        path,
        "/api/v4/events?filter[entity][]=catalog_1001&filter[type][]=lead_status_changed\
         &filter[value_after][leads_statuses][2][pipeline_id]=1&filter[value_after][leads_statuses][2][status_id]=142"
    );
    let filter = LinkFilter::new().entity_id(Id::<kommo_api::Lead>::new(3));
    let path = path_of!(|api| api.links(EntityType::Leads).list(filter));
    assert_eq!(path, "/api/v4/leads/links?filter[entity_id][]=3");
}

#[tokio::test]
async fn nested_paths() {
    let path = path_of!(|api| api.pipelines().statuses(Id::new(3)).get(Id::new(142)));
    assert_eq!(path, "/api/v4/leads/pipelines/3/statuses/142");
    let path = path_of!(|api| api.custom_fields(FieldOwner::Catalog(Id::new(9))).list());
    assert_eq!(path, "/api/v4/catalogs/9/custom_fields");
    let path = path_of!(|api| api.custom_fields(FieldOwner::Leads).groups().get("leads_1/../x"));
    assert_eq!(path, "/api/v4/leads/custom_fields/groups/leads_1%2F..%2Fx");
    let path = path_of!(|api| api.leads().notes(Id::new(1)).list());
    assert_eq!(path, "/api/v4/leads/1/notes");
    let path = path_of!(|api| api.contacts().files(Id::new(1)).list());
    assert_eq!(path, "/api/v4/contacts/1/files");
    let path = path_of!(|api| api.drive("https://drive-c.kommo.com/").get("u-1"));
    assert_eq!(path, "https://drive-c.kommo.com/v1.0/files/u-1");
    let path = path_of!(|api| api.tags(EntityType::Companies).list().search("vip"));
    assert_eq!(path, "/api/v4/companies/tags?query=vip");
    let path = path_of!(|api| api.catalogs().elements(Id::new(4)).get(Id::new(5)));
    assert_eq!(path, "/api/v4/catalogs/4/elements/5");
}

#[tokio::test]
async fn a_call_can_run_as_another_user() {
    let fake = Fake::new([nothing()]);
    let _ = fake.api().leads().list().call().as_user(Id::new(12)).await;
    assert_eq!(fake.only().headers, [("X-Context-User-ID", String::from("12"))]);
}
