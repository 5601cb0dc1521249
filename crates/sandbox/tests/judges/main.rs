//! Independent judges: API clients that others wrote, from npm, against the simulated account over loopback.
//!
//! Each judge is a small program in Node.js that prints a line for each thing it tried. None of the clients' code is here:
//! they are installed by name and version. What they cannot do, and why, is in `docs/judges.md`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::Path;
use std::process::Command;

use kommo_sandbox::{IntegrationForm, Sandbox, TokenGrant, npm};

/// Runs a judge and gives what it printed, and whether it was content.
fn judge(name: &str) -> (bool, String) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("judges");
    let modules = npm::install(include_str!("package.json"), include_str!("package-lock.json"), &mut |_| ())
        .map_err(|error| error.to_string())
        .unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::builder().limits(false).start().await.unwrap();
        let made = sandbox.create_integration(&IntegrationForm::new("Judge")).unwrap();
        let made = sandbox.integration(&made.uuid).unwrap();
        let code = sandbox.authorization_code(&made.uuid).unwrap().code;
        let mut command = Command::new("node");
        command
            .arg(here.join(format!("{name}.cjs")))
            .env("ACCOUNT_URL", sandbox.url())
            .env("MODULES", &modules)
            .env("CLIENT_ID", &made.uuid)
            .env("CLIENT_SECRET", &made.secret)
            .env("REDIRECT_URI", &made.redirect_uri)
            .env("CODE", code);
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), said)
    })
}

fn is_content(name: &str, checks: usize) {
    let (content, said) = judge(name);
    let lines: Vec<&str> = said.lines().filter(|line| line.contains('\t')).collect();
    assert!(content && lines.len() == checks, "{said}");
    assert!(lines.iter().all(|line| line.ends_with("\tok")), "{said}");
}

#[test]
fn shevernitskiy_amo_is_content() {
    is_content("amo", 14);
}

#[test]
fn amocrm_js_is_content() {
    is_content("amocrm-js", 12);
}

/// A measurement, for `docs/benchmarks.md`: `cargo test -p kommo-sandbox --test judges beside -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_list_of_250_leads_beside_json_server() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("judges").join("beside");
    let (package, lock) = (include_str!("beside/package.json"), include_str!("beside/package-lock.json"));
    let modules = npm::install(package, lock, &mut |_| ()).unwrap_or_else(|error| panic!("{error}"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::builder().limits(false).start().await.unwrap();
        let admin = sandbox.users().unwrap().into_iter().find(|user| user.is_admin).unwrap();
        let grant = TokenGrant { client_id: "bench", user_id: admin.id, scopes: &["crm"], lives: 86_400 };
        let token = sandbox.state().issue_token(&grant).unwrap();
        let leads: Vec<_> = (0..250)
            .map(|at| {
                serde_json::json!({ "name": format!("Order {at}"), "price": at,
            "custom_fields_values": [{ "field_id": 810_213, "values": [{ "value": "Showroom" }] }],
            "_embedded": { "tags": [{ "name": "vip" }] } })
            })
            .collect();
        let made = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .post(format!("{}/api/v4/leads", sandbox.url()));
        assert!(made.bearer_auth(&token).json(&leads).send().await.unwrap().status().is_success());
        let mut command = Command::new("node");
        command
            .arg(here.join("measure.cjs"))
            .env("ACCOUNT_URL", sandbox.url())
            .env("MODULES", &modules)
            .env("TOKEN", token);
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        print!("{}", String::from_utf8_lossy(&output.stdout));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
}
