//! The widget of `fixtures/adversary` in an account: it fails where and how it is told to.

use kommo_manifest::Archive;
use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::archives::{plain_named, repository};
use crate::plain::LEAD;

/// Which of its builds, and how it lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// What is shipped.
    Release,
    /// What `cargo kommo dev` shows.
    Dev,
    /// What is shipped, with `init_once` in its manifest.
    Once,
}

/// The zip of a build, from `cargo xtask test --only pack`.
pub(crate) fn zip(build: Build) -> Vec<u8> {
    let file = if build == Build::Dev { "dev.zip" } else { "widget.zip" };
    let file = repository().join("crates/testing/fixtures/adversary/dist").join(file);
    let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display())).unwrap();
    if build == Build::Once { once(&bytes) } else { bytes }
}

/// The same zip with `init_once` in its manifest.
pub(crate) fn once(zip: &[u8]) -> Vec<u8> {
    let mut files = Archive::read(zip).unwrap().files;
    let manifest = String::from_utf8(files.remove("manifest.json").unwrap()).unwrap();
    let manifest = manifest.replace("\"init_once\": false", "\"init_once\": true");
    files.insert("manifest.json", manifest.into_bytes()).unwrap();
    Archive::write(&files).unwrap()
}

/// The widget on a lead's card, beside one in plain JavaScript.
pub(crate) struct Adversary {
    account: TestAccount,
    code: String,
}

/// Reaches a member: the widget shows what it gave.
pub(crate) async fn ask(widget: &Adversary, member: &str) -> kommo_testing::Result {
    widget.plan(&format!("member:{member}")).await?;
    widget.click().await
}

/// What came of a call.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// It gave this, at once or later.
    Value(Value),
    /// Its promise was rejected.
    Rejected,
    /// Its promise is still open after a while.
    Pending,
}

impl Adversary {
    /// Installs it, and opens the card with the plan `callback:fault callback:fault …`.
    pub(crate) async fn open(account: &TestAccount, build: Build, plan: &str) -> kommo_testing::Result<Self> {
        let this = Self::install(account, build, plan).await?;
        this.card().await?;
        Ok(this)
    }

    /// Installs it beside the other; no card is open yet.
    pub(crate) async fn install(
        account: &TestAccount,
        build: Build,
        plan: &str,
    ) -> kommo_testing::Result<Self> {
        account.install(&plain_named("Neighbour"), &json!({ "greeting": "Hi" }))?;
        let widget = account.install(&zip(build), &json!({}))?;
        account.page().watch_timers().await?;
        account.sign_in("admin").await?;
        account.open("/dashboard/").await?;
        let this = Self { account: account.clone(), code: widget.code.unwrap() };
        this.plan(plan).await?;
        Ok(this)
    }

    /// Loads the card anew: the page has no crashes then.
    pub(crate) async fn card(&self) -> kommo_testing::Result {
        self.account.open_lead_card(LEAD).await?;
        self.neighbour().await
    }

    /// Goes to another page of the account without loading it.
    pub(crate) async fn go(&self, path: &str) -> kommo_testing::Result {
        let navigate = "path => void APP.router.navigate(path, { trigger: true })";
        self.account.page().call(navigate, json!([path])).await
    }

    /// Has this go wrong from now on.
    pub(crate) async fn plan(&self, plan: &str) -> kommo_testing::Result {
        self.account.page().call("plan => void (localStorage.adversary = plan)", json!([plan])).await
    }

    /// The other widget is alive.
    pub(crate) async fn neighbour(&self) -> kommo_testing::Result {
        self.account.css(".plain__count").expect_text(part("open tasks")).await
    }

    /// The widget's code.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// Its block in the right column.
    pub(crate) fn panel(&self) -> Locator {
        self.account.css(&format!(".card-widgets__widget[data-code='{}']", self.code))
    }

    /// It shows its panel, so many clicks after it began.
    pub(crate) async fn is_well(&self, clicks: u32) -> kommo_testing::Result {
        self.panel().css(".adversary").expect_text(whole(format!("Clicks: {clicks}"))).await
    }

    /// The panel says that it stopped and offers to start it again.
    pub(crate) async fn has_stopped(&self) -> kommo_testing::Result {
        self.panel().css("[role=alert]").expect_text(part("stopped because of an error")).await?;
        self.panel().link("Start again").expect_visible().await
    }

    /// Starts it again as a user does.
    pub(crate) async fn start_again(&self) -> kommo_testing::Result {
        self.panel().link("Start again").click().await
    }

    /// The user clicks the widget's button.
    pub(crate) async fn click(&self) -> kommo_testing::Result {
        self.panel().button("Click").click().await
    }

    /// Calls a callback as the host does.
    pub(crate) async fn call(&self, callback: &str, args: Value) -> kommo_testing::Result<Answer> {
        const CALL: &str = "async (code, name, args) => {
            const lifecycle = require('host/widgets/lifecycle');
            const answer = lifecycle.call(lifecycle.instanceOf(code), name, args);
            const late = new Promise(done => setTimeout(done, 2000, { pending: true }));
            const settled = Promise.resolve(answer).then(
                value => ({ value: value === undefined ? null : value }), () => ({ rejected: true }));
            return Promise.race([settled, late]);
        }";
        let answer: Value = self.account.page().call(CALL, json!([self.code, callback, args])).await?;
        Ok(match answer.get("value") {
            Some(value) => Answer::Value(value.clone()),
            None if answer.get("rejected").is_some() => Answer::Rejected,
            None => Answer::Pending,
        })
    }

    /// Puts something on the host's widget object: `object => { object.thrower = … }`.
    pub(crate) async fn host(&self, change: &str) -> kommo_testing::Result {
        let change =
            format!("code => void ({change})(require('host/widgets/lifecycle').instanceOf(code).object)");
        self.account.page().call(&change, json!([self.code])).await
    }
}
