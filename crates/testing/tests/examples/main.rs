//! The widgets of `examples/`, each in a browser, from the zip that `cargo kommo pack examples/<name>` writes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

mod cards;
mod lists;
mod pages;
mod pipelines;
mod services;
mod session;
mod settings;
mod telephony;

use std::path::Path;

use kommo_sandbox::Integration;
use kommo_testing::prelude::*;
use serde_json::{Value, json};

/// A lead of the account's usual data.
const LEAD: i64 = 23_847_101;

/// Installs the built zip of an example and signs the administrator in. Gives the widget's code.
async fn with(account: &TestAccount, example: &str) -> kommo_testing::Result<String> {
    Ok(installed(account, example, &json!({ "note": "" })).await?.code.unwrap())
}

/// The same with settings of its own. Gives the integration.
async fn installed(
    account: &TestAccount,
    example: &str,
    settings: &Value,
) -> kommo_testing::Result<Integration> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let widget = account.install(&widget_zip(root.join("examples").join(example))?, settings)?;
    account.sign_in("admin").await?;
    Ok(widget)
}
