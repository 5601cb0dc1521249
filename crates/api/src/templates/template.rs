//! [`Template`], what can be read of a template.

use crate::account::Account;
use crate::call::Nothing;
use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;

names! {
    /// What can be asked for with a template.
    pub enum TemplateWith {
        /// Its reviews.
        Reviews = "reviews",
    }
}

filter! {
    /// Conditions on templates.
    pub struct TemplateFilter {
        /// The integration's own id of it.
        many external_id: String,
    }
}

open_names! {
    /// How far a review is.
    pub enum ReviewStatus {
        /// Not sent.
        Draft = "draft",
        /// Being looked at.
        Review = "review",
        /// Accepted.
        Approved = "approved",
        /// Stopped for a while.
        Paused = "paused",
        /// Refused.
        Rejected = "rejected",
    }
}

view! {
    /// A template of chat messages.
    pub struct Template => TemplateRecord {
        /// Its id.
        id: Id<Template>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// Its name.
        name: Option<String>,
        /// Its text, which may have the markers of Salesbot.
        content: Option<String>,
        /// Whether users may change it.
        is_editable: bool,
        /// `amocrm`, or `waba` for those of WhatsApp.
        template_type = "type": Option<String>,
        /// Its buttons: `type` (`inline` or `url`), `text`, `url`.
        buttons: Vec<Json>,
        /// Its file: `id`, `name`, `type`, `is_external`.
        attachment: Option<Json>,
        /// The integration's own id of it.
        external_id: Option<String>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// WhatsApp: the header, at most 60 characters.
        waba_header: Option<String>,
        /// WhatsApp: `text` or `media`.
        waba_header_type: Option<String>,
        /// WhatsApp: the footer, at most 60 characters.
        waba_footer: Option<String>,
        /// WhatsApp: `UTILITY`, `AUTHENTICATION` or `MARKETING`.
        waba_category: Option<String>,
        /// WhatsApp: the language.
        waba_language: Option<String>,
        /// WhatsApp: a sample for each marker. An empty array when there is none.
        waba_examples: Option<Json>,
        /// Needs [`TemplateWith::Reviews`].
        review_status: Option<ReviewStatus>,
        /// Needs [`TemplateWith::Reviews`].
        is_on_review: Option<bool>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
    embedded {
        /// Needs [`TemplateWith::Reviews`].
        reviews: Vec<Review>,
    }
}

entity!(Template in "chat_templates", with TemplateWith, filter TemplateFilter, order Nothing);

view! {
    /// A review of a template.
    pub struct Review => ReviewRecord {
        /// Its id.
        id: Id<Review>,
        /// The source it is for.
        source_id: Option<AnyId>,
        /// How far it is.
        status: Option<ReviewStatus>,
        /// Why it was refused.
        reject_reason: Option<String>,
    }
}

entity!(Review in "reviews", with Nothing, filter Nothing, order Nothing);
