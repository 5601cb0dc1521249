//! Loading code (widget platform 1.8, 5.3).

use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, faults, journal, script, widget};

#[kommo_testing::test]
async fn code_is_loaded_in_every_way(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&widget("modules"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.modules && modules.around && modules.late && modules.cdn").await?;
    let got: Value = account.page().evaluate("modules").await?;
    assert_eq!(got["deep"], json!({ "leaf": { "name": "leaf" }, "isQuery": true }), "relative to who asks");
    assert_eq!(
        got["wrapped"],
        json!({ "leaf": "leaf", "query": "function", "id": true }),
        "CommonJS, with ?v="
    );
    assert_eq!(got["plain"], json!({ "value": "undefined", "global": 1 }), "no module at all");
    assert_eq!(got["row"].as_str().unwrap().trim(), "<li class=\"row\">{{ name }}</li>");
    assert_eq!(got["manifest"], "1.2.3");
    let versions =
        json!({ "jquery": "2.1.3", "underscore": "1.9.1", "backbone": "1.1.2", "moment": "2.24.0" });
    assert_eq!(got["versions"], versions);
    assert_eq!(
        got["same"],
        json!({ "jquery": true, "underscore": true, "twig": true }),
        "modules and globals"
    );
    assert_eq!((&got["shout"], &got["sync"]), (&json!("QUIET!"), &json!(true)));
    assert_eq!((&got["child"], &got["twig"]), (&json!("child of parent"), &json!("Hello there")));
    assert_eq!((&got["late"], &got["cdn"]["leaf"]["name"]), (&json!("late"), &json!("leaf")));
    assert_eq!(got["mismatch"], "mismatch", "{got}");
    assert_eq!((&got["umd"], &got["around"]), (&json!("undefined"), &json!(42)));
    // The widget listened for it itself.
    assert_eq!(account.page().take_errors("Mismatched anonymous define"), 0);
    assert_eq!(faults(&account, &widget).await, Vec::<String>::new());
    Ok(())
}

#[kommo_testing::test]
async fn a_bundle_defines_itself_anonymously(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panel(&widget.name).css(".bundle-root").expect_text("bundle / lcard").await?;
    assert_eq!(account.page().evaluate::<Value>("window.bundleIsDev").await?, Value::Null);
    Ok(())
}

/// The modules of the documented table that npm has in the documented version.
#[kommo_testing::test]
async fn documented_modules_are_there(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let names = [
        "jquery",
        "underscore",
        "backbone",
        "twigjs",
        "moment",
        "moment-timezone",
        "browser-detect",
        "chartjs",
        "rangeslider",
        "clipboard",
        "cocktail",
        "accounting",
        "enquire",
        "google-libphonenumber",
        "jplayer",
        "js-uuid",
        "fullcalendar",
        "pubsub",
        "store",
        "cropperjs",
        "virtualized-list",
        "quill",
        "es6promise",
        "lib/components/base/modal",
    ];
    let load = "(...names) => Promise.all(names.map((name) => new Promise((done) =>
        window.require([name], () => done(''), (error) => done(name + ': ' + error.message)))))";
    let missing: Vec<String> = account.page().call(load, json!(names)).await?;
    assert_eq!(missing.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>(), Vec::<String>::new());
    Ok(())
}

#[kommo_testing::test]
async fn a_script_that_cannot_be_loaded_is_named(account: TestAccount) -> kommo_testing::Result {
    let broken = account
        .install(&script("define(['./absent.js'], function () {});", &["settings", "lcard-1"]), &json!({}))?;
    let wrong = account.install(
        &script("define([], function () { return { not: 'a constructor' }; });", &["settings", "lcard-1"]),
        &json!({}),
    )?;
    let good = account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    let card = account.open_lead_card(LEAD).await?;
    card.panel(good.code.as_deref().unwrap()).css(".bundle-root").expect_visible().await?;
    assert_eq!(journal(&account, &broken).await, ["lcard load threw"]);
    assert_eq!(journal(&account, &wrong).await, ["lcard constructor threw"]);
    assert!(faults(&account, &wrong).await[0].contains("must give RequireJS a constructor"));
    let _ = account.page().take_errors("");
    Ok(())
}
