//! The events of the digital pipeline.

use serde::{Deserialize, Serialize};

/// What can set off a trigger (<https://www.amocrm.ru/developers/content/digital_pipeline/integrations>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PipelineEvent {
    /// 1: a lead was created in the stage.
    LeadAdded,
    /// 14: a lead came into the stage, or left a stretched trigger.
    LeadStatusChanged,
    /// 15: a lead moved within a stretched trigger.
    LeadAppearedInStatus,
    /// 16: a mail came in.
    MailIn,
    /// 17: a call came in.
    CallIn,
    /// 18: the contact visited the site.
    SiteVisit,
    /// 19: a message came in.
    Chat,
    /// 20: a customer was created in the stage.
    CustomerAdded,
    /// 21: a customer came into the stage, or left a stretched trigger.
    CustomerPeriodChanged,
    /// 22: a customer moved within a stretched trigger.
    CustomerAppearedInPeriod,
}

impl PipelineEvent {
    /// Every event, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::LeadAdded,
        Self::LeadStatusChanged,
        Self::LeadAppearedInStatus,
        Self::MailIn,
        Self::CallIn,
        Self::SiteVisit,
        Self::Chat,
        Self::CustomerAdded,
        Self::CustomerPeriodChanged,
        Self::CustomerAppearedInPeriod,
    ];

    /// The number in `event[type]`.
    pub fn number(self) -> u8 {
        match self {
            Self::LeadAdded => 1,
            Self::LeadStatusChanged => 14,
            Self::LeadAppearedInStatus => 15,
            Self::MailIn => 16,
            Self::CallIn => 17,
            Self::SiteVisit => 18,
            Self::Chat => 19,
            Self::CustomerAdded => 20,
            Self::CustomerPeriodChanged => 21,
            Self::CustomerAppearedInPeriod => 22,
        }
    }

    /// The code in `event[type_code]`.
    pub fn code(self) -> &'static str {
        match self {
            Self::LeadAdded => "lead_added",
            Self::LeadStatusChanged => "lead_status_changed",
            Self::LeadAppearedInStatus => "lead_appeared_in_status",
            Self::MailIn => "mail_in",
            Self::CallIn => "call_in",
            Self::SiteVisit => "site_visit",
            Self::Chat => "chat",
            Self::CustomerAdded => "customer_added",
            Self::CustomerPeriodChanged => "customer_period_changed",
            Self::CustomerAppearedInPeriod => "customer_appeared_in_period",
        }
    }
}
