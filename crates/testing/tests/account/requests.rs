//! The API and the journal from a test's side.

use std::time::Duration;

use kommo_testing::prelude::*;
use serde_json::json;

#[kommo_testing::test]
async fn asks_the_api_as_the_person(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    let early = account.api("GET", "/api/v4/leads", None).await.unwrap_err().to_string();
    assert!(early.contains("open a page of the account first"), "{early}");
    account.open("/login/").await?;
    account.page().evaluate::<()>("window.fetch = () => { throw 'mine' }; void 0").await?;
    let made = account.api("POST", "/api/v4/leads", Some(json!([{ "name": "From a test" }]))).await?;
    assert_eq!(made.status, 200, "{made:?}");
    let id = made.body["_embedded"]["leads"][0]["id"].as_i64().unwrap();
    let lead = account.api("GET", &format!("/api/v4/leads/{id}"), None).await?;
    assert_eq!(lead.body["name"], "From a test");

    let posted = account.expect_request("POST", "/api/v4/leads").await?;
    assert!(posted.request_body.contains("From a test"));
    account.expect_request("GET", "/api/v4/leads/*").await?;
    account.page().set_timeout(Duration::from_millis(200));
    let error = account.expect_request("PATCH", "/api/v4/leads").await.unwrap_err().to_string();
    assert!(error.contains("requests so far: POST /api/v4/leads, GET /api/v4/leads/"), "{error}");
    Ok(())
}
