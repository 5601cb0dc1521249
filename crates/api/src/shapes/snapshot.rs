//! All that a view's getters say, to compare.

use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;

/// A view: what each getter says, by the property it reads.
pub(crate) trait Snapshot {
    fn parts(&self) -> Vec<(&'static str, String)>;
}

/// A value of a getter as text.
pub(crate) trait Show {
    fn show(&self) -> String;
}

impl<T: Snapshot> Show for T {
    fn show(&self) -> String {
        let parts = self.parts();
        parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={value};"))
            .collect()
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> String {
        self.as_ref().map(|value| format!("some {}", value.show())).unwrap_or_default()
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self) -> String {
        self.iter().map(|value| format!("[{}]", value.show())).collect()
    }
}

macro_rules! show {
    ($([$($param:tt)*] $type:ty: $value:ident => $text:expr;)*) => {$(
        impl<$($param)*> Show for $type {
            fn show(&self) -> String {
                let $value = self;
                $text
            }
        }
    )*};
}

show! {
    [] i64: value => value.to_string();
    [] f64: value => value.to_string();
    [] bool: value => if *value { "yes".to_owned() } else { String::new() };
    [] String: value => value.clone();
    [] Timestamp: value => value.0.to_string();
    [] AnyId: value => value.0.to_string();
    [] Json: value => {
        let value: serde_json::Value = serde_json::from_str(&value.to_json()).unwrap();
        value.to_string()
    };
    [] serde_json::Value: value => value.to_string();
    [T: ?Sized] Id<T>: value => value.to_string();
}
