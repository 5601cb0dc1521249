//! Currencies. Seen in Kommo's client; not documented.

use crate::call::{List, Nothing};
use crate::client::Api;

view! {
    /// A currency. Only its code is known for sure; what else there is, is in [`Currency::json`].
    pub struct Currency => CurrencyRecord {
        /// Three letters.
        code: Option<String>,
        /// Its name.
        name: Option<String>,
        /// Its sign.
        symbol: Option<String>,
    }
}

entity!(Currency in "currencies", with Nothing, filter Nothing, order Nothing);

impl Api {
    /// `GET /currencies`: the currencies.
    pub fn currencies(&self) -> List<Currency> {
        List::new(self, "/api/v4/currencies")
    }
}
