//! `salesbot_designer`: a type for each block, and one for whichever it is.

use kommo_manifest::manifest::SalesbotDesigner;
use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{Named, named};
use super::names::Names;
use super::read::Widget;

pub(super) fn items(block: &SalesbotDesigner, widget: &Widget) -> Result<TokenStream, String> {
    let place = "salesbot_designer of manifest.json";
    let mut names = Names::new(place);
    let (mut types, mut variants, mut arms) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    for (code, handler) in &block.handlers {
        let name = names.camel(code)?;
        let label = |key: &Option<String>| key.as_ref().and_then(|key| widget.quoted(key));
        let labels = handler.settings.iter().map(|(code, field)| (code.as_str(), label(&field.name)));
        let named = named(&format!("{code} in {place}"), &[], labels)?;
        let fields = named.iter().zip(handler.settings.keys()).map(|(named, code)| {
            let Named { constant, function, doc } = named;
            let code_doc = format!("The field's code. {doc}");
            quote! {
                #[doc = #code_doc]
                pub const #constant: &'static str = #code;
                #[doc = #doc]
                pub fn #function(&self) -> ::std::string::String {
                    ::kommo_widget::private::param(self.0, Self::#constant)
                }
            }
        });
        let doc = widget.quoted(&handler.name).unwrap_or_else(|| format!("The block `{code}`."));
        types.extend(quote! {
            #[doc = #doc]
            pub struct #name<'a>(pub &'a ::kommo_widget::Value);

            #[allow(dead_code)]
            impl #name<'_> { #(#fields)* }
        });
        variants.extend(quote!(#[doc = #doc] #name(#name<'a>),));
        arms.extend(quote!(#code => Self::#name(#name(params)),));
    }
    Ok(quote! {
        /// The widget's blocks in the Salesbot designer, each with the codes and values of its fields.
        #[allow(dead_code)]
        pub(crate) mod salesbot {
            #types

            /// One of the blocks.
            pub enum Block<'a> { #variants }

            impl<'a> Block<'a> {
                /// The block with this code, as `on_salesbot_designer_save` gets it. None: the manifest has no such one.
                pub fn of(handler: &str, params: &'a ::kommo_widget::Value) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(match handler {
                        #arms
                        _ => return ::core::option::Option::None,
                    })
                }
            }
        }
    })
}
