//! Every endpoint of Kommo's API from a widget's session: the walk of `crates/api/tests/walk` in a lead's card.

use std::path::Path;
use std::time::Duration;

use kommo_testing::prelude::*;
use serde_json::json;

#[path = "../../../api/tests/walk/known.rs"]
pub(crate) mod known;
#[path = "../../../api/tests/walk/plant.rs"]
mod plant;
#[path = "../../../api/tests/walk/table.rs"]
mod table;

#[kommo_testing::test]
async fn a_widget_calls_every_endpoint_in_its_users_session(account: TestAccount) -> kommo_testing::Result {
    plant::plant(account.sandbox()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join("endpoints");
    account.install(&widget_zip(folder)?, &json!({ "note": "" }))?;
    account.sign_in("admin").await?;
    let card = account.open_lead_card(i64::try_from(known::LEAD).unwrap()).await?;
    // More than two hundred requests, seven a second.
    let last = card.panel("Endpoints").css("li[data-group=amojo]");
    last.timeout(Duration::from_secs(180)).expect_visible().await?;
    let outcomes: Vec<String> = account
        .page()
        .evaluate("Array.from(document.querySelectorAll('.walked li'), line => line.dataset.group + ': ' + line.dataset.outcome)")
        .await?;
    let failed: Vec<&String> = outcomes.iter().filter(|outcome| !outcome.ends_with(": ok")).collect();
    assert!(failed.is_empty(), "{failed:#?}");

    let journal = account.journal();
    let groups: std::collections::BTreeSet<String> =
        table::rows().into_iter().filter(|row| row.client != "-").map(|row| row.group).collect();
    assert_eq!(outcomes.len(), groups.len());
    let missing: Vec<String> = groups
        .iter()
        .flat_map(|group| table::missing(group, &journal, &["token only", "servers only"]))
        .collect();
    assert!(missing.is_empty(), "not called: {missing:#?}");
    // The account's limit was on. A busy machine may bunch requests that were sent in time; then the client has waited
    // and asked again, and no call has failed.
    Ok(())
}

/// A measurement, for `docs/benchmarks.md`: `cargo test -p kommo-testing --test e2e decoding -- --ignored --nocapture`.
#[kommo_testing::test]
#[ignore = "a measurement"]
async fn decoding_beside_response_json(account: TestAccount) -> kommo_testing::Result {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join("endpoints");
    let widget = account.install(&widget_zip(folder)?, &json!({ "note": "" }))?;
    account.sign_in("admin").await?;
    account.open(&format!("/settings/widgets/{}/", widget.code.unwrap())).await?;
    let measured = account.css("pre.measured");
    measured.timeout(Duration::from_secs(120)).expect_visible().await?;
    let measured = measured.read().await?;
    println!("{measured}");
    assert!(measured.starts_with('{'), "{measured}");
    Ok(())
}
