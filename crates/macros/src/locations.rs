//! Whether the manifest lists the locations without which the host never makes a call.

use std::path::PathBuf;
use std::{env, fs};

use kommo_manifest::json::Document;
use kommo_manifest::manifest::Location;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

use crate::callbacks::Callback;

/// The manifest beside the crate's `Cargo.toml`, if there is one.
pub(crate) struct Manifest {
    areas: Vec<String>,
}

impl Manifest {
    /// None: there is no manifest (an example in documentation, a test), or none that can be read; `cargo kommo check`
    /// says what is wrong with it.
    pub(crate) fn find() -> Option<Self> {
        let path = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?).join("manifest.json");
        Self::parse(&fs::read(path).ok()?)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let document = Document::parse(bytes).ok()?;
        let locations = document.get("locations")?.as_array()?;
        let area = |code: &str| Location::parse(code).area.code().to_owned();
        Some(Self { areas: locations.iter().filter_map(|node| node.as_str().map(area)).collect() })
    }

    /// An error at each method that the host would never call.
    pub(crate) fn check(&self, callbacks: &[(&Callback, Span)]) -> syn::Result<()> {
        let mut problems: Option<Error> = None;
        for (callback, span) in callbacks {
            let is_listed = |location: &&str| self.areas.iter().any(|area| area == location);
            if callback.locations.is_empty() || callback.locations.iter().any(is_listed) {
                continue;
            }
            let wanted: Vec<String> =
                callback.locations.iter().map(|location| format!("\"{location}\"")).collect();
            let error = Error::new(
                *span,
                format!(
                    "the host never calls `{}`: add {} to \"locations\" in manifest.json, or remove the method",
                    callback.method,
                    wanted.join(" or ")
                ),
            );
            match &mut problems {
                Some(problems) => problems.combine(error),
                None => problems = Some(error),
            }
        }
        problems.map_or(Ok(()), Err)
    }

    /// Makes the compiler look again when the manifest changes.
    pub(crate) fn tracked() -> TokenStream {
        quote! {
            const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/manifest.json"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::callbacks::CALLBACKS;

    fn check(manifest: &str, method: &str) -> Result<(), String> {
        let callback = CALLBACKS.iter().find(|callback| callback.method == method).unwrap();
        let manifest = Manifest::parse(manifest.as_bytes()).unwrap();
        manifest.check(&[(callback, Span::call_site())]).map_err(|error| error.to_string())
    }

    #[test]
    fn a_suffix_does_not_matter_and_everywhere_reaches_lists() {
        assert_eq!(check(r#"{"locations": ["llist-0"]}"#, "leads_selected"), Ok(()));
        assert_eq!(check(r#"{"locations": ["everywhere"]}"#, "leads_selected"), Ok(()));
        assert_eq!(check(r#"{"locations": []}"#, "render"), Ok(()));
    }

    #[test]
    fn a_location_that_is_missing_is_named() {
        let problem = check(r#"{"locations": ["lcard-1"]}"#, "advanced_settings").unwrap_err();
        assert!(problem.contains(r#"add "advanced_settings""#), "{problem}");
        let problem = check(r#"{"locations": ["everywhere"]}"#, "settings").unwrap_err();
        assert!(problem.contains(r#"add "settings""#), "{problem}");
    }

    #[test]
    fn a_broken_manifest_is_left_to_the_packager() {
        assert!(Manifest::parse(b"{").is_none());
        assert!(Manifest::parse(b"{}").is_none());
    }
}
