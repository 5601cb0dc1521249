//! What a person does on the account's pages without thinking of it: types dates, gives up a drag, clears ticks, goes back,
//! works windows by the keyboard.

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, widget};

#[kommo_testing::test]
async fn a_date_is_typed_and_cleared(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let measured = account.field("Measured at");
    measured.click().await?;
    account.page().type_text("03.05.2026").await?;
    measured.expect_value("03.05.2026").await?;
    account.css(".date-calendar__day_chosen").expect_text("3").await?;
    for _ in 0..10 {
        account.page().press("Backspace").await?;
    }
    measured.expect_value("").await?;
    account.css(".date-calendar__day_chosen").expect_count(0).await?;
    account.page().press("Escape").await?;
    account.css(".date-calendar").expect_count(0).await
}

#[kommo_testing::test]
async fn a_range_is_typed_and_cleared_with_both_ends(account: TestAccount) -> kommo_testing::Result {
    account.install(&widget("habits"), &json!({ "login": "me" }))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let put = "(() => { $('.card-widgets').prepend(habits.self.render({ ref: '/tmpl/controls/date_field.twig' },
        { type: 'range', name: { from: 'from', to: 'to' }, value: {}, placeholder: 'Period' })); return null; })()";
    account.page().evaluate::<Value>(put).await?;
    let ends = "$('[name=from], [name=to]').map((i, one) => one.value).get()";
    account.field("Period").type_text("01.02.2026 - 05.02.2026").await?;
    assert_eq!(account.page().evaluate::<Value>(ends).await?, json!(["01.02.2026", "05.02.2026"]));
    account.field("Period").fill("").await?;
    assert_eq!(account.page().evaluate::<Value>(ends).await?, json!(["", ""]));
    Ok(())
}
