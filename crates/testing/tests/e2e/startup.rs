//! How soon a widget's words stand in a card, beside another's. A measurement for `docs/benchmarks.md`:
//!
//! ```sh
//! KOMMO_RIVAL=rival.zip cargo test -p kommo-testing --test e2e first_words -- --ignored --nocapture
//! ```

use std::path::Path;

use kommo_testing::prelude::*;
use serde_json::json;

const ROUNDS: usize = 30;

/// Notes when a widget's block in the card first has a body with words in it.
const WATCH: &str = "
    addEventListener('DOMContentLoaded', () => new MutationObserver((_, watcher) => {
        const block = document.querySelector('.card-widgets__widget .card-widgets__widget__body');
        if (!block || !block.textContent.trim()) return;
        watcher.disconnect();
        const script = performance.getEntriesByType('resource').find(entry => /\\/upl\\/.*\\/script\\.js/.test(entry.name));
        window.firstWords = performance.now() - script.startTime;
        window.words = block.textContent.trim();
    }).observe(document, { subtree: true, childList: true, characterData: true }))";

/// An account with one widget in it.
struct Lane {
    account: TestAccount,
    words: String,
    times: Vec<f64>,
}

impl Lane {
    async fn open(zip: &[u8], cached: bool) -> kommo_testing::Result<Self> {
        let account = TestAccount::start().await?;
        account.install(zip, &json!({}))?;
        account.sign_in("admin").await?;
        let session = account.page().session();
        session.call("Network.setCacheDisabled", json!({ "cacheDisabled": !cached })).await?;
        account.page().before_each_document(WATCH).await?;
        Ok(Self { account, words: String::new(), times: Vec::new() })
    }

    /// From the request for the widget's script until its words are in the page, in milliseconds.
    async fn round(&mut self) -> kommo_testing::Result {
        self.account.open_lead_card(23_847_101).await?;
        self.account.page().wait_for("window.firstWords").await?;
        self.times.push(self.account.page().evaluate("window.firstWords").await?);
        self.words = self.account.page().evaluate("window.words").await?;
        Ok(())
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

#[kommo_testing::test]
#[ignore = "a measurement"]
async fn first_words_beside_a_rival(_account: TestAccount) -> kommo_testing::Result {
    let rival = std::fs::read(std::env::var_os("KOMMO_RIVAL").expect("KOMMO_RIVAL names a zip")).unwrap();
    let ours = widget_zip(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/counter"))?;
    for cached in [false, true] {
        let (mut ours, mut rival) = (Lane::open(&ours, cached).await?, Lane::open(&rival, cached).await?);
        for _ in 0..ROUNDS {
            ours.round().await?;
            rival.round().await?;
        }
        let ratios = ours.times.iter().zip(&rival.times).map(|(ours, rival)| ours / rival).collect();
        println!("{:?} beside {:?}", ours.words, rival.words);
        println!(
            "{}: {:.1} ms beside {:.1} ms, ratio {:.2} (medians of {ROUNDS})",
            if cached { "from the browser's cache" } else { "without a cache" },
            median(ours.times),
            median(rival.times),
            median(ratios)
        );
    }
    Ok(())
}
