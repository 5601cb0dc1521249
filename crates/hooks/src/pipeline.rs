//! The webhook of a pipeline action: what Kommo posts to the manifest's `dp.webhook_url`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::body::{BodyError, Hook};
use crate::lenient::{self, Rest};

/// The webhook of a pipeline action (Kommo: developers.kommo.com/docs/widgets-dp).
///
/// It is **not signed**: anybody can send one. Take it as a hint to look the lead up in an account that is yours, and
/// trust nothing else in it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct PipelineHook {
    /// What happened.
    pub event: PipelineEvent,
    /// The account's subdomain.
    #[serde(default, deserialize_with = "lenient::text")]
    pub subdomain: Option<String>,
    /// The account's id.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub account_id: Option<i64>,
    #[serde(default)]
    action: Value,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What happened in a pipeline.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct PipelineEvent {
    /// The sort of event, by its number.
    #[serde(rename = "type", default, deserialize_with = "lenient::integer")]
    pub number: Option<i64>,
    /// The sort of event, by its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub type_code: Option<String>,
    /// What it happened to.
    pub data: PipelineData,
    /// When, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub time: Option<i64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What an event happened to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct PipelineData {
    /// The lead or customer.
    #[serde(deserialize_with = "lenient::needed_integer")]
    pub id: i64,
    /// 2 for a lead, 12 for a customer.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub element_type: Option<i64>,
    /// The stage it is in now.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub status_id: Option<i64>,
    /// The pipeline it is in now.
    #[serde(default, deserialize_with = "lenient::integer")]
    pub pipeline_id: Option<i64>,
    /// How it moved; leads only.
    #[serde(default, deserialize_with = "lenient::text")]
    direction_of_movement: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// The sort of event that set an action off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PipelineEventType {
    /// A lead was created in the stage.
    LeadAdded,
    /// A lead came into the stage.
    LeadStatusChanged,
    /// A lead moved on inside an action that stretches over several stages.
    LeadAppearedInStatus,
    /// A mail came in.
    MailIn,
    /// A call came in.
    CallIn,
    /// The site was visited.
    SiteVisit,
    /// A chat message came in.
    Chat,
    /// A customer was created; amoCRM only.
    CustomerAdded,
    /// A customer's period changed; amoCRM only.
    CustomerPeriodChanged,
    /// A customer moved on inside an action that stretches over several periods; amoCRM only.
    CustomerAppearedInPeriod,
}

const TYPES: [(i64, &str, PipelineEventType); 10] = [
    (1, "lead_added", PipelineEventType::LeadAdded),
    (14, "lead_status_changed", PipelineEventType::LeadStatusChanged),
    (15, "lead_appeared_in_status", PipelineEventType::LeadAppearedInStatus),
    (16, "mail_in", PipelineEventType::MailIn),
    (17, "call_in", PipelineEventType::CallIn),
    (18, "site_visit", PipelineEventType::SiteVisit),
    (19, "chat", PipelineEventType::Chat),
    (20, "customer_added", PipelineEventType::CustomerAdded),
    (21, "customer_period_changed", PipelineEventType::CustomerPeriodChanged),
    (22, "customer_appeared_in_period", PipelineEventType::CustomerAppearedInPeriod),
];

/// How a lead moved in relation to the action's stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Movement {
    /// Into them.
    ToTrigger,
    /// Inside of them; only with `action_multiple`.
    InTrigger,
    /// Out of them; only with `action_multiple`.
    FromTrigger,
}

impl PipelineEvent {
    /// The sort of event; None for one this crate does not know. The name counts before the number.
    pub fn kind(&self) -> Option<PipelineEventType> {
        let named = TYPES.iter().find(|(_, code, _)| self.type_code.as_deref() == Some(*code));
        let numbered = || TYPES.iter().find(|(number, ..)| self.number == Some(*number));
        named.or_else(numbered).map(|(.., kind)| *kind)
    }
}

impl PipelineData {
    /// How the lead moved; None for a customer, and for what this crate does not know.
    pub fn direction_of_movement(&self) -> Option<Movement> {
        match self.direction_of_movement.as_deref()? {
            "went_to_trigger" => Some(Movement::ToTrigger),
            "went_in_trigger" => Some(Movement::InTrigger),
            "went_from_trigger" => Some(Movement::FromTrigger),
            _ => None,
        }
    }
}

impl PipelineHook {
    /// What the user set for the action: the fields of the manifest's `dp.settings`, as texts.
    pub fn settings(&self) -> Option<&Map<String, Value>> {
        self.action.pointer("/settings/widget/settings").and_then(Value::as_object)
    }

    /// What the user set for the action, as a type of one's own.
    ///
    /// # Errors
    /// [`BodyError::Shape`] with what is missing.
    pub fn settings_as<T: DeserializeOwned>(&self) -> Result<T, BodyError> {
        let settings = self.settings().cloned().unwrap_or_default();
        serde_json::from_value(settings.into())
            .map_err(|error| BodyError::Shape { what: "the action's settings", why: error.to_string() })
    }

    /// The whole `action`, as Kommo sent it.
    pub fn action(&self) -> &Value {
        &self.action
    }
}

impl Hook for PipelineHook {
    const WHAT: &'static str = "the webhook of a pipeline action";
}
