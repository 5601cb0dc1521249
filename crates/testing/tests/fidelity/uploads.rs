//! What an upload is checked for, and what comes back (widget platform 1.1–1.5, 2.11).

use kommo_manifest::{Archive, FileTree};
use kommo_testing::prelude::*;
use kommo_testing::sandbox::UploadError;
use serde_json::{Value, json};

use crate::fixtures::{files, widget, widget_with};

fn with(path: &str, content: Option<&[u8]>) -> Vec<u8> {
    let mut files: FileTree = files("bundle");
    files.remove(path);
    if let Some(content) = content {
        files.insert(path.to_owned(), content.to_vec()).unwrap();
    }
    Archive::write(&files).unwrap()
}

/// The words Kommo is known to answer with come back as they are; the rest is ours.
#[kommo_testing::test]
async fn refusals_say_what_kommo_says(account: TestAccount) -> kommo_testing::Result {
    let sandbox = account.sandbox();
    let refused = |zip: &[u8]| match sandbox.upload(zip) {
        Err(error) => error.reply(),
        other => panic!("{other:?}"),
    };
    // The library writes no archive without a manifest: an empty zip has none either.
    let empty = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    assert_eq!(refused(empty), "Failed to get object manifest.json");
    for block in [None, Some(json!({}))] {
        let zip = widget_with("bundle", |manifest| match block {
            Some(block) => manifest["settings"] = block,
            None => drop(manifest.as_object_mut().unwrap().remove("settings")),
        });
        assert_eq!(refused(&zip), "\"settings\" field is required in manifest.json");
    }
    let zip = widget_with("bundle", |manifest| manifest["tour"]["is_tour"] = json!(false));
    assert_eq!(refused(&zip), "Something went wrong");
    // One picture an attempt.
    let said = refused(&with("images/logo_main.png", None));
    assert!(said.contains("logo_main.png"), "{said}");
    let said = refused(&with("i18n/en.json", None));
    assert!(said.contains("i18n/en.json"), "{said}");
    assert!(sandbox.integrations().unwrap().is_empty(), "nothing is left behind");
    Ok(())
}

#[kommo_testing::test]
async fn a_public_archive_is_checked_for_all_at_once(account: TestAccount) -> kommo_testing::Result {
    let sandbox = account.sandbox();
    let code =
        b"define([], function () { return function () { console.log('x'); alert('y'); eval('1'); }; });";
    let zip = with("script.js", Some(code));
    let private = sandbox.upload(&zip).unwrap();
    assert!(!private.warnings.is_empty(), "a private one is taken with warnings");
    let Err(UploadError::Refused(problems)) = sandbox.upload_public(&private.integration.uuid, &zip) else {
        panic!("taken");
    };
    let text = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in ["console", "alert", "eval"] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    assert!(
        problems
            .iter()
            .filter(|one| one.file.as_deref() == Some("script.js"))
            .all(|one| one.line == Some(1) && one.column.is_some()),
        "{text}"
    );
    assert_eq!(sandbox.integration(&private.integration.uuid).unwrap().upload, 1, "the earlier one stays");
    Ok(())
}

#[kommo_testing::test]
async fn the_page_uploads_either_way(account: TestAccount) -> kommo_testing::Result {
    account.sign_in("admin").await?;
    let window = account.integrations().await?.create("Mine").await?;
    let noisy = with(
        "script.js",
        Some(b"define([], function () { return function () { this.callbacks = {}; alert('y'); }; });"),
    );
    window.field("Check it as").choose("a public integration").await?;
    window.choose_archive("widget.zip", &noisy).await?;
    window.css(".archive__answer").expect_text("alert").await?;
    window.css(".archive__answer code").first().expect_text("script.js, line 1").await?;
    window.field("Check it as").choose("a private integration").await?;
    window.upload(&widget("bundle")).await?;
    window.css(".archive__answer").expect_text("languages en").await
}

#[kommo_testing::test]
async fn the_version_and_number_are_in_the_address(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open("/leads/detail/23847101").await?;
    account.css(".bundle-root").expect_visible().await?;
    let code = widget.code.unwrap();
    let loaded: Vec<String> = account.page().evaluate("performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.includes('/upl/') && name.includes('script.js'))").await?;
    assert_eq!(loaded.len(), 1);
    assert!(loaded[0].ends_with(&format!("/upl/{code}/1/widget/script.js?v=1.2.3")), "{loaded:?}");
    for path in [format!("/upl/{code}/widget/script.js"), format!("/widgets/{code}/script.js")] {
        let status: i64 = account
            .page()
            .call("(path) => fetch(path).then((answer) => answer.status)", json!([path]))
            .await?;
        assert_eq!(status, 200, "{path}");
    }
    let cors: Value = account.page().call("(path) => fetch(location.origin.replace('127.0.0.1', 'localhost') + path).then((answer) => answer.ok)", json!([format!("/upl/{code}/widget/script.js")])).await?;
    assert_eq!(cors, json!(true));
    Ok(())
}
