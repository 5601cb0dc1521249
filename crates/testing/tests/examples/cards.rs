//! Cards: the widget's tab, phone numbers, SMS, a client's deals.

use kommo_testing::prelude::*;

use crate::{LEAD, with};

const CONTACT: i64 = 52_310_015;
const COMPANY: i64 = 41_550_012;

#[kommo_testing::test]
async fn a_tab_offers_searches_and_links(account: TestAccount) -> kommo_testing::Result {
    let code = with(&account, "card-tab").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.css(&format!("[data-tab={code}]")).click().await?;
    let tab = card.css(&format!("#{code}"));
    tab.css(".card-tab__offered").text("Pine chair").expect_visible().await?;
    tab.css(".card-tab__search input").type_text("oak").await?;
    tab.css(".card-tab__offered").text("Pine chair").expect_hidden().await?;
    tab.css(".card-tab__offered").text("Oak table").expect_visible().await?;
    tab.css(".js-tab-link").first().click().await?;
    tab.css(".card-tab__linked").text("Oak table").expect_visible().await?;
    card.button("Save").click().await?;
    account.css(".toasts").text("Lines reserved: 1").expect_visible().await
}

#[kommo_testing::test]
async fn a_click_on_a_number_calls_it(account: TestAccount) -> kommo_testing::Result {
    with(&account, "click-to-call").await?;
    account.open_lead_card(LEAD).await?;
    let number = account.css(".js-contact-action[data-type=phone]").first();
    number.expect_visible().await?;
    let digits = number.read().await?;
    number.click().await?;
    account.role("menuitem", part("Call")).click().await?;
    account.css(".toasts__header").expect_text("Calling").await?;
    account.css(".toasts").expect_text(part(digits.trim())).await?;
    account.page().wait_for("APP.sdk.getCallingStatus()").await?;
    account.page().wait_for("!APP.sdk.getCallingStatus()").await
}

#[kommo_testing::test]
async fn an_sms_goes_through_the_accounts_server(account: TestAccount) -> kommo_testing::Result {
    with(&account, "sms-source").await?;
    account.open_lead_card(LEAD).await?;
    account
        .page()
        .wait_for("require.defined('host/widgets/actions') && require('host/widgets/actions').sources('sms').length")
        .await?;
    let answered: String = account
        .page()
        .evaluate(
            "new Promise(done => require(['host/widgets/actions'], actions => \
             actions.sources('sms')[0].handler({ phone: '', message: 'Hi', contact_id: 1 })\
             .then(() => done('sent'), reason => done(String(reason)))))",
        )
        .await?;
    assert_eq!(answered, "There is no number to send to.");
    Ok(())
}

#[kommo_testing::test]
async fn a_clients_deals_stand_in_cards_of_contacts_and_companies(
    account: TestAccount,
) -> kommo_testing::Result {
    with(&account, "client-deals").await?;
    for (kind, id) in [("contacts", CONTACT), ("companies", COMPANY)] {
        let card = match kind {
            "contacts" => account.open_contact_card(id).await?,
            _ => account.open_company_card(id).await?,
        };
        // What the account says of the same client, asked as the page asks: that does not count against the limit.
        let (count, worth): (usize, i64) = account
            .page()
            .evaluate(&format!(
                "(ask => ask('{kind}/{id}?with=leads').then(client => Promise.all(client._embedded.leads.map(lead => ask('leads/' + lead.id))))
                    .then(leads => [leads.length, leads.reduce((sum, lead) => sum + lead.price, 0)]))(
                        path => fetch('/ajax/v4/' + path, {{ headers: {{ 'X-Requested-With': 'XMLHttpRequest' }} }}).then(answer => answer.json()))"
            ))
            .await?;
        assert!(count > 0 && worth > 0, "{kind}: {count}, {worth}");
        let panel = card.panel("Client deals");
        panel.css(".client-deals__count").expect_text(count.to_string()).await?;
        let shown = panel.css(".client-deals__worth").read().await?;
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, worth.to_string(), "{shown}");
    }
    Ok(())
}
