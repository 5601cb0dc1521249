//! Pages: none, one, many, and those that go in a circle.

use kommo_api::{ErrorKind, Id};

use crate::fake::{Fake, json, nothing, problem};

fn page(ids: &[u64], next: Option<&str>) -> String {
    let leads: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    let next = next.map_or_else(String::new, |href| format!(r#","next":{{"href":"{href}"}}"#));
    format!(
        r#"{{"_page":1,"_links":{{"self":{{"href":"x"}}{next}}},"_embedded":{{"leads":[{}]}}}}"#,
        leads.join(",")
    )
}

#[tokio::test]
async fn no_content_is_an_empty_page() {
    let fake = Fake::new([nothing()]);
    let page = fake.api().leads().list().await.unwrap();
    assert!(page.items.is_empty());
    assert!(!page.has_next());
    assert!(page.next().is_none());
}

#[tokio::test]
async fn one_page_knows_the_next() {
    let fake = Fake::new([
        json(200, &page(&[1, 2], Some("https://acme.kommo.com/api/v4/leads?limit=2&page=2"))),
        json(200, &page(&[3], None)),
    ]);
    let first = fake.api().leads().list().limit(2).await.unwrap();
    assert!(first.has_next());
    let second = first.next().unwrap().await.unwrap();
    assert_eq!(second.items[0].id(), Id::new(3));
    assert!(!second.has_next());
    let paths: Vec<String> = fake.sent().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/api/v4/leads?limit=2", "/api/v4/leads?limit=2&page=2"]);
}

#[tokio::test]
async fn all_pages_are_followed_on_the_same_host() {
    let fake = Fake::new([
        json(200, &page(&[1], Some("https://evil.example/api/v4/leads?page=2"))),
        json(200, &page(&[2], Some("/api/v4/leads?page=3"))),
        nothing(),
    ]);
    let ids: Vec<u64> =
        fake.api().leads().list().all().await.unwrap().iter().map(|lead| lead.id().get()).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(fake.sent()[1].path, "/api/v4/leads?page=2");
    assert_eq!(fake.sent()[2].path, "/api/v4/leads?page=3");
}

#[tokio::test]
async fn a_circle_is_cut_after_what_was_read() {
    let second = "https://acme.kommo.com/api/v4/leads?page=2";
    let first = "https://acme.kommo.com/api/v4/leads";
    for back in [first, second] {
        let fake = Fake::new([json(200, &page(&[1], Some(second))), json(200, &page(&[2], Some(back)))]);
        let mut leads = fake.api().leads().list().stream();
        assert_eq!(leads.next().await.unwrap().unwrap().id(), Id::new(1));
        assert_eq!(leads.next().await.unwrap().unwrap().id(), Id::new(2));
        assert_eq!(leads.next().await.unwrap().err().unwrap().kind(), ErrorKind::PageLoop);
        assert!(leads.next().await.is_none(), "the error is the last item");
        assert_eq!(fake.sent().len(), 2);
    }
}

#[tokio::test]
async fn an_empty_page_ends_the_list_whatever_it_links_to() {
    let fake = Fake::new([json(200, &page(&[], Some("/api/v4/leads?page=2")))]);
    assert!(fake.api().leads().list().all().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_between_pages_is_not_hidden() {
    let fake = Fake::new([json(200, &page(&[1], Some("/api/v4/leads?page=2"))), problem(402, "{}")]);
    let error = fake.api().leads().list().all().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::PaymentRequired);
}

#[tokio::test]
async fn a_document_without_its_collection_is_an_error() {
    for body in
        ["{}", r#"{"_embedded":{}}"#, r#"{"_embedded":{"leads":null}}"#, r#"{"_embedded":{"contacts":[]}}"#]
    {
        let fake = Fake::new([json(200, body)]);
        assert_eq!(fake.api().leads().list().await.err().unwrap().kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn totals_are_given_where_kommo_sends_them() {
    let fake = Fake::new([json(200, r#"{"_total_items":3,"_embedded":{"pipelines":[]}}"#)]);
    assert_eq!(fake.api().pipelines().list().await.unwrap().total(), Some(3));
}
