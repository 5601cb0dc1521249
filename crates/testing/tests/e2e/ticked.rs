//! Rows ticked in the account's lists, and the callback each list makes.

use kommo_testing::prelude::*;
use serde_json::json;

use crate::adversary::{Adversary, Answer, Build};

/// Ticks the first two rows of a list and picks the widget from the menu. Gives the first row's id.
async fn tick(account: &TestAccount, widget: &Adversary, list: &str) -> kommo_testing::Result<i64> {
    account.open(list).await?;
    let boxes = account.css(".js-item-checkbox");
    boxes.nth(0).check().await?;
    boxes.nth(1).check().await?;
    account
        .page()
        .wait_for(&format!("require('host/widgets/lifecycle').instanceOf('{}')?.isUp", widget.code()))
        .await?;
    account.page().evaluate("Number(document.querySelector('.js-item-checkbox').value)").await
}

async fn pick(account: &TestAccount) -> kommo_testing::Result {
    account.button("More").click().await?;
    account.role("menuitem", "Adversary").click().await
}

#[kommo_testing::test]
async fn every_list_makes_its_callback(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "").await?;
    for (list, callback, kind) in [
        ("/todo/", "todo.selected", "task"),
        ("/contacts/list/", "contacts.selected", "contact"),
        // The list of companies makes the callback of contacts.
        ("/contacts/list/companies/", "contacts.selected", "company"),
    ] {
        let id = tick(&account, &widget, list).await?;
        pick(&account).await?;
        let told = widget.panel().css(".adversary-ticked");
        told.expect_text(part(format!("{callback} 2: {kind} {id}, {kind} "))).await?;
        let list =
            "`${APP.data.current_entity} ${document.querySelectorAll('.js-item-checkbox').length} in a view`";
        let list: String = account.page().evaluate(list).await?;
        widget.panel().css(".adversary-list").expect_text(whole(list)).await?;
    }
    // Nobody has documented who makes this one.
    assert_eq!(widget.call("companies.selected", json!([])).await?, Answer::Value(json!(true)));
    widget.panel().css(".adversary-ticked").expect_text(part("companies.selected 2: company ")).await
}

#[kommo_testing::test]
async fn a_list_of_tasks_makes_the_older_callback_too(account: TestAccount) -> kommo_testing::Result {
    let widget = Adversary::install(&account, Build::Release, "").await?;
    let id = tick(&account, &widget, "/todo/").await?;
    // A widget that knows only the older name.
    widget.host("object => delete object.callbacks.todo").await?;
    pick(&account).await?;
    let told = widget.panel().css(".adversary-ticked");
    told.expect_text(part(format!("tasks.selected 2: task {id}, task "))).await
}
