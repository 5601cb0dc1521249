//! Owned records, decoded at once from the answer's bytes.

use kommo_api::{Accept, ErrorKind, Id};

use crate::fake::{Fake, Step, json, nothing};

const FIRST: &str = r#"{"_page":1,"_links":{"next":{"href":"https://x.kommo.com/api/v4/leads?page=2"}},"_total_items":"3",
    "_embedded":{"other":[1],"leads":[{"id":"1","name":"A","price":"5","_embedded":{"tags":[{"id":7,"name":"vip"}]}},null,{"id":2}]}}"#;
const SECOND: &str = r#"{"_embedded":{"leads":[{"id":3,"price":[],"custom_fields_values":[{"field_id":4,"values":[{"value":true}]}]}]}}"#;

#[tokio::test]
async fn pages_of_records_are_followed() {
    let fake = Fake::new([json(200, FIRST), json(200, SECOND)]);
    let page = fake.api().leads().list().limit(2).records().await.unwrap();
    assert_eq!(page.total(), Some(3));
    assert_eq!(page.items.len(), 2, "null is left out");
    assert_eq!(page.items[0].id, Id::new(1));
    assert_eq!(page.items[0].price, Some(5));
    assert_eq!(page.items[0].tags[0].name.as_deref(), Some("vip"));
    let rest = page.next().unwrap().await.unwrap();
    assert_eq!(rest.items[0].price, None);
    assert_eq!(rest.items[0].custom_fields_values[0].values[0].value, Some(serde_json::Value::Bool(true)));
    assert!(!rest.has_next());
    assert!(fake.sent().iter().all(|request| request.accept == Accept::Bytes));

    let fake = Fake::new([json(200, FIRST), json(200, SECOND)]);
    let all = fake.api().leads().list().records().all().await.unwrap();
    assert_eq!(all.iter().map(|lead| lead.id.get()).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test]
async fn bad_answers_have_the_same_kinds() {
    let cases = [
        (nothing(), None),
        (json(200, r#"{"_embedded":{"leads":[{"id":1},{"i"#), Some(ErrorKind::Truncated)),
        (json(200, r#"{"_embedded":{"leads":[}]}}"#), Some(ErrorKind::Decode)),
        (json(200, r#"{"_embedded":{}}"#), Some(ErrorKind::Decode)),
        (json(200, "[]"), Some(ErrorKind::Decode)),
        (Step::Answer(200, "text/html", "<html>".into()), Some(ErrorKind::Html)),
        (Step::Answer(401, "application/problem+json", "{}".into()), Some(ErrorKind::SessionEnded)),
    ];
    for (step, kind) in cases {
        let fake = Fake::new([step]);
        let api = fake.api_with(kommo_api::Retry::never());
        match (api.leads().list().records().await, kind) {
            (Ok(page), None) => assert!(page.items.is_empty()),
            (Err(error), Some(kind)) => assert_eq!(error.kind(), kind, "{error}"),
            (Ok(_), kind) => panic!("no {kind:?}"),
            (Err(error), None) => panic!("{error}"),
        }
    }
}
