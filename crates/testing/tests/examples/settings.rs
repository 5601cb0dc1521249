//! Settings of every type: what is wrong is said beside the field, what is stored is read in the card.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::{LEAD, installed};

#[kommo_testing::test]
async fn telephones_are_checked_stored_and_shown_to_their_owners(
    account: TestAccount,
) -> kommo_testing::Result {
    let uuid = installed(&account, "staff-phones", &json!({})).await?.uuid;
    let card = account.open_lead_card(LEAD).await?;
    card.panel("Staff phones").text("You have no telephone yet.").expect_visible().await?;

    let window = account.integrations().await?.settings("Staff phones").await?;
    window.field("Company's name at the exchange").fill("  Harbor Oak ").await?;
    window.field("Token of the exchange").fill("short").await?;
    window.css("[data-field=extensions]").field("Nora Whitfield").fill("10a").await?;
    window.field("Nora Whitfield: login").fill("nora").await?;
    window.field("Nora Whitfield: password").fill("p <4>").await?;
    window.field("for long").check().await?;
    window.button("Save").click().await?;
    window.css("[data-field=token]").text("A token has at least 8 characters.").expect_visible().await?;
    window.css("[data-field=extensions]").text(part("digits only: 10a")).expect_visible().await?;
    assert_eq!(account.sandbox().settings(&uuid).unwrap().unwrap()["company"], "", "nothing was stored");

    window.field("Token of the exchange").fill("long enough").await?;
    window.css("[data-field=extensions]").field("Nora Whitfield").fill("101").await?;
    window.save().await?;
    let nora = account.user("admin")?.id;
    let stored = account.sandbox().settings(&uuid).unwrap().unwrap();
    assert_eq!(stored["company"], "Harbor Oak");
    assert_eq!(stored["token"], "long enough");
    assert_eq!(stored["extensions"], json!({ nora.to_string(): "101" }));

    let panel = account.open_lead_card(LEAD).await?.panel("Staff phones");
    panel.css(".staff-phones__extension").expect_text("101").await?;
    panel.css(".staff-phones__line").expect_text("nora").await?;
    panel.css(".staff-phones__ring").expect_text("for long").await?;
    // Nobody else's, and in the language of whoever looks.
    account.sign_in("manager").await?;
    let panel = account.open_lead_card(LEAD).await?.panel("Staff phones");
    panel.text("Aún no tiene teléfono.").expect_visible().await
}
