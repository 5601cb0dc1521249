//! All types of settings in one window: typed by a person, read by the widget, stored, read again.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::adversary::{Adversary, Build, ask};

#[kommo_testing::test]
async fn settings_of_all_five_types_are_read_typed(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "fields:told").await?;
    let window = account.integrations().await?.settings("Adversary").await?;
    window.field("Note").fill("Call \"Ada\"").await?;
    window.field("Secret").fill("s3 <cret>").await?;
    window.css("[data-field=numbers]").field("Mateo Rivas").fill("101").await?;
    window.field("Nora Whitfield: login").fill("nora").await?;
    window.field("Nora Whitfield: password").fill("p a:ss").await?;
    window.field("loud").check().await?;
    window.save().await?;

    let (mateo, nora) = (account.user("manager")?.id, account.user("admin")?.id);
    let told = format!(r#"Call "Ada" | s3 <cret> | {mateo}=101 | {nora}=nora:p a:ss | {{"look":"loud"}}"#);
    let all = account.sandbox().integrations().unwrap();
    let uuid = all.into_iter().find(|one| one.name == "Adversary").unwrap().uuid;
    let stored = account.sandbox().settings(&uuid).unwrap().unwrap();
    assert_eq!(stored["note"], json!(told), "what on_save read, and changed");
    assert_eq!(stored["numbers"], json!({ mateo.to_string(): "101" }));

    // Opened again: the host draws what is stored, and the widget its own field.
    let window = account.integrations().await?.settings("Adversary").await?;
    window.field("Secret").expect_value("s3 <cret>").await?;
    window.field("loud").expect_checked().await?;
    window.css("[data-field=numbers]").field("Mateo Rivas").expect_value("101").await?;

    widget.card().await?;
    ask(&widget, "fields").await?;
    let read = told.replacen(r#"Call "Ada""#, &told, 1);
    widget.panel().css(".adversary").expect_text(whole(read)).await
}
