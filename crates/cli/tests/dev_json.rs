//! `cargo kommo dev --json` with other people's widgets, a folder and a zip: what its first line says leads somewhere, and
//! wrong arguments are answered with a sentence.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use kommo_manifest::{Archive, FileTree};
use kommo_testing::prelude::*;
use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../sandbox/tests/fixtures").join(name)
}

fn dev(widget: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-kommo"));
    command.args(["kommo", "dev", "--json", "--no-watch"]).arg(widget).args(args);
    command
}

/// Ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(widget: &Path, args: &[&str]) -> (Running, Value) {
    let child = dev(widget, args).args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut running = Running(child.unwrap());
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (running, serde_json::from_str(&line).unwrap())
}

/// All addresses in the line, with their names.
fn addresses(told: &Value, name: &str, out: &mut Vec<(String, String)>) {
    match told {
        Value::String(text) if text.starts_with("http://") => out.push((name.to_owned(), text.clone())),
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| addresses(value, &format!("{name}.{key}"), out));
        }
        _ => {}
    }
}

async fn leads_somewhere(account: &TestAccount, told: &Value) -> kommo_testing::Result {
    let user = told["users"].as_array().unwrap().iter().find(|user| user["is_admin"] == true).unwrap();
    let page = account.page();
    page.goto(&format!("{}/login/", told["url"].as_str().unwrap())).await?;
    account.css("[name=login]").fill(user["login"].as_str().unwrap()).await?;
    account.css("[name=password]").fill(user["password"].as_str().unwrap()).await?;
    account.css("[type=submit]").click().await?;
    account.css("#left_menu .nav__account").expect_visible().await?;
    let mut all = Vec::new();
    addresses(told, "", &mut all);
    for (name, address) in all {
        page.goto(&address).await?;
        let shown = "document.querySelector('h1, .page-top__title, .page-top .bot__name, .card-top-name, .mobile__name')";
        page.wait_for(&format!("{shown} || document.querySelector('.host-empty__title')")).await?;
        let problem: Value = page
            .evaluate(&format!("{shown} ? null : document.querySelector('.host-empty').textContent"))
            .await?;
        assert_eq!(problem, Value::Null, "{name}: {address}");
    }
    Ok(())
}

#[kommo_testing::test]
async fn the_first_line_leads_to_every_place_of_a_folder(account: TestAccount) -> kommo_testing::Result {
    let (_running, told) = start(&fixture("designer"), &[]);
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(fixture("designer").join("manifest.json")).unwrap()).unwrap();
    let listed: Vec<&Value> = manifest["locations"].as_array().unwrap().iter().collect();
    assert!(listed.iter().all(|one| told["places"][one.as_str().unwrap()].is_string()), "{told}");
    assert_eq!(told["advanced_settings"], Value::Null);
    leads_somewhere(&account, &told).await
}

#[kommo_testing::test]
async fn the_first_line_leads_to_every_place_of_a_zip(account: TestAccount) -> kommo_testing::Result {
    let folder = std::env::temp_dir().join(format!("kommo-dev-json-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (zip, stubs, seed) = (folder.join("any.zip"), folder.join("stubs.json"), folder.join("seed.json"));
    std::fs::write(&zip, Archive::write(&FileTree::from_dir(&fixture("probe")).unwrap().0).unwrap()).unwrap();
    std::fs::write(
        &stubs,
        json!([{ "url": "https://api.example/*", "status": 201, "body": "stubbed" }]).to_string(),
    )
    .unwrap();
    let mut data: Value =
        serde_json::from_str(include_str!("../../sandbox/src/seed/small_business.json")).unwrap();
    data["account"]["name"] = json!("Seeded");
    std::fs::write(&seed, data.to_string()).unwrap();
    let args = ["--stubs", stubs.to_str().unwrap(), "--seed", seed.to_str().unwrap(), "--set", "login=me"];
    let (_running, told) = start(&zip, &args);
    leads_somewhere(&account, &told).await?;
    account.page().goto(told["cards"]["lead"].as_str().unwrap()).await?;
    account.page().wait_for("window.APP && APP.constant('account')").await?;
    let seen =
        "(async () => [APP.constant('account').name, await (await fetch('https://api.example/x')).text()])()";
    account.css("#card_holder").expect_visible().await?;
    let seen: Value = account.page().evaluate(seen).await?;
    assert_eq!(seen, json!(["Seeded", "stubbed"]));
    std::fs::remove_dir_all(&folder).unwrap();
    Ok(())
}

#[test]
fn wrong_arguments_are_answered_with_a_sentence() {
    let folder = std::env::temp_dir().join(format!("kommo-dev-wrong-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let bad = folder.join("bad.json");
    std::fs::write(&bad, r#"[{ "url": 5 }]"#).unwrap();
    let bad = bad.to_str().unwrap();
    let said = |args: &[&str]| {
        let Output { status, stderr, stdout } = dev(&fixture("designer"), args).output().unwrap();
        assert!(!status.success() && stdout.is_empty(), "{args:?}");
        String::from_utf8(stderr).unwrap()
    };
    for (args, words) in [
        (["--port", "99999"], "99999 is not in 0..=65535"),
        (["--stubs", "absent.json"], "absent.json: "),
        (["--stubs", bad], "the stubs do not fit: invalid type: integer `5`"),
        (["--seed", "absent"], "absent: "),
        (["--seed", bad], "the seed is not valid at line 1"),
        (["--set", "login"], "has no `=`"),
    ] {
        let said = said(&args);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
