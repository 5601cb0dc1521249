//! Running one test: what `#[kommo_testing::test]` turns into.

use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;

use futures_util::FutureExt as _;

use super::{TestAccount, artifacts};
use crate::Error;
use crate::page::Page;

/// How the runtime of a Rust widget begins what it writes to the console.
const RUNTIME: &str = "kommo-widget: ";
/// What it says of a crash.
const CRASHED: &str = "the widget crashed";
/// Lines of the console in a failure; all of them are in the traces.
const MOST_LINES: usize = 5;

/// What a test may return: nothing, or a result whose error can be shown.
pub trait Outcome {
    /// The error, as text.
    fn failure(self) -> Option<String>;
}

impl Outcome for () {
    fn failure(self) -> Option<String> {
        None
    }
}

impl<E: fmt::Debug> Outcome for Result<(), E> {
    fn failure(self) -> Option<String> {
        self.err().map(|error| format!("{error:?}"))
    }
}

/// Why a test failed, and where its traces are.
pub struct Failure {
    reason: String,
    errors: Vec<String>,
    /// What the runtime of a widget wrote to the console.
    told: Vec<String>,
    url: String,
    traces: Option<PathBuf>,
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        if !self.url.is_empty() {
            write!(f, "\n  on {}", self.url)?;
        }
        for error in &self.errors {
            write!(f, "\n  the page raised: {error}")?;
        }
        for line in &self.told {
            write!(f, "\n  the console says: {line}")?;
        }
        if self.told.iter().any(|line| line.contains(CRASHED)) {
            f.write_str(
                "\n  `cargo kommo test --dev` tells the crash's message with its Rust file and line",
            )?;
        }
        match &self.traces {
            Some(folder) => write!(f, "\n  screenshot, console and journal: {}", folder.display()),
            None => Ok(()),
        }
    }
}

/// Runs a test in a fresh account, on a runtime of its own. On a failure, the test's traces are kept.
///
/// # Errors
/// [`Failure`] when the test fails, when it leaves uncaught page errors that it did not take, or when the account cannot be
/// started.
pub fn run<O: Outcome>(name: &str, test: impl AsyncFnOnce(TestAccount) -> O) -> Result<(), Failure> {
    let bare = |reason: String| Failure {
        reason,
        errors: Vec::new(),
        told: Vec::new(),
        url: String::new(),
        traces: None,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| bare(format!("no runtime: {e}")))?;
    runtime.block_on(async {
        let folder = artifacts::folder(name);
        // The traces of the last run would be taken for this one's.
        let _ = std::fs::remove_dir_all(&folder);
        let account = TestAccount::start().await.map_err(|e| bare(format!("{e:?}")))?;
        let ended = AssertUnwindSafe(test(account.clone())).catch_unwind().await;
        let complaints = || -> Vec<String> {
            account.pages().iter().flat_map(|page| page.errors()).map(|error| error.to_string()).collect()
        };
        let reason = match ended {
            Ok(outcome) => outcome.failure().or_else(|| {
                let errors = complaints();
                (!errors.is_empty()).then(|| format!("{:?}", Error::PageErrors { errors }))
            }),
            Err(panic) => {
                if artifacts::save(&account, &folder).await.is_ok() {
                    eprintln!("screenshot, console and journal: {}", folder.display());
                }
                resume_unwind(panic)
            }
        };
        let Some(reason) = reason else { return Ok(()) };
        let traces = artifacts::save(&account, &folder).await.is_ok().then_some(folder);
        let errors = complaints().into_iter().filter(|error| !reason.contains(error)).collect();
        let console = account.pages().iter().flat_map(Page::console).collect::<Vec<_>>();
        let told = console.into_iter().map(|entry| entry.text).filter(|text| text.starts_with(RUNTIME));
        let told = told.take(MOST_LINES).collect();
        Err(Failure { reason, errors, told, url: account.page().url(), traces })
    })
}
