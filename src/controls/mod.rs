//! The host's own controls, drawn by its Twig templates (Kommo: developers.kommo.com/docs/controls).
//!
//! A builder renders to [`Markup`], to be spliced into other markup; the host brings the control to life when it comes into
//! the page. Each has a `name`, under which [`Cx::controls`] reads its value.
//!
//! ```no_run
//! use kommo_widget::controls::{Button, Input, Select};
//! use kommo_widget::prelude::*;
//!
//! # fn example(cx: &Cx) -> Result<()> {
//! cx.page().show(html! {
//!     label for="who" { "Name" }
//!     (Input::new("who").id("who").value("Ada").render(cx)?)
//!     (Select::new("size").item("s", "Small").item("l", "Large").selected("l").render(cx)?)
//!     (Button::new("Send").class("my-widget-send").blue().render(cx)?)
//! })?;
//! let size = cx.controls(cx.page().target()?)?.text("size");
//! # Ok(()) }
//! ```
//!
//! Kommo does not document which texts its templates escape. Those that its own samples print as they are (captions of
//! buttons, checkboxes and radio buttons, class names) are escaped here; values and placeholders the templates escape.
//! A text that shows `&amp;` was escaped by both: safe, and worth an issue.

#[macro_use]
mod builder;
mod buttons;
mod checks;
mod inputs;
mod lists;
mod read;

pub use buttons::{Button, CancelButton, DeleteButton};
pub use checks::{Checkbox, CheckboxesDropdown, Radio, Switcher};
pub use inputs::{DateField, File, Input, Textarea};
pub use lists::{Multiselect, PipelineSelect, Select, Suggest};
pub use read::Controls;

#[cfg(doc)]
use crate::{Cx, prelude::Markup};
