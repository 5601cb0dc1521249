//! What the AI agent knows: texts, addresses, products. Kommo only. Kommo's page "AI API methods".
//!
//! The path for files (PDF, DOC, DOCX up to 45 MB) is not known.

use crate::call::{Call, call};
use crate::client::Api;
use crate::http::{Answer, Method, Request};
use crate::json::{Fields, Json, ToJson};

names! {
    /// What a source of knowledge is for.
    pub enum KnowledgeUse {
        /// The agent; texts of at most 5000 characters.
        Agent = "agent",
        /// Suggested replies; texts of at most 2000 characters.
        SuggestedReply = "suggested_reply",
    }
}

names! {
    /// What a source of knowledge is about.
    pub enum KnowledgeCode {
        /// How to reach the company.
        ContactInformation = "contact_information",
        /// What becomes of data.
        PrivacyPolicy = "privacy_policy",
        /// How to return goods.
        ReturnAndRefundPolicy = "return_and_refund_policy",
        /// How goods are sent.
        ShippingPolicy = "shipping_policy",
        /// The terms.
        TermsOfService = "terms_of_service",
    }
}

/// What the AI agent knows; from [`Api::knowledge`].
#[derive(Clone)]
pub struct Knowledge(Api);

impl Api {
    /// What the AI agent knows.
    pub fn knowledge(&self) -> Knowledge {
        Knowledge(self.clone())
    }
}

fn document(answer: Answer) -> crate::Result<Option<Json>> {
    Ok(answer.document().cloned())
}

impl Knowledge {
    /// `POST /api/v2/sources/text`: adds a text of at least 10 characters, in `en`, `es`, `pt` or `ru`. The form of the
    /// answer is not documented.
    pub fn add_text(
        &self,
        name: &str,
        text: &str,
        lang: &str,
        available: KnowledgeUse,
        code: Option<KnowledgeCode>,
    ) -> Call<Option<Json>> {
        let mut fields = Fields::new();
        fields.set("name", &name);
        fields.set("text", &text);
        fields.set("lang", &lang);
        self.add("/api/v2/sources/text", fields, available, code)
    }

    /// `POST /api/v2/sources/url`: adds a page, perhaps with those below it.
    pub fn add_url(
        &self,
        url: &str,
        with_nested: bool,
        available: KnowledgeUse,
        code: Option<KnowledgeCode>,
    ) -> Call<Option<Json>> {
        let mut fields = Fields::new();
        fields.set("url", &url);
        fields.set("with_nested", &with_nested);
        self.add("/api/v2/sources/url", fields, available, code)
    }

    /// `POST /api/v2/agent/knowledges/products/import`: adds the account's products.
    pub fn import_products(&self) -> Call<Option<Json>> {
        Call::new(&self.0, Request::new(Method::Post, "/api/v2/agent/knowledges/products/import"), document)
    }

    fn add(
        &self,
        path: &str,
        mut fields: Fields,
        available: KnowledgeUse,
        code: Option<KnowledgeCode>,
    ) -> Call<Option<Json>> {
        fields.set("available_functions", &[available].as_slice() as &dyn ToJson);
        if code.is_some() {
            fields.set("code", &code);
        }
        call(&self.0, Method::Post, String::from(path), &fields, document)
    }
}
