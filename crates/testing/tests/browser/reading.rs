//! Reading without waiting, and pictures.

use kommo_testing::prelude::*;

use crate::pages::show;

#[tokio::test]
async fn reads_what_is_there() -> kommo_testing::Result {
    let page = show(
        "<style>body { margin: 0 } #box { position: absolute; left: 20px; top: 30px; width: 40px; height: 50px; background: #f00 }</style>
         <div id=box data-x=1></div><p style='text-transform: uppercase'>shown <span hidden>not</span></p>",
    )
    .await?;
    assert_eq!(page.title().await?, "Test");
    assert_eq!(page.css("p").read().await?, "SHOWN");
    assert_eq!(page.css("#box").attribute("data-x").await?.as_deref(), Some("1"));
    assert_eq!(page.css("#box").style("background-color").await?, "rgb(255, 0, 0)");
    let rect = page.css("#box").rect().await?;
    assert_eq!((rect.x, rect.y, rect.width, rect.height), (20.0, 30.0, 40.0, 50.0));
    let error = page.css("#none").read().await.unwrap_err().to_string();
    assert!(error.contains("read text of #none") && error.contains("it is not there"), "{error}");
    Ok(())
}

#[tokio::test]
async fn pictures_have_the_asked_size() -> kommo_testing::Result {
    let page = show("<div id=box style='width: 40px; height: 50px; background: #f00'></div>").await?;
    page.resize(800, 600).await?;
    let size = |png: &[u8]| {
        assert_eq!(png.get(1..4), Some(&b"PNG"[..]));
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    assert_eq!(size(&page.screenshot().await?), (800, 600));
    assert_eq!(size(&page.css("#box").screenshot().await?), (40, 50));
    let folder = tempfile::tempdir().unwrap();
    page.save_screenshot(folder.path().join("deep/er/page.png")).await?;
    assert!(folder.path().join("deep/er/page.png").is_file());
    Ok(())
}
