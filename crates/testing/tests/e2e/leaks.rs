//! Opening a card and leaving it, again and again, leaves nothing behind.
//!
//! WebAssembly memory, listeners, timers and DOM nodes end exactly where they were after round 10. The JavaScript heap
//! cannot: the host's journal fills up to its 500 calls during the first hundred rounds, and the browser goes on compiling
//! and caching what it meets. So the heap is measured from round 100 on, and a widget in plain JavaScript that does the same
//! makes the same rounds beside it: the Rust widget may leave no more than that one does, give or take what two runs of the
//! same widget differ by.

use kommo_testing::leaks::Held;
use kommo_testing::prelude::*;
use serde_json::{Value, json};

use crate::adversary::{self, Build};
use crate::archives::plain_with;
use crate::plain::LEAD;

const ROUNDS: u32 = 1000;
const WARM_UP: u32 = 10;
/// From here on the heap is measured.
const HEAP_FROM: u32 = 100;

/// 32 bytes a round: one forgotten listener or closure a round is three times as much.
const TOLERANCE: i64 = 32 * (ROUNDS - HEAP_FROM) as i64;

/// Goes to another page and back inside the single-page application, as a person's clicks do.
const ROUND: &str = "async (card, sign) => {
    const until = async (found) => {
        for (let tries = 0; !found(); tries += 1) {
            if (tries > 2000) throw new Error(`it never came to ${found}`);
            await new Promise((done) => setTimeout(done, 2));
        }
    };
    APP.router.navigate('/todo/', { trigger: true });
    await until(() => APP.getWidgetsArea() === 'todo');
    APP.router.navigate(card, { trigger: true });
    await until(() => document.querySelector(sign));
}";

/// Makes the rounds in a new account.
async fn rounds(zip: Vec<u8>, sign: &str, times: u32) -> kommo_testing::Result<Held> {
    let account = TestAccount::start().await?;
    account.sandbox().state().limits().enforce(false);
    let widget = account.install(&zip, &json!({ "greeting": "Hi", "follow_up_text": "Call" }))?;
    account.page().watch_timers().await?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    let sign = format!(".card-widgets__widget[data-code='{}'] {sign}", widget.code.unwrap());
    account.css(&sign).expect_visible().await?;
    let card = format!("/leads/detail/{LEAD}");
    let held = Rounds::on(account.page())
        .warm_up(WARM_UP)
        .times(times)
        .run(async |round| {
            account.page().call::<Value>(ROUND, json!([card, sign])).await?;
            if [WARM_UP, HEAP_FROM, times].contains(&round) {
                // The host's own timers of the last rounds run out, the longest after 1.5 seconds.
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            }
            Ok(())
        })
        .await?;
    account.page().expect_no_errors()?;
    Ok(held)
}

/// By how many bytes the JavaScript heap grew from round 100 on.
fn grown(held: &Held) -> i64 {
    let heap =
        |round| held.samples().iter().find(|sample| sample.round == round).unwrap().memory.js_heap as i64;
    heap(ROUNDS) - heap(HEAP_FROM)
}

/// A Rust widget and one in JavaScript, at the same time.
async fn compare(rust: Vec<u8>, control: Vec<u8>) -> kommo_testing::Result {
    let started = std::time::Instant::now();
    let (rust, control) =
        tokio::try_join!(rounds(rust, ".adversary", ROUNDS), rounds(control, ".adversary", ROUNDS))?;
    println!("Rust\n{rust}JavaScript\n{control}{:?}", started.elapsed());
    rust.clone().heap_allowance(u64::MAX / 2).expect_no_growth()?;
    let (rust, control) = (grown(&rust), grown(&control));
    assert!(
        rust <= control + TOLERANCE,
        "the heap grew by {rust} bytes, with the JavaScript widget by {control}"
    );
    Ok(())
}

fn control() -> Vec<u8> {
    plain_with("script.js", |_| include_str!("widgets/control/script.js").to_owned())
}

#[kommo_testing::test]
async fn a_widget_of_each_page(_account: TestAccount) -> kommo_testing::Result {
    compare(adversary::zip(Build::Release), control()).await
}

#[kommo_testing::test]
async fn a_widget_of_the_whole_session(_account: TestAccount) -> kommo_testing::Result {
    compare(adversary::zip(Build::Once), adversary::once(&control())).await
}

#[kommo_testing::test]
async fn a_widget_with_requests(_account: TestAccount) -> kommo_testing::Result {
    let held = rounds(crate::deal_desk::zip()?, "button", 200).await?;
    println!("{held}");
    held.heap_allowance(512 * 1024).expect_no_growth()
}
