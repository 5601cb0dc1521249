//! Finding by role, name, label and text.

use kommo_testing::prelude::*;

use crate::pages::{blank, serve_all, show};

#[tokio::test]
async fn labels_of_every_kind() -> kommo_testing::Result {
    let page = show(
        "<label for=a>First</label><input id=a value=1>
         <label>Second: <input value=2></label>
         <input aria-label=Third value=3>
         <span id=l>Fourth</span><input aria-labelledby=l value=4>
         <input placeholder=Fifth value=5>
         <textarea title=Sixth>6</textarea>
         <label>Seventh <span class=req>*</span><input value=7></label>",
    )
    .await?;
    for (label, value) in [
        ("First", "1"),
        ("Second", "2"),
        ("Third", "3"),
        ("Fourth", "4"),
        ("Fifth", "5"),
        ("Sixth", "6"),
        ("Seventh", "7"),
    ] {
        page.field(label).expect_value(value).await?;
    }
    Ok(())
}

#[tokio::test]
async fn names_are_whole_and_texts_are_parts() -> kommo_testing::Result {
    let page = show(
        "<button>Save as draft</button><button>  Save\n</button><button class=x aria-label=Close>×</button>
         <div class='button-input'><span>Install</span></div><p>Total: <b>1 200</b> €</p>",
    )
    .await?;
    page.button("Save").expect_count(1).await?;
    page.button(part("save")).expect_count(2).await?;
    page.button("Close").expect_text("×").await?;
    page.button("Install").expect_visible().await?;
    page.text("Total").expect_text(whole("Total: 1 200 €")).await?;
    page.text("total: 1 200 €").expect_visible().await?;
    page.text(whole("Total")).expect_hidden().await?;
    page.text("1 200").expect_count(1).await
}

#[tokio::test]
async fn inside_of_things() -> kommo_testing::Result {
    let page = show(
        "<div role=dialog><h2>Settings</h2><button onclick='o.textContent=1'>Save</button></div>
         <ul><li>Ana <button onclick='o.textContent=2'>Call</button></li><li>Bo <button onclick='o.textContent=3'>Call</button></li></ul>
         <button>Save</button><p id=o></p>",
    )
    .await?;
    page.dialog("Settings").button("Save").click().await?;
    page.css("#o").expect_text("1").await?;
    page.every("listitem").having("Bo").button("Call").click().await?;
    page.css("#o").expect_text("3").await?;
    page.button("Call").first().click().await?;
    page.css("#o").expect_text("2").await?;
    page.text("Bo").up("ul").css("li").last().expect_text("Bo").await?;
    assert_eq!(page.every("listitem").texts().await?, ["Ana Call", "Bo Call"]);
    Ok(())
}

#[tokio::test]
async fn through_shadow_roots_and_frames() -> kommo_testing::Result {
    let base = serve_all(&[
        (
            "/",
            "<my-card></my-card><iframe src=/inside style='margin: 50px'></iframe><p id=o></p><script>
               customElements.define('my-card', class extends HTMLElement {
                 connectedCallback() {
                   this.attachShadow({ mode: 'open' }).innerHTML = '<label>Phone <input></label><button>Dial</button>';
                   this.shadowRoot.querySelector('button').onclick = () => o.textContent = this.shadowRoot.querySelector('input').value;
                 } });</script>",
        ),
        ("/inside", "<button onclick='parent.o.textContent = \"framed\"'>Inner</button>"),
    ])
    .await;
    let page = blank().await?;
    page.goto(&base).await?;
    page.field("Phone").fill("+1").await?;
    page.button("Dial").click().await?;
    page.css("#o").expect_text("+1").await?;
    page.frame("iframe").button("Inner").click().await?;
    page.css("#o").expect_text("framed").await
}

#[tokio::test]
async fn hidden_things_do_not_count() -> kommo_testing::Result {
    let page = show(
        "<p hidden>gone</p><p style='visibility:hidden'>gone</p><p style='display:none'>gone</p>
         <div style='width:0;height:0;overflow:hidden'></div><div style='display:contents'>there</div>
         <button hidden>Save</button><button id=real>Save</button>",
    )
    .await?;
    page.text("gone").expect_count(0).await?;
    page.text("there").expect_visible().await?;
    page.button("Save").expect_count(1).await?;
    page.button("Save").expect_attribute("id", whole("real")).await
}
