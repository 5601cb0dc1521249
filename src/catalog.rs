//! Elements of a list that the widget edits in the host's place, location `catalogs`.

use kommo_api::Id;
use kommo_api::catalogs::Element;

use crate::value::Value;

/// The element that was opened (Kommo: `loadCatalogElement`).
pub struct CatalogElement(Value);

impl CatalogElement {
    pub(crate) fn new(element: Value) -> Self {
        Self(element)
    }

    /// The element's id.
    pub fn id(&self) -> Option<Id<Element>> {
        self.0.get("id")?.as_id()
    }

    /// The element's name.
    pub fn name(&self) -> Option<String> {
        self.0.get("name.text")?.as_str()
    }

    /// The host's object, for what has no typed method here.
    pub fn raw(&self) -> &Value {
        &self.0
    }
}
