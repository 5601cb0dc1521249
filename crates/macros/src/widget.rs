//! `#[widget]`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Error, ImplItem, ItemImpl, Type, spanned::Spanned};

use crate::callbacks::Callback;
use crate::locations::Manifest;
use crate::methods;

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    if !arguments.is_empty() {
        return Err(Error::new(arguments.span(), "#[widget] takes no arguments"));
    }
    let block: ItemImpl = syn::parse2(item.clone()).map_err(|error| {
        Error::new(error.span(), "#[widget] belongs on an `impl Widget for …` block: move it there")
    })?;
    let widget = checked_type(&block)?;
    let found = methods::implemented(&block)?;
    let manifest = Manifest::find();
    if let Some(Err(error)) = manifest.as_ref().map(|manifest| manifest.check(&found)) {
        let (tracked, errors) = (Manifest::tracked(), error.to_compile_error());
        return Ok(quote!(#item #tracked #errors));
    }
    let tracked = manifest.map(|_| Manifest::tracked());
    let mut implemented: Vec<&Callback> = found.into_iter().map(|(callback, _)| callback).collect();
    implemented.sort_by_key(|callback| callback.code);
    let destroy = if has_method(&block, "destroy") {
        quote!(::kommo_widget::Widget::destroy(self, cx);)
    } else {
        quote!()
    };

    let codes = implemented.iter().map(|callback| callback.code);
    let methods = implemented.iter().map(|callback| format_ident!("{}", callback.method));
    let section = Literal::byte_string(section(&implemented).as_bytes());

    Ok(quote! {
        #item
        #tracked

        // The host makes it; a native build, which has no host, should not call the type unused.
        const _: fn() -> #widget = <#widget as ::core::default::Default>::default;

        impl ::kommo_widget::private::Bind for #widget {
            fn call(
                self: ::std::rc::Rc<Self>,
                cx: ::kommo_widget::Cx,
                code: u32,
                args: ::kommo_widget::Value,
            ) -> ::kommo_widget::private::wasm_bindgen::JsValue {
                match code {
                    #(#codes => ::kommo_widget::private::Callback::#methods(self, cx, args),)*
                    _ => ::kommo_widget::private::wasm_bindgen::JsValue::UNDEFINED,
                }
            }

            fn destroyed(&self, cx: &::kommo_widget::Cx) {
                let _ = cx;
                #destroy
            }
        }

        // Placing data in a section of its own counts as unsafe code, because a linker could be misled by its name;
        // these names are read by nobody but the packager.
        #[cfg(target_family = "wasm")]
        #[allow(unsafe_code, missing_docs)]
        const _: () = {
            use ::kommo_widget::private::wasm_bindgen;

            // Not #[used]: that would put the bytes into the module's memory as well.
            const SECTION: &[u8] = #section;
            #[unsafe(link_section = "kommo_widget")]
            static WIDGET: [u8; SECTION.len()] = {
                let mut bytes = [0; SECTION.len()];
                bytes.copy_from_slice(SECTION);
                bytes
            };
            #[unsafe(link_section = "kommo_shim")]
            static SHIM: [u8; ::kommo_widget::abi::SHIM.len()] = {
                let mut bytes = [0; ::kommo_widget::abi::SHIM.len()];
                bytes.copy_from_slice(::kommo_widget::abi::SHIM.as_bytes());
                bytes
            };

            #[wasm_bindgen::prelude::wasm_bindgen(wasm_bindgen = ::kommo_widget::private::wasm_bindgen)]
            pub fn kommo_dispatch(op: u32, id: u32, value: wasm_bindgen::JsValue) -> wasm_bindgen::JsValue {
                ::kommo_widget::private::dispatch::<#widget>(op, id, value)
            }
        };
    })
}

/// The type, if the block is what the attribute can register.
fn checked_type(block: &ItemImpl) -> syn::Result<&Type> {
    let names_widget = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == "Widget");
    match &block.trait_ {
        Some((None, path, _)) if names_widget(path) => {}
        Some((_, path, _)) => {
            return Err(Error::new(path.span(), "#[widget] registers the trait `Widget`, not another one"));
        }
        None => {
            let message = "#[widget] needs the trait: write `impl Widget for …`";
            return Err(Error::new(block.self_ty.span(), message));
        }
    }
    if !block.generics.params.is_empty() {
        let message = "a widget cannot be generic: the host makes it, and knows no types";
        return Err(Error::new(block.generics.span(), message));
    }
    Ok(&block.self_ty)
}

fn has_method(block: &ItemImpl, name: &str) -> bool {
    block.items.iter().any(|item| matches!(item, ImplItem::Fn(method) if method.sig.ident == name))
}

/// What goes into the section `kommo_widget`. All names are plain ASCII, so nothing needs escaping.
fn section(callbacks: &[&Callback]) -> String {
    let list: Vec<String> =
        callbacks.iter().map(|callback| format!("\"{}\":{}", callback.host, callback.code)).collect();
    // The runtime and this crate are released together, under one version, and the runtime asks for exactly this one.
    format!(
        "{{\"abi\":1,\"runtime\":\"{}\",\"callbacks\":{{{}}}}}",
        env!("CARGO_PKG_VERSION"),
        list.join(",")
    )
}
