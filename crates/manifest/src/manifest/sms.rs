//! `sms`: sending Kommo's system SMS, <https://www.amocrm.ru/developers/content/integrations/system_sms>.

use serde::{Deserialize, Serialize};

use super::Extra;

/// The `sms` block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sms {
    /// Where Kommo posts each message; must be reachable when the archive is uploaded.
    pub endpoint: String,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Extra,
}
