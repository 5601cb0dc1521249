//! Ids the walk knows beforehand.

/// A lead, a contact and a pipeline of the account's usual data.
pub(crate) const LEAD: u64 = 23_847_101;
pub(crate) const CONTACT: u64 = 52_310_039;
#[allow(dead_code, reason = "the table and the planting do without")]
pub(crate) const PIPELINE: u64 = 7_301_544;
/// What `plant.rs` adds.
pub(crate) const BOT: u64 = 7;
pub(crate) const SALESBOT_RUN: u64 = 501;
pub(crate) const MARKETINGBOT_RUN: u64 = 502;
pub(crate) const FILE: &str = "f11e0000-0000-4000-8000-000000000000";
pub(crate) const WIDGET: &str = "walked";
