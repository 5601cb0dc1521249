//! Pictures and sources, for people who look into a failure.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Page;
use crate::{Error, Result};

impl Page {
    /// A PNG of what the window shows.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        self.capture(json!({ "format": "png" })).await
    }

    /// A PNG of one part of the window, in CSS pixels.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn screenshot_of(&self, x: f64, y: f64, width: f64, height: f64) -> Result<Vec<u8>> {
        let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
        self.capture(json!({ "format": "png", "clip": clip })).await
    }

    /// Writes [`Page::screenshot`] into a file, making its folder.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written.
    pub async fn save_screenshot(&self, file: impl AsRef<Path>) -> Result {
        let (file, picture) = (file.as_ref(), self.screenshot().await?);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        }
        std::fs::write(file, picture).map_err(Error::io(file))
    }

    /// The document as it stands now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn html(&self) -> Result<String> {
        self.evaluate("document.documentElement.outerHTML").await
    }

    async fn capture(&self, params: Value) -> Result<Vec<u8>> {
        let method = "Page.captureScreenshot";
        let data = self.session().call_for(method, params, "data").await?;
        STANDARD
            .decode(data)
            .map_err(|e| Error::Answer { method: method.into(), missing: format!("readable picture ({e})") })
    }
}
