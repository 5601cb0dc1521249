//! Text keys: a module for each group of `i18n/*.json`, a constant for each text.

use std::collections::BTreeMap;

use kommo_manifest::i18n::Texts;
use proc_macro2::TokenStream;
use quote::quote;

use super::names::Names;

/// The texts below one key.
#[derive(Default)]
struct Group<'a> {
    groups: BTreeMap<&'a str, Group<'a>>,
    /// Last part of the key → key and text.
    texts: BTreeMap<&'a str, (&'a str, &'a str)>,
}

pub(super) fn items(texts: &Texts) -> Result<TokenStream, String> {
    let mut root = Group::default();
    for (key, text) in texts.iter() {
        let (path, last) = match key.rsplit_once('.') {
            // A whole sentence as a key is no path.
            Some((path, last)) if !key.contains(' ') => (Some(path), last),
            _ => (None, key),
        };
        let group = path
            .into_iter()
            .flat_map(|path| path.split('.'))
            .fold(&mut root, |group, part| group.groups.entry(part).or_default());
        group.texts.insert(last, (key, text));
    }
    let items = root.items("i18n")?;
    Ok(quote! {
        /// The texts of `i18n/*.json`: to be spliced into markup, or for
        /// [`I18n::text`](::kommo_widget::I18n::text).
        #[allow(dead_code)]
        pub(crate) mod texts { #items }
    })
}

impl Group<'_> {
    fn items(&self, place: &str) -> Result<TokenStream, String> {
        let mut out = TokenStream::new();
        let (mut constants, mut functions, mut modules) =
            (Names::new(place), Names::new(place), Names::new(place));
        for (last, (key, text)) in &self.texts {
            let name = constants.constant(last)?;
            let doc = format!("“{text}”");
            out.extend(quote!(#[doc = #doc] pub const #name: ::kommo_widget::Text = ::kommo_widget::Text::new(#key);));
            if let Some(hole) = hole(text) {
                let function = functions.snake(last)?;
                let value = Names::new(place).snake(hole)?;
                out.extend(quote! {
                    #[doc = #doc]
                    pub fn #function(i18n: &::kommo_widget::I18n, #value: &str) -> ::std::string::String {
                        i18n.fill(#name.key(), #hole, #value)
                    }
                });
            }
        }
        for (part, group) in &self.groups {
            let name = modules.snake(part)?;
            let place = format!("{place}.{part}");
            let items = group.items(&place)?;
            let doc = format!("`{}`", place.trim_start_matches("i18n."));
            out.extend(quote!(#[doc = #doc] pub mod #name { #items }));
        }
        Ok(out)
    }
}

/// The `{name}` in a text, if there is one and no other.
fn hole(text: &str) -> Option<&str> {
    let mut found = None;
    for (at, _) in text.match_indices('{') {
        let name = text.get(at + 1..)?.split('}').next()?;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && text.get(at + 1 + name.len()..)?.starts_with('}');
        // A bot's `{{marker}}` is left alone.
        if !is_name || text.get(..at)?.ends_with('{') {
            continue;
        }
        match found {
            Some(other) if other != name => return None,
            _ => found = Some(name),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hole_is_found() {
        assert_eq!(hole("{days} days"), Some("days"));
        assert_eq!(hole("{n} of {n}"), Some("n"));
        assert_eq!(hole("{a} of {b}"), None);
        assert_eq!(hole("Hello, {{contact.name}}, {{name}}"), None);
        assert_eq!(hole("{ } {} {1} { and {"), None);
        assert_eq!(hole("{ {é} {ok}"), Some("ok"));
    }

    #[test]
    fn groups_are_modules() {
        let texts = Texts::parse(br#"{"panel":{"a":"A","in":{"b":"{n} b"}},"Sure. Really?":"!"}"#).unwrap();
        let code = items(&texts).unwrap().to_string();
        for part in [
            "pub mod panel",
            "pub mod r#in",
            "\"panel.in.b\"",
            "pub fn b",
            "SURE__REALLY : :: kommo_widget :: Text",
        ] {
            assert!(code.contains(part), "{part}: {code}");
        }
    }
}
