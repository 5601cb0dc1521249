//! The macros of `kommo-widget`: `#[widget]`, which only registers (what a widget does is the trait's business), and
//! `manifest!`, which gives the names of manifest and texts to Rust.

mod callbacks;
#[cfg(test)]
mod coverage;
mod locations;
mod manifest;
mod methods;
mod widget;

use proc_macro::TokenStream;

/// Registers a widget: put it on `impl Widget for MyWidget`, once in a crate.
///
/// It writes down which callbacks the widget implements, together with the ABI and crate version, in the custom section
/// `kommo_widget` of the compiled module; puts the shim into the section `kommo_shim`; and exports the module's one
/// function. The packager and the sandbox read all that without running the module.
///
/// A method the host does not know, one that is async where the host needs the answer at once, and one the host never
/// calls because `manifest.json` beside `Cargo.toml` lacks its location: each is an error at the method.
#[proc_macro_attribute]
pub fn widget(arguments: TokenStream, item: TokenStream) -> TokenStream {
    widget::expand(arguments.into(), item.into()).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The names of `manifest.json` and `i18n/*.json` as Rust items, so that a wrong one is a compile error where it is used.
///
/// | item | holds |
/// |---|---|
/// | `texts::panel::BUDGET` | the text `panel.budget`, for markup and for `cx.i18n().text(…)` |
/// | `texts::panel::days(&cx.i18n(), "3")` | the text of `panel.days`, its one `{placeholder}` filled |
/// | `Settings::API_KEY` | the code of a field of `settings`, for a `SaveForm` |
/// | `Settings::of(cx).api_key()` | what is stored in it, by the field's type |
/// | `Trigger::of(cx)?.message()` | what stands in a field of `dp.settings` |
/// | `salesbot::Block::of(handler, params)` | the block of `salesbot_designer` that is being saved |
/// | `locations::LCARD` | a location, as `cx.system().area()` names it |
///
/// All languages must have the same keys. A change of the manifest or a text rebuilds the crate. What is not used is
/// not in the module.
///
/// The files are those beside `Cargo.toml`; `manifest!("folder")` takes those of a folder beside the calling file.
#[proc_macro]
pub fn manifest(input: TokenStream) -> TokenStream {
    let caller = proc_macro::Span::call_site().local_file();
    let folder = if input.is_empty() { Ok(None) } else { syn::parse(input).map(Some) };
    folder
        .and_then(|folder| manifest::expand(folder.as_ref(), caller))
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
