//! The figures that show a leak.

use kommo_testing::prelude::*;

use crate::pages::{blank, serve, show};

/// `(module (memory (export "m") 3))`: three pages of 64 KB.
const WASM: &str = "new Uint8Array([0,97,115,109,1,0,0,0,5,3,1,0,3,7,5,1,1,109,2,0])";

#[tokio::test]
async fn counts_what_lives_and_forgets_what_died() -> kommo_testing::Result {
    let page = show("<div id=d></div>").await?;
    let before = page.memory().await?;
    page.evaluate::<()>(&format!(
        "window.kept = []; for (let i = 0; i < 100; i++) {{
           const e = document.createElement('p'); e.addEventListener('click', () => i); kept.push(e, new Array(1000).fill(i)); }}
         window.instance = new WebAssembly.Instance(new WebAssembly.Module({WASM})); void 0"
    ))
    .await?;
    let full = page.memory().await?;
    assert_eq!(full.nodes, before.nodes + 100);
    assert_eq!(full.listeners, before.listeners + 100);
    assert_eq!(full.wasm_memory, before.wasm_memory + 3 * 65536);
    assert_eq!(full.wasm_instances, before.wasm_instances + 1);
    assert!(full.js_heap > before.js_heap + 100 * 1000 * 4, "{before:?} {full:?}");

    page.evaluate::<()>("delete window.kept; delete window.instance; void 0").await?;
    let after = page.memory().await?;
    assert_eq!((after.nodes, after.listeners), (before.nodes, before.listeners));
    assert_eq!((after.wasm_memory, after.wasm_instances), (before.wasm_memory, before.wasm_instances));
    assert!(after.js_heap < full.js_heap - 100 * 1000 * 4, "{full:?} {after:?}");
    Ok(())
}

#[tokio::test]
async fn counts_the_living_of_a_class() -> kommo_testing::Result {
    let page = show("<script>class Widget {} globalThis.Widget = Widget; globalThis.all = [new Widget, new Widget];</script>").await?;
    assert_eq!(page.count_alive("Widget").await?, 2);
    page.evaluate::<()>("all.pop(); void 0").await?;
    page.collect_garbage().await?;
    assert_eq!(page.count_alive("Widget").await?, 1);
    assert!(page.count_alive("Nothing").await.is_err());
    Ok(())
}

const ROUND: &str = "for (const e of document.querySelectorAll('p')) e.remove();
  const p = document.createElement('p'); p.onclick = () => 1; document.body.append(p);
  const t = setInterval(() => 1, 1e6);";

#[tokio::test]
async fn rounds_that_clean_up_pass_and_those_that_do_not_fail() -> kommo_testing::Result {
    let page = blank().await?;
    page.watch_timers().await?;
    page.goto(&serve("").await).await?;
    let clean = format!("{{ {ROUND} clearInterval(t); }} void 0");
    let held = Rounds::on(&page).times(60).run(async |_| page.evaluate::<()>(&clean).await).await?;
    held.expect_no_growth()?;

    let leaky = format!("{{ {ROUND} (window.all ??= []).push(p); }} void 0");
    let held = Rounds::on(&page).times(60).run(async |_| page.evaluate::<()>(&leaky).await).await?;
    let error = held.expect_no_growth().unwrap_err().to_string();
    for grown in ["DOM nodes", "event listeners", "timers"] {
        assert!(error.contains(grown), "{grown} is not in {error}");
    }
    assert!(!error.contains("JavaScript heap"), "{error}");

    let heavy = "(window.heap ??= []).push(new Array(1000).fill(0).map(Math.random)); void 0";
    let held = Rounds::on(&page).times(60).run(async |_| page.evaluate::<()>(heavy).await).await?;
    let error = held.expect_no_growth().unwrap_err().to_string();
    assert!(error.contains("JavaScript heap") && !error.contains("timers 5"), "{error}");
    held.heap_allowance(10_000_000).expect_no_growth()
}

#[tokio::test]
async fn timers_are_counted_and_still_fire() -> kommo_testing::Result {
    let page = blank().await?;
    page.watch_timers().await?;
    page.goto(&serve("<p id=o></p>").await).await?;
    page.evaluate::<()>(
        "setTimeout((a, b) => o.textContent = a + b, 30, 'fi', 'red'); setInterval('1', 1e6); void 0",
    )
    .await?;
    assert_eq!(page.timers().await?, 2);
    page.text("fired").expect_visible().await?;
    assert_eq!(page.timers().await?, 1);
    Ok(())
}
