//! `names!` and `open_names!`: enums for the fixed texts of the API.

/// Texts that are only sent: what can be asked for with `with`, or ordered by.
macro_rules! names {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The text that stands for it in a request.
            // Inlined, as a name that is known leaves the others out.
            #[inline(always)]
            pub const fn as_str(&self) -> &'static str {
                match *self { $(Self::$variant => $text,)* }
            }
        }

        impl $crate::call::Param for $name {
            #[inline(always)]
            fn push_param(&self, out: &mut String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::json::ToJson for $name {
            fn write_json(&self, out: &mut String) {
                $crate::json::push_string(out, self.as_str());
            }
        }
    };
}

/// Texts that Kommo sends and may add to: what is not known yet is kept as `Unknown`.
macro_rules! open_names {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// One that this version does not know, with its text.
            Unknown(String),
        }

        impl $name {
            /// The text that stands for it in the API.
            #[inline(always)]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)* Self::Unknown(text) => text }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text { $($text => Self::$variant,)* _ => Self::Unknown(String::from(text)) }
            }
        }

        impl $crate::call::Param for $name {
            fn push_param(&self, out: &mut String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::json::ToJson for $name {
            fn write_json(&self, out: &mut String) {
                $crate::json::push_string(out, self.as_str());
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &$crate::Json) -> Option<Self> {
                json.to_text().map(|text| Self::from(text.as_str()))
            }
        }

        #[cfg(test)]
        impl $crate::shapes::Show for $name {
            fn show(&self) -> String {
                String::from(self.as_str())
            }
        }

        #[cfg(any(feature = "decode", not(target_family = "wasm")))]
        const _: () = {
            use $crate::decode::{Read, Reader, Recorded, Value};

            impl Value for $name {
                fn value(reader: &mut Reader<'_>) -> Read<Option<Self>> {
                    Ok(reader.token()?.name().map(|text| Self::from(&*text)))
                }
            }

            impl Recorded for $name {
                type Record = Self;
            }
        };
    };
}
