//! The widget's texts in the user's language.

use kommo_api::Timestamp;
use maud::Render as _;
use wasm_bindgen::JsValue;

use crate::cx::Cx;
use crate::sys;
use crate::value::Value;

/// Texts from `i18n/<language>.json`, and numbers and dates as the user's language writes them.
#[derive(Clone, Copy)]
pub struct I18n(Cx);

/// A text of the widget by its key, from [`manifest!`](crate::manifest). In markup it is the text in the user's language:
/// `html! { p { (texts::panel::BUDGET) } }`; where a `&str` is wanted, `&cx.i18n().text(texts::panel::BUDGET)`.
/// It does not become its key by itself, which no user should read:
///
/// ```compile_fail
/// let shown: &str = kommo_widget::Text::new("panel.budget").into();
/// ```
#[derive(Clone, Copy)]
pub struct Text(&'static str);

impl Text {
    /// The text at a dotted key.
    pub const fn new(key: &'static str) -> Self {
        Self(key)
    }

    /// The key.
    pub const fn key(self) -> &'static str {
        self.0
    }
}

/// What names a text: a [`Text`], or its dotted key. A `Text` is no `&str` by itself, so that no user reads a key.
pub trait TextKey: sealed::Sealed {
    #[doc(hidden)]
    fn as_key(&self) -> &str;
}

impl TextKey for Text {
    fn as_key(&self) -> &str {
        self.0
    }
}

impl TextKey for &str {
    fn as_key(&self) -> &str {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Text {}
    impl Sealed for &str {}
}

impl maud::Render for Text {
    #[inline(always)]
    fn render_to(&self, buffer: &mut String) {
        render(self.0, buffer);
    }
}

#[inline(never)]
fn render(key: &str, buffer: &mut String) {
    // All widget objects of a script have the same texts, and 0 means any of them.
    text(sys::text(0, key)).render_to(buffer);
}

impl I18n {
    pub(crate) fn new(cx: Cx) -> Self {
        Self(cx)
    }

    /// The text at a dotted key such as `panel.budget`. A key that is not there gives the key itself: so a missing
    /// translation is seen and nothing breaks.
    pub fn text(&self, key: impl TextKey) -> String {
        text(sys::text(self.0.id(), key.as_key()))
    }

    /// The text at `key` with `{name}` replaced by `value`.
    pub fn fill(&self, key: impl TextKey, name: &str, value: &str) -> String {
        text(sys::fill(self.0.id(), key.as_key(), name, value))
    }

    /// The user's language: `en`, `es`, `pt` … `en` if the host does not say.
    pub fn language(&self) -> String {
        Value::global("APP.lang_id").and_then(|id| id.as_str()).unwrap_or_else(|| "en".into())
    }

    /// A number with the separators of the user's language.
    pub fn number(&self, number: i64) -> String {
        format(0, number, "")
    }

    /// An amount in whole units of a currency, as in `$1,200`. Without a currency the plain number.
    pub fn money(&self, amount: i64, currency: Option<&str>) -> String {
        currency.map_or_else(|| self.number(amount), |currency| format(1, amount, currency))
    }

    /// A calendar day, as the user's language writes it, in the user's time zone.
    pub fn date(&self, day: Timestamp) -> String {
        format(2, day.seconds().saturating_mul(1000), "")
    }
}

fn format(kind: u32, number: i64, currency: &str) -> String {
    // Exact for all amounts and times Kommo has: below 2^53.
    #[expect(clippy::cast_precision_loss)]
    text(sys::format(kind, number as f64, currency))
}

/// The page's side gives texts.
#[inline(never)]
fn text(text: JsValue) -> String {
    text.as_string().unwrap_or_default()
}
