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
/// An integration of a service, and a code for its redirect link.
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const CLIENT: &str = "0a0b0c0d-2222-4333-8444-555555555555";
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const SECRET: &str = "walk-secret";
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const REDIRECT: &str = "https://service.example/oauth";
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const CODE: &str = "walk-code";
/// A channel of a messenger, and its secret.
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const CHANNEL: &str = "c4a77e11-2222-4333-8444-555555555555";
#[allow(dead_code, reason = "not in a browser")]
pub(crate) const CHANNEL_SECRET: &str = "walk-channel-secret";
