//! The widget's own tab in cards, location `card_sdk` (Kommo: developers.kommo.com/docs/card-sdk).
//!
//! The host draws a list of linked items with a search when the widget answers with items, or leaves the tab's
//! container, `#<widget code>`, to the widget ([`Cx::tab`](crate::Cx::tab)). An admin adds the tab in the card's tab menu.

use kommo_api::{EntityRef, EntityType, Id};

use crate::sys;
use crate::value::Value;

/// An item that the tab shows: of the widget's own stock, or linked to the card.
///
/// ```
/// use kommo_widget::TabItem;
///
/// # fn example() -> TabItem {
/// TabItem::new(17, "Oak table").sku("T-17").price(249.0).quantity(2.0)
/// # }
/// ```
pub struct TabItem(Value);

impl TabItem {
    /// An item with the widget's own id.
    pub fn new(id: u64, name: &str) -> Self {
        Self(Value::object(&[("id", number(id)), ("name", name.into())]))
    }

    /// The article number.
    #[must_use]
    pub fn sku(self, sku: &str) -> Self {
        self.with("sku", sku.into())
    }

    /// The price of one, in the account's currency.
    #[must_use]
    pub fn price(self, price: f64) -> Self {
        self.with("price", price.into())
    }

    /// How many are linked. Only for [`Widget::load_elements`](crate::Widget::load_elements).
    #[must_use]
    pub fn quantity(self, quantity: f64) -> Self {
        self.with("quantity", quantity.into())
    }

    fn with(self, key: &str, value: Value) -> Self {
        self.0.set(key, &value);
        self
    }
}

/// The array the host waits for.
pub(crate) fn list(items: Vec<TabItem>) -> Value {
    let list = sys::list();
    for item in items {
        sys::push(&list, item.0.js());
    }
    list.into()
}

#[expect(clippy::cast_precision_loss, reason = "ids stay below 2^53")]
fn number(id: u64) -> Value {
    (id as f64).into()
}

/// The card a tab belongs to. Kinds by Kommo's numbers: 1 contact, 2 lead, 3 company, 12 customer.
pub(crate) fn entity(kind: Option<Value>, id: Option<Value>) -> EntityRef {
    let entity_type = match kind.as_ref().and_then(Value::as_i64) {
        Some(1) => EntityType::Contacts,
        Some(2) => EntityType::Leads,
        Some(3) => EntityType::Companies,
        Some(12) => EntityType::Customers,
        _ => EntityType::Unknown(String::new()),
    };
    let id = id.and_then(|id| u64::try_from(id.as_i64()?).ok()).unwrap_or_default();
    EntityRef::new(entity_type, id)
}

/// What the user linked and unlinked in the tab before saving the card.
pub struct Links(Value);

impl Links {
    pub(crate) fn new(links: Value) -> Self {
        Self(links)
    }

    /// The items that were added, or whose quantity changed.
    pub fn linked(&self) -> Vec<Link> {
        self.list("link")
    }

    /// The items that were taken away.
    pub fn unlinked(&self) -> Vec<Link> {
        self.list("unlink")
    }

    fn list(&self, key: &str) -> Vec<Link> {
        self.0.get(key).map(|list| list.items()).unwrap_or_default().into_iter().map(Link).collect()
    }
}

/// One link between a card and an item.
pub struct Link(Value);

impl Link {
    /// The kind of the card, as the host writes it.
    pub fn from(&self) -> Option<String> {
        self.0.get("from")?.as_str()
    }

    /// The card's id; of which kind follows from where it is used.
    pub fn from_id<T: ?Sized>(&self) -> Option<Id<T>> {
        self.0.get("from_id")?.as_id()
    }

    /// The widget's own id of the item.
    pub fn to_id(&self) -> Option<i64> {
        self.0.get("to_id")?.as_i64()
    }

    /// How many.
    pub fn quantity(&self) -> Option<f64> {
        // Rust's own parser of decimal fractions would weigh more than the rest of a widget.
        let quantity = Value::call_global("Number", &[self.0.get("quantity")?]).ok()?;
        quantity.as_f64().filter(|quantity| !quantity.is_nan())
    }

    /// The host's object, for what has no typed method here (`to_widget_id`).
    pub fn raw(&self) -> &Value {
        &self.0
    }
}
