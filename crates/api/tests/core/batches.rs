//! Batches: their size, their marks, and a result for each item.

use kommo_api::{ComplexLead, ErrorKind, Id, LeadPatch, NewLead, TransportErrorKind};

use crate::fake::{Fake, Step, json, problem};

fn created(marks: &[usize]) -> String {
    let rows: Vec<String> =
        marks.iter().map(|mark| format!(r#"{{"id":{},"request_id":"{mark}"}}"#, 100 + mark)).collect();
    format!(r#"{{"_embedded":{{"leads":[{}]}}}}"#, rows.join(","))
}

fn leads(count: usize) -> Vec<NewLead> {
    (0..count).map(|index| NewLead::new(&format!("Lead {index}"))).collect()
}

#[tokio::test]
async fn items_are_cut_into_requests_and_matched_by_their_marks() {
    // The second answer is in another order.
    let second: Vec<usize> = (50..100).rev().collect();
    let fake = Fake::new([
        json(200, &created(&(0..50).collect::<Vec<_>>())),
        json(200, &created(&second)),
        json(200, &created(&[100])),
    ]);
    let results = fake.api().leads().create_many(leads(101)).await;
    assert_eq!(results.len(), 101);
    for (index, result) in results.iter().enumerate() {
        assert_eq!(result.as_ref().unwrap().id().get(), 100 + index as u64);
    }
    let sent = fake.sent();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[2].body.as_deref(), Some(r#"[{"name":"Lead 100","request_id":"100"}]"#));
}

#[tokio::test]
async fn the_size_has_bounds() {
    let fake = Fake::new([json(200, &created(&(0..250).collect::<Vec<_>>())), json(200, &created(&[250]))]);
    let results = fake.api().leads().create_many(leads(251)).size(100_000).await;
    assert!(results.iter().all(Result::is_ok));
    let none = Fake::new([]);
    assert!(none.api().leads().create_many(leads(0)).size(0).await.is_empty());
}

#[tokio::test]
async fn a_refused_item_takes_its_request_with_it() {
    let refusal = r#"{"validation-errors":[{"request_id":"1","errors":[{"code":"InvalidType","path":"price","detail":"x"}]}]}"#;
    let fake = Fake::new([problem(400, refusal), json(200, &created(&[2]))]);
    let results = fake.api().leads().create_many(leads(3)).size(2).await;
    let first = results[0].as_ref().err().unwrap();
    assert_eq!(first.kind(), ErrorKind::BatchRefused);
    assert!(first.invalid().is_empty());
    let second = results[1].as_ref().err().unwrap();
    assert_eq!(second.kind(), ErrorKind::Validation);
    assert_eq!(second.invalid().len(), 1);
    assert_eq!(results[2].as_ref().unwrap().id(), Id::new(102));
}

#[tokio::test]
async fn the_good_ones_are_sent_again_when_told_so() {
    let refusal =
        r#"{"validation-errors":[{"request_id":"1","errors":[{"code":"C","path":"price","detail":"x"}]}]}"#;
    let fake = Fake::new([problem(400, refusal), json(200, &created(&[0, 2]))]);
    let results = fake.api().leads().create_many(leads(3)).resend_good().await;
    assert!(results[0].is_ok());
    assert_eq!(results[1].as_ref().err().unwrap().kind(), ErrorKind::Validation);
    assert!(results[2].is_ok());
    assert_eq!(fake.sent().len(), 2);
}

#[tokio::test]
async fn an_unknown_id_is_named_by_itself_and_not_by_a_mark() {
    // The id 1 is the second item, whose mark is also "1": the first item's mark is "0".
    let refusal = r#"{"errors":{"7":"Lead not found"},"detail":"Invalid request items"}"#;
    let fake = Fake::new([problem(400, refusal)]);
    let patch = |price: i64| LeadPatch::new().price(price);
    let items: Vec<_> =
        (0..8).map(|index| (Id::new(if index == 3 { 7 } else { 100 + index }), patch(1))).collect();
    let results = fake.api().leads().update_many(items).await;
    for (index, result) in results.iter().enumerate() {
        let wanted = if index == 3 { ErrorKind::Validation } else { ErrorKind::BatchRefused };
        assert_eq!(result.as_ref().err().unwrap().kind(), wanted, "{index}");
    }
    let body = fake.only().body.unwrap();
    assert!(body.starts_with(r#"[{"price":1,"id":100,"request_id":"0"}"#), "{body}");
}

#[tokio::test]
async fn what_fails_for_all_is_not_tried_again_and_again() {
    let fake = Fake::new([problem(401, "{}")]);
    let results = fake.api().leads().create_many(leads(200)).await;
    assert_eq!(results.len(), 200);
    assert!(results.iter().all(|result| result.as_ref().err().unwrap().kind() == ErrorKind::SessionEnded));
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn a_lost_answer_to_a_creation_is_reported_and_the_rest_goes_on() {
    let fake = Fake::new([Step::Fail(TransportErrorKind::Interrupted), json(200, &created(&[2, 3]))]);
    let results = fake.api().leads().create_many(leads(4)).size(2).await;
    assert!(results[0].as_ref().err().unwrap().may_have_arrived());
    assert!(results[1].is_err());
    assert!(results[2].is_ok() && results[3].is_ok());
}

#[tokio::test]
async fn a_change_that_is_too_large_is_halved() {
    let row = |id: u64| format!(r#"{{"id":{id},"updated_at":5}}"#);
    let answer = |ids: &[u64]| {
        let rows: Vec<String> = ids.iter().map(|id| row(*id)).collect();
        json(200, &format!(r#"{{"_embedded":{{"leads":[{}]}}}}"#, rows.join(",")))
    };
    let mut script: Vec<Step> =
        (0..4).map(|_| Step::Answer(504, "text/html", "<h1>504</h1>".into())).collect();
    script.push(answer(&[1, 2]));
    script.push(answer(&[3, 4]));
    let fake = Fake::new(script);
    let items: Vec<_> = (1..=4).map(|id| (Id::new(id), LeadPatch::new().name("n"))).collect();
    let results = fake.api().leads().update_many(items).await;
    assert!(results.iter().all(Result::is_ok), "matched by id: there are no marks in this answer");
    assert_eq!(fake.sent().len(), 6);
}

#[tokio::test]
async fn merged_leads_share_a_result() {
    let body = r#"[{"id":5,"contact_id":6,"company_id":null,"request_id":["0","2"],"merged":true},
        {"id":7,"contact_id":null,"company_id":null,"request_id":["1"],"merged":false}]"#;
    let fake = Fake::new([json(200, body)]);
    let items = (0..3).map(|_| ComplexLead::from(NewLead::new("x")));
    let results = fake.api().leads().create_complex(items).await;
    let ids: Vec<u64> = results.iter().map(|result| result.as_ref().unwrap().id().get()).collect();
    assert_eq!(ids, [5, 7, 5]);
    assert!(results[0].as_ref().unwrap().merged());
    assert_eq!(results[0].as_ref().unwrap().contact_id(), Some(Id::new(6)));
    assert_eq!(results[1].as_ref().unwrap().contact_id(), None);
}

#[tokio::test]
async fn an_item_without_an_answer_is_an_error() {
    let fake = Fake::new([json(200, &created(&[0]))]);
    let results = fake.api().leads().create_many(leads(2)).await;
    assert!(results[0].is_ok());
    assert_eq!(results[1].as_ref().err().unwrap().kind(), ErrorKind::Decode);
}
