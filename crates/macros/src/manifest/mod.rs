//! `manifest!()`: the names of a widget's manifest and texts as Rust items.
//!
//! Everything generated is a constant or a one-line function over what the runtime has anyway: what a widget does not
//! use weighs nothing in its module, and what it uses weighs what the same call with a string would.

mod designer;
mod fields;
mod names;
mod read;
mod texts;

use std::path::{Path, PathBuf};

use kommo_manifest::manifest::Location;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

use names::Names;
use read::Widget;

pub(crate) fn expand(folder: Option<&LitStr>, caller: Option<PathBuf>) -> syn::Result<TokenStream> {
    let span = folder.map_or_else(Span::call_site, LitStr::span);
    let widget = root(folder, caller).and_then(|root| Widget::read(&root));
    let widget = widget.map_err(|message| Error::new(span, message))?;
    items(&widget, folder).map_err(|message| Error::new(span, message))
}

/// The folder of `manifest.json`: that of `Cargo.toml`, or one named relative to the calling file.
fn root(folder: Option<&LitStr>, caller: Option<PathBuf>) -> Result<PathBuf, String> {
    match folder {
        None => std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .ok_or_else(|| "cargo did not say where the crate is (CARGO_MANIFEST_DIR)".into()),
        Some(folder) => {
            let caller = caller.ok_or("this file has no place on the disk to start a path from")?;
            Ok(caller.parent().unwrap_or(Path::new(".")).join(folder.value()))
        }
    }
}

fn items(widget: &Widget, folder: Option<&LitStr>) -> Result<TokenStream, String> {
    let manifest = &widget.manifest;
    let settings = fields::settings(&manifest.settings, widget)?;
    let trigger = manifest.dp.as_ref().map(|dp| fields::trigger(&dp.settings, widget)).transpose()?;
    let salesbot =
        manifest.salesbot_designer.as_ref().map(|block| designer::items(block, widget)).transpose()?;
    let texts = texts::items(&widget.texts)?;
    let locations = locations(&manifest.locations)?;
    let tracked = tracked(widget, folder);
    Ok(quote!(#settings #trigger #salesbot #texts #locations #tracked))
}

fn locations(locations: &[Location]) -> Result<TokenStream, String> {
    let mut names = Names::new("locations of manifest.json");
    let mut items = TokenStream::new();
    for location in locations {
        let code = location.area.code();
        let name = names.constant(code)?;
        let doc = format!("The location `{code}`.");
        // The one area that the host writes otherwise.
        let area = if code == "advanced_settings" { "advanced-settings" } else { code };
        items.extend(quote!(#[doc = #doc] pub const #name: &str = #area;));
    }
    Ok(quote! {
        /// The locations of `manifest.json`, as the host names them in `system().area`.
        #[allow(dead_code)]
        pub(crate) mod locations { #items }
    })
}

/// Makes the compiler look again when one of the files changes.
fn tracked(widget: &Widget, folder: Option<&LitStr>) -> TokenStream {
    let each = widget.files.iter().map(|file| match folder {
        None => {
            let file = format!("/{file}");
            quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #file))
        }
        Some(folder) => {
            let file = format!("{}/{file}", folder.value().trim_end_matches('/'));
            quote!(#file)
        }
    });
    quote!(#(const _: &[u8] = ::core::include_bytes!(#each);)*)
}
