//! [`Source`], where leads come from.

use crate::call::Nothing;
use crate::id::Id;
use crate::json::{Json, Text, ToJson};
use crate::pipelines::Pipeline;

filter! {
    /// Conditions on sources.
    pub struct SourceFilter {
        /// The integration's own id of it.
        many external_id: String,
    }
}

view! {
    /// Where leads come from.
    pub struct Source => SourceRecord {
        /// Its id.
        id: Id<Source>,
        /// Its name.
        name: Option<String>,
        /// The integration's own id of it.
        external_id: Option<String>,
        /// The pipeline its leads go to; it may be archived.
        pipeline_id: Option<Id<Pipeline>>,
        /// Whether it is the integration's default.
        default: bool,
        /// The code of its channel.
        origin_code: Option<String>,
        /// Its services: `type` (`whatsapp`), `params`, `pages` (`id`, `name`, `link`).
        services: Vec<Json>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
}

entity!(Source in "sources", with Nothing, filter SourceFilter, order Nothing);

body! {
    /// A new source.
    pub struct NewSource;
}

body! {
    /// A change of a source: what is not set is left as it is.
    pub struct SourcePatch;
}

macro_rules! source_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// The pipeline its leads go to.
                pipeline_id: Id<Pipeline>,
                /// Whether it is the integration's default; the former one is not any more.
                default_source = "default": bool,
                /// The code of its channel, at most 20 characters.
                origin_code: Text,
            }
        }

        impl $name {
            /// Its services, in the form of Kommo's page "Sources".
            pub fn services(self, services: &dyn ToJson) -> Self {
                self.other("services", services)
            }
        }
    };
}

source_setters!(NewSource);
source_setters!(SourcePatch);

impl NewSource {
    /// A source with a name and the integration's own id of it: printable ASCII, at most 36 characters.
    pub fn new(name: &str, external_id: &str) -> Self {
        Self::default().name(name).other("external_id", &external_id)
    }
}

impl SourcePatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}
