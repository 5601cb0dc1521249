//! Widgets: reading, installing, and continuing a paused bot. Kommo's pages "Widgets" and "Continue Salesbot".

use crate::call::{Call, Get, List, Nothing, call, done, encode, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, Json, ToJson};
use crate::pipelines::Pipeline;

const PATH: &str = "/api/v4/widgets";

view! {
    /// A widget: a public one, an installed one, or one's own.
    pub struct Widget => WidgetRecord {
        /// Its id.
        id: Id<Widget>,
        /// Its code.
        code: String,
        /// Its version.
        version: Option<String>,
        /// Its rating; a text, sometimes with a comma.
        rating: Option<String>,
        /// The fields of its settings.
        settings_template: Vec<SettingsField>,
        /// Whether it is a source of leads.
        is_lead_source: bool,
        /// Whether it works in the digital pipeline.
        is_work_with_dp: bool,
        /// Whether it is a template of an industry.
        is_crm_template: bool,
        /// Its integration.
        client_uuid: Option<String>,
        /// Whether it is installed.
        is_active_in_account: bool,
        /// Its pipeline.
        pipeline_id: Option<Id<Pipeline>>,
        /// Its settings; only for its own integration.
        settings: Option<Json>,
    }
}

entity!(Widget in "widgets", with Nothing, filter Nothing, order Nothing);

view! {
    /// A field of a widget's settings.
    pub struct SettingsField => SettingsFieldRecord {
        /// Its key.
        key: String,
        /// Its name.
        name: Option<String>,
        /// `text`, `pass`, `custom`, `users`, `users_lp`.
        field_type = "type": Option<String>,
        /// Whether it must be filled.
        is_required: bool,
    }
}

names! {
    /// The two kinds of bots that can wait for an answer.
    pub enum BotKind {
        /// Salesbot.
        Salesbot = "salesbot",
        /// A bot of a broadcast.
        Marketingbot = "marketingbot",
    }
}

body! {
    /// What a paused bot goes on with: at most 10 handlers.
    pub struct Continuation;
}

impl Continuation {
    /// Goes on with the next step.
    pub fn new() -> Self {
        Self::default()
    }

    /// Values for the bot: `key` becomes `{{json.key}}`.
    pub fn data(mut self, data: &dyn ToJson) -> Self {
        self.0.set("data", data);
        self
    }

    /// Shows a text of at most 80 characters.
    pub fn show(self, text: &str) -> Self {
        let mut params = Fields::new();
        params.set("type", &"text");
        params.set("value", &text);
        self.handler("show", &params)
    }

    /// Shows a text of at most 80 characters with at most 25 buttons.
    pub fn buttons(self, text: &str, buttons: &[&str]) -> Self {
        let mut params = Fields::new();
        params.set("type", &"buttons");
        params.set("value", &text);
        params.set("buttons", &buttons as &dyn ToJson);
        self.handler("show", &params)
    }

    /// Goes to a step; the kind is `question`, `answer` or `finish`.
    pub fn goto(self, kind: &str, step: i64) -> Self {
        let mut params = Fields::new();
        params.set("type", &kind);
        params.set("step", &step);
        self.handler("goto", &params)
    }

    /// Any handler.
    pub fn handler(mut self, handler: &str, params: &dyn ToJson) -> Self {
        let mut fields = Fields::new();
        fields.set("handler", &handler);
        fields.set("params", params);
        self.0.push("execute_handlers", &fields);
        self
    }
}

/// The widgets; from [`Api::widgets`].
#[derive(Clone)]
pub struct Widgets(Api);

impl Api {
    /// The widgets.
    pub fn widgets(&self) -> Widgets {
        Widgets(self.clone())
    }
}

fn of_code(code: &str) -> String {
    let mut path = String::from(PATH);
    path.push('/');
    encode(&mut path, code);
    path
}

impl Widgets {
    /// `GET /widgets`: public, installed and own ones.
    pub fn list(&self) -> List<Widget> {
        List::new(&self.0, PATH)
    }

    /// `GET /widgets/{code}`: one; an error of the kind `NotFound` if there is none.
    pub fn get(&self, code: &str) -> Get<Widget> {
        Get::new(&self.0, of_code(code))
    }

    /// `POST /widgets/{code}`: installs a widget with its settings. Admins only.
    pub fn install(&self, code: &str, settings: &dyn ToJson) -> Call<Widget> {
        // Installed twice is installed.
        call(&self.0, Method::Post, of_code(code), settings, one).repeatable()
    }

    /// `DELETE /widgets/{code}`: takes a widget out of the account. Admins only.
    pub fn uninstall(&self, code: &str) -> Call<()> {
        remove(&self.0, of_code(code))
    }

    /// `POST /{kind}/{bot}/continue/{id}`: lets a bot go on that waits for a widget's answer. The address is in the
    /// `return_url` of the bot's request.
    pub fn continue_bot(&self, kind: BotKind, bot: u64, continue_id: u64, with: &Continuation) -> Call<()> {
        let mut stem = String::from("/api/v4/");
        stem.push_str(kind.as_str());
        let mut address = path(&stem, bot);
        address.push_str("/continue");
        call(&self.0, Method::Post, path(&address, continue_id), with, done)
    }
}
