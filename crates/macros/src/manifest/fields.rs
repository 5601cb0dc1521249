//! `settings` and `dp.settings`: a constant with each field's code, and its value.

use kommo_manifest::manifest::{Field, FieldType, Settings};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::names::Names;
use super::read::Widget;

/// What stands for a field: its constant, its function, words about it.
pub(super) struct Named {
    pub(super) constant: Ident,
    pub(super) function: Ident,
    pub(super) doc: String,
}

/// Names for the fields of one block. `taken` are functions that are there besides.
pub(super) fn named<'a>(
    place: &str,
    taken: &[&str],
    codes: impl Iterator<Item = (&'a str, Option<String>)>,
) -> Result<Vec<Named>, String> {
    let (mut constants, mut functions) = (Names::new(place), Names::new(place));
    codes
        .map(|(code, label)| {
            let constant = constants.constant(code)?;
            let mut function = functions.snake(code)?;
            if taken.iter().any(|taken| function == taken) {
                function = format_ident!("{function}_");
            }
            let doc = label.unwrap_or_else(|| format!("`{code}`"));
            Ok(Named { constant, function, doc })
        })
        .collect()
}

fn labels<'a>(fields: &'a Settings, widget: &'a Widget) -> impl Iterator<Item = (&'a str, Option<String>)> {
    fields.iter().map(|(code, field)| (code.as_str(), widget.quoted(&field.name)))
}

pub(super) fn settings(fields: &Settings, widget: &Widget) -> Result<TokenStream, String> {
    let named = named("settings of manifest.json", &["of"], labels(fields, widget))?;
    let items = named.iter().zip(fields).map(|(named, (code, field))| {
        let Named { constant, function, doc } = named;
        let (kind, value) = stored(field, constant);
        let code_doc = format!("The field's code. {doc}");
        quote! {
            #[doc = #code_doc]
            pub(crate) const #constant: &'static str = #code;
            #[doc = #doc]
            pub(crate) fn #function(&self) -> #kind { #value }
        }
    });
    Ok(quote! {
        /// The widget's settings: the fields' codes, and what is stored in them.
        pub(crate) struct Settings(pub(crate) ::kommo_widget::Params);

        #[allow(dead_code)]
        impl Settings {
            /// What is stored in this account; read anew at each call.
            pub(crate) fn of(cx: &::kommo_widget::Cx) -> Self {
                Self(cx.params())
            }

            #(#items)*
        }
    })
}

/// The type of what Kommo keeps for a field, and how to get it.
fn stored(field: &Field, code: &Ident) -> (TokenStream, TokenStream) {
    let user = quote!(::kommo_widget::api_client::Id<::kommo_widget::api_client::User>);
    match field.kind {
        FieldType::Users => {
            (quote!(::std::vec::Vec<(#user, ::std::string::String)>), quote!(self.0.users(Self::#code)))
        }
        FieldType::UsersLp => (
            quote!(::std::vec::Vec<(#user, ::kommo_widget::UserLogin)>),
            quote!(self.0.user_logins(Self::#code)),
        ),
        FieldType::Custom => {
            (quote!(::core::option::Option<::kommo_widget::Value>), quote!(self.0.get(Self::#code)))
        }
        _ => (quote!(::core::option::Option<::std::string::String>), quote!(self.0.text(Self::#code))),
    }
}

pub(super) fn trigger(fields: &Settings, widget: &Widget) -> Result<TokenStream, String> {
    let named = named("dp.settings of manifest.json", &["of"], labels(fields, widget))?;
    let items = named.iter().zip(fields.keys()).map(|(named, code)| {
        let Named { constant, function, doc } = named;
        let code_doc = format!("The field's code. {doc}");
        quote! {
            #[doc = #code_doc]
            pub(crate) const #constant: &'static str = #code;
            #[doc = #doc]
            pub(crate) fn #function(&self) -> ::core::option::Option<::std::string::String> {
                self.0.text(Self::#constant)
            }
        }
    });
    Ok(quote! {
        /// The open settings of the widget's trigger: the fields' codes, and what stands in them.
        pub(crate) struct Trigger(pub(crate) ::kommo_widget::TriggerForm);

        #[allow(dead_code)]
        impl Trigger {
            /// The open form.
            pub(crate) fn of(cx: &::kommo_widget::Cx) -> ::kommo_widget::Result<Self> {
                cx.trigger_form().map(Self)
            }

            #(#items)*
        }
    })
}
