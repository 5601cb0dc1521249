//! The mouse and the keyboard, as events that the browser takes for a person's.

use serde_json::{Value, json};

use super::Page;
use super::keys::Press;
use crate::Result;

impl Page {
    /// Moves the pointer to a point of the window, in CSS pixels.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn move_mouse(&self, x: f64, y: f64) -> Result {
        self.mouse(json!({ "type": "mouseMoved", "x": x, "y": y })).await
    }

    /// Presses and releases the left button at a point, `count` times.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn click_at(&self, x: f64, y: f64, count: u32) -> Result {
        self.move_mouse(x, y).await?;
        for round in 1..=count {
            self.button("mousePressed", x, y, round).await?;
            self.button("mouseReleased", x, y, round).await?;
        }
        Ok(())
    }

    /// Presses the left button at one point, moves, and releases it at another.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result {
        self.move_mouse(from.0, from.1).await?;
        self.button("mousePressed", from.0, from.1, 1).await?;
        // In steps: drag handlers start after some distance, and look at what is passed over.
        for step in 1..=10 {
            let part = f64::from(step) / 10.0;
            let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            let moved = json!({ "type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1 });
            self.mouse(moved).await?;
        }
        self.button("mouseReleased", to.0, to.1, 1).await
    }

    /// Types text into whatever has the focus, in one go, as pasting or an input method does.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn insert_text(&self, text: &str) -> Result {
        self.session().call("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// Types text key by key into whatever has the focus, with the events of each key.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn type_text(&self, text: &str) -> Result {
        for letter in text.chars() {
            self.stroke(&Press::letter(letter)).await?;
        }
        Ok(())
    }

    /// Presses one key, by the name it has in `KeyboardEvent.key`, with modifiers before it: `Enter`, `Escape`, `Tab`,
    /// `Shift+Tab`, `ArrowDown`, `Control+a`.
    ///
    /// # Errors
    /// [`Error::Step`](crate::Error::Step) for a name that no key has.
    pub async fn press(&self, key: &str) -> Result {
        self.stroke(&Press::named(key)?).await
    }

    async fn stroke(&self, press: &Press) -> Result {
        self.session().call("Input.dispatchKeyEvent", press.down()).await?;
        self.session().call("Input.dispatchKeyEvent", press.up()).await?;
        Ok(())
    }

    async fn button(&self, kind: &str, x: f64, y: f64, count: u32) -> Result {
        let buttons = u8::from(kind == "mousePressed");
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": count });
        self.mouse(event).await
    }

    async fn mouse(&self, event: Value) -> Result {
        self.session().call("Input.dispatchMouseEvent", event).await?;
        Ok(())
    }
}
