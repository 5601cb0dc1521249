//! Clicks, keys, choices and files.

use kommo_testing::page::DialogAnswer;
use kommo_testing::prelude::*;

use crate::pages::show;

#[tokio::test]
async fn fills_and_clicks() -> kommo_testing::Result {
    let page = show(
        "<label>Name * <input id=n value=old></label><button onclick=\"o.textContent = 'Hello, ' + n.value\">Greet</button>
         <p id=o></p>",
    )
    .await?;
    page.field("Name").fill("Zoë 👋").await?;
    page.button("Greet").click().await?;
    page.css("#o").expect_text(whole("Hello, Zoë 👋")).await?;
    page.field("Name").fill("").await?;
    page.field("Name").expect_value("").await
}

#[tokio::test]
async fn a_click_is_a_persons() -> kommo_testing::Result {
    let page = show(
        "<button id=b>Go</button><script>
           window.seen = [];
           for (const type of ['pointerdown', 'mousedown', 'focus', 'mouseup', 'click', 'dblclick'])
             b.addEventListener(type, e => seen.push(type + (e.isTrusted ? '' : ' (faked)')));
         </script>",
    )
    .await?;
    page.button("Go").click().await?;
    let seen: Vec<String> = page.evaluate("seen").await?;
    assert_eq!(seen, ["pointerdown", "mousedown", "focus", "mouseup", "click"]);
    page.button("Go").double_click().await?;
    assert_eq!(page.evaluate::<String>("seen.at(-1)").await?, "dblclick");
    Ok(())
}

#[tokio::test]
async fn a_field_tells_its_change_when_it_is_left() -> kommo_testing::Result {
    let page = show(
        "<input aria-label=City oninput='log.push(\"input\")' onchange='log.push(\"change\")'><button>Other</button>
         <script>window.log = [];</script>",
    )
    .await?;
    page.field("City").fill("Lima").await?;
    assert_eq!(page.evaluate::<Vec<String>>("log").await?, ["input"]);
    page.press("Tab").await?;
    page.button("Other").expect_focused().await?;
    assert_eq!(page.evaluate::<Vec<String>>("log").await?, ["input", "change"]);
    Ok(())
}

#[tokio::test]
async fn keys_reach_the_page() -> kommo_testing::Result {
    let page = show(
        "<form onsubmit='event.preventDefault(); o.textContent = q.value'><input id=q aria-label=Search></form><p id=o></p>
         <script>window.keys = []; addEventListener('keydown', e => keys.push((e.ctrlKey ? '^' : '') + e.key));</script>",
    )
    .await?;
    page.field("Search").type_text("Abc").await?;
    page.press("Control+a").await?;
    page.type_text("x 1").await?;
    page.press("Backspace").await?;
    page.field("Search").press("Enter").await?;
    page.css("#o").expect_text(whole("x")).await?;
    let keys: Vec<String> = page.evaluate("keys").await?;
    assert_eq!(keys, ["A", "b", "c", "^a", "x", " ", "1", "Backspace", "Enter"]);
    Ok(())
}

#[tokio::test]
async fn chooses_from_a_select_and_from_the_hosts_own() -> kommo_testing::Result {
    let page = show(
        "<label>Stage <select><option value=1>New</option><option value=2>Won</option></select></label>
         <div class='control--select'><ul class='control--select--list' hidden>
           <li class='control--select--list--item'><span>Red</span></li><li class='control--select--list--item'>Dark red</li></ul>
           <button class='control--select--button' onclick='document.querySelector(\"ul\").hidden = false'>-</button>
           <input type=hidden id=colour></div>
         <script>document.querySelector('ul').onclick = e => {
           document.querySelector('.control--select--button').textContent = e.target.textContent;
           document.querySelector('ul').hidden = true; };</script>",
    )
    .await?;
    page.field("Stage").choose("Won").await?;
    page.field("Stage").expect_value("2").await?;
    let own = page.css(".control--select");
    own.choose("Red").await?;
    own.css("button").expect_text(whole("Red")).await?;

    let page_with_fewer = page.field("Stage").timeout(std::time::Duration::from_millis(150));
    let error = page_with_fewer.choose("Lost").await.unwrap_err().to_string();
    assert!(error.contains("it has only \"New\", \"Won\""), "{error}");
    Ok(())
}

#[tokio::test]
async fn ticks_a_drawn_check_box() -> kommo_testing::Result {
    let page = show(
        "<style>.c input { position: absolute; opacity: 0; width: 0; height: 0 } .c span::before { content: '☐' }</style>
         <label class=c><input type=checkbox><span>I agree</span></label>",
    )
    .await?;
    let consent = page.field("I agree");
    consent.expect_unchecked().await?;
    consent.check().await?;
    consent.expect_checked().await?;
    consent.check().await?;
    consent.expect_checked().await?;
    consent.uncheck().await?;
    consent.expect_unchecked().await
}

#[tokio::test]
async fn uploads_into_a_hidden_input() -> kommo_testing::Result {
    let page = show(
        "<label>Archive <input type=file hidden onchange='files[0].text().then(t => o.textContent = files[0].name + \": \" + t)'></label>
         <p id=o></p>",
    )
    .await?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("widget.zip");
    std::fs::write(&file, "PK…").unwrap();
    page.field("Archive").upload(&[&file]).await?;
    page.css("#o").expect_text(whole("widget.zip: PK…")).await?;

    let missing = folder.path().join("no.zip");
    let error = page.field("Archive").upload(&[&missing]).await.unwrap_err().to_string();
    assert!(error.contains("no.zip"), "{error}");
    Ok(())
}

#[tokio::test]
async fn drags() -> kommo_testing::Result {
    let page = show(
        "<style>div { width: 90px; height: 40px; margin: 30px; background: #ddd }</style><div id=a>Deal</div><div id=b>Won</div><p id=o></p>
         <script>let held; a.onmousedown = () => held = true;
           b.onmouseup = () => o.textContent = held ? 'dropped' : 'empty-handed';</script>",
    )
    .await?;
    page.text("Deal").drag_to(&page.text("Won")).await?;
    page.css("#o").expect_text(whole("dropped")).await
}

#[tokio::test]
async fn dialogs_never_block() -> kommo_testing::Result {
    let page = show("<button onclick='o.textContent = prompt(\"Name?\")'>Ask</button><p id=o>-</p>").await?;
    page.button("Ask").click().await?;
    page.answer_dialogs(DialogAnswer::Accept("Ana".into()));
    page.button("Ask").click().await?;
    page.css("#o").expect_text("Ana").await?;
    let dialogs = page.dialogs();
    assert_eq!(dialogs.len(), 2);
    assert_eq!((dialogs[0].kind.as_str(), dialogs[0].message.as_str()), ("prompt", "Name?"));
    Ok(())
}
