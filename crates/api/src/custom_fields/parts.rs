//! The values of custom fields that have parts: legal entities, items, links, files.

use crate::id::Id;
use crate::json::Json;
use crate::reference::{AnyId, EntityType};

view! {
    /// A legal entity or payer.
    pub struct LegalEntity => LegalEntityRecord {
        /// Its name.
        name: Option<String>,
        /// 1: a private person; 2: a legal entity.
        entity_type: Option<i64>,
        /// Its address.
        address: Option<String>,
        /// Where it really is.
        real_address: Option<String>,
        /// Its account.
        bank_account_number: Option<String>,
        /// Its director.
        director: Option<String>,
        /// Its taxpayer's number.
        vat_id: Option<String>,
        /// Its tax registration reason code.
        tax_registration_reason_code: Option<String>,
        /// KPP.
        kpp: Option<String>,
        /// Its bank's code.
        bank_code: Option<String>,
        /// UNP.
        unp: Option<String>,
        /// BIN.
        bin: Option<String>,
        /// EGRPOU.
        egrpou: Option<String>,
        /// MFO.
        mfo: Option<String>,
        /// OKED.
        oked: Option<String>,
        /// Its id in another system.
        external_uid: Option<String>,
        /// `legal` or `individual`; payers only.
        payer_type = "type": Option<String>,
        /// Its phone; payers only.
        phone: Option<String>,
        /// Its e-mail address; payers only.
        email: Option<String>,
    }
}

view! {
    /// An item of an invoice or order.
    pub struct Item => ItemRecord {
        /// Its stock number.
        sku: Option<String>,
        /// What it is.
        description: Option<String>,
        /// What one costs.
        unit_price: Option<f64>,
        /// How many.
        quantity: Option<f64>,
        /// Pieces, kilograms, …
        unit_type: Option<String>,
        /// `type` (`percentage` or `amount`) and `value`.
        discount: Option<Json>,
        /// The tax rate's id. The documentation's legend and its samples disagree.
        vat_rate_id: Option<i64>,
        /// The tax rate.
        vat_rate_value: Option<f64>,
        /// Its id in another system.
        external_uid: Option<String>,
        /// The product it is.
        product_id: Option<Id<crate::catalogs::Element>>,
        /// Bonus points for buying it.
        bonus_points_per_purchase: Option<f64>,
        /// More about it.
        metadata: Option<Json>,
        /// Whether Kommo computed the discount.
        is_discount_recalculated: bool,
        /// Whether Kommo computed the sum.
        is_total_sum_recalculated: bool,
        /// What all cost.
        total_sum: Option<f64>,
    }
}

view! {
    /// A link to an entity.
    pub struct LinkedEntity => LinkedEntityRecord {
        /// Its name.
        name: Option<String>,
        /// Its id.
        entity_id: Option<AnyId>,
        /// Its kind.
        entity_type: Option<EntityType>,
        /// Its catalog, if it is an element.
        catalog_id: Option<Id<crate::catalogs::Catalog>>,
    }
}

view! {
    /// A file.
    pub struct FieldFile => FieldFileRecord {
        /// Which file.
        file_uuid: Option<String>,
        /// Which version of it.
        version_uuid: Option<String>,
        /// Its name.
        file_name: Option<String>,
        /// Its size in bytes.
        file_size: Option<i64>,
    }
}
