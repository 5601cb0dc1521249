//! Buttons for web sites ("CRM plugin"). Kommo's page "Website buttons".

use crate::account::Account;
use crate::call::{Call, Get, List, Nothing, call, done, one, path};
use crate::client::Api;
use crate::http::{Method, Request};
use crate::id::Id;
use crate::json::{Fields, ToJson};
use crate::pipelines::Pipeline;
use crate::sources::Source;

const PATH: &str = "/api/v4/website_buttons";

names! {
    /// What can be asked for with a button.
    pub enum WebsiteButtonWith {
        /// Its script.
        Scripts = "scripts",
        /// Deleted ones too.
        Deleted = "deleted",
    }
}

view! {
    /// A button. It is named by its source.
    pub struct WebsiteButton => WebsiteButtonRecord {
        /// Its source.
        source_id: Id<Source>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// Its id.
        button_id: Option<Id<WebsiteButton>>,
        /// Whether duplicates are looked for.
        is_duplication_control_enabled: bool,
        /// Its name.
        name: Option<String>,
        /// `created` or `creation_pending`.
        creation_status: Option<String>,
        /// The pipeline its leads go to.
        pipeline_id: Option<Id<Pipeline>>,
        /// Its script. Needs [`WebsiteButtonWith::Scripts`].
        script: Option<String>,
        /// Whether it is deleted. Needs [`WebsiteButtonWith::Deleted`].
        is_deleted: Option<bool>,
        /// The domains it may be on; only in the answer to a creation.
        trusted_websites: Vec<String>,
    }
}

entity!(WebsiteButton in "website_buttons", with WebsiteButtonWith, filter Nothing, order Nothing);

body! {
    /// A new button.
    pub struct NewWebsiteButton;
}

setters! {
    NewWebsiteButton {
        /// Its name.
        name: crate::json::Text,
        /// Whether it is used in an app: it then needs no domain.
        is_used_in_app: bool,
    }
}

impl NewWebsiteButton {
    /// A button whose leads go to a pipeline, on at most 10 domains.
    pub fn new(pipeline: impl Into<Id<Pipeline>>, trusted_websites: &[&str]) -> Self {
        Self::default()
            .other("pipeline_id", &pipeline.into())
            .other("trusted_websites", &trusted_websites as &dyn ToJson)
    }
}

/// The buttons; from [`Api::website_buttons`]. Admins and integrations only.
#[derive(Clone)]
pub struct WebsiteButtons(Api);

impl Api {
    /// The buttons for web sites.
    pub fn website_buttons(&self) -> WebsiteButtons {
        WebsiteButtons(self.clone())
    }
}

impl WebsiteButtons {
    /// `GET /website_buttons`: at most 250 a page.
    pub fn list(&self) -> List<WebsiteButton> {
        List::new(&self.0, PATH)
    }

    /// `GET /website_buttons/{source}`: one; an error of the kind `NotFound` if there is none.
    pub fn get(&self, source: impl Into<Id<Source>>) -> Get<WebsiteButton> {
        Get::new(&self.0, path(PATH, source.into().get()))
    }

    /// `POST /website_buttons`: makes a button. It is ready only later: see [`WebsiteButton::creation_status`].
    pub fn create(&self, button: NewWebsiteButton) -> Call<WebsiteButton> {
        call(&self.0, Method::Post, String::from(PATH), &button, one)
    }

    /// `PATCH /website_buttons/{source}`: adds domains, and perhaps another name. Domains can be added only if there is
    /// one already.
    pub fn update(
        &self,
        source: impl Into<Id<Source>>,
        add_websites: &[&str],
        name: Option<&str>,
    ) -> Call<()> {
        let mut websites = Fields::new();
        websites.set("add", &add_websites as &dyn ToJson);
        let mut fields = Fields::new();
        fields.set("trusted_websites", &websites);
        if name.is_some() {
            fields.set("name", &name);
        }
        call(&self.0, Method::Patch, path(PATH, source.into().get()), &fields, done)
    }

    /// `POST /website_buttons/{source}/online_chat`: adds the online chat; one in a pipeline.
    pub fn add_online_chat(&self, source: impl Into<Id<Source>>) -> Call<()> {
        let mut path = path(PATH, source.into().get());
        path.push_str("/online_chat");
        Call::new(&self.0, Request::new(Method::Post, path), done)
    }
}
