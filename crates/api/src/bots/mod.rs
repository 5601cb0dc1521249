//! Bots: listing, running, stopping. Kommo's page "Bots". They cannot be made or changed.

use crate::call::{Call, Get, List, Nothing, call, done, path};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, Json, ToJson};
use crate::reference::EntityRef;

const PATH: &str = "/api/v4/bots";
/// How many bots a request may start.
const RUNS_MOST: usize = 100;

names! {
    /// What can be asked for with a bot.
    pub enum BotWith {
        /// Whether it is a favourite.
        Favorite = "favorite",
    }
}

open_names! {
    /// What a bot is for.
    pub enum BotFunction {
        /// Anything.
        Regular = "regular",
        /// Greeting.
        Greeting = "greeting",
        /// Broadcasts.
        Marketing = "marketing",
        /// Asking for a rate.
        Nps = "nps",
    }
}

filter! {
    /// Conditions on bots.
    pub struct BotFilter {
        /// The id.
        many id: Id<Bot>,
        /// What they are for.
        many type_functionality: BotFunction,
    }
}

view! {
    /// A bot.
    pub struct Bot => BotRecord {
        /// Its id.
        id: Id<Bot>,
        /// Its name.
        name: Option<String>,
        /// What it is for.
        type_functionality: Option<BotFunction>,
        /// Whether it was made in the visual editor.
        is_visual_editor: bool,
        /// Its settings; `active`.
        settings: Option<Json>,
        /// Whether it is a favourite. Needs [`BotWith::Favorite`].
        is_favorite: Option<bool>,
    }
}

entity!(Bot in "items", with BotWith, filter BotFilter, order Nothing);

/// The bots; from [`Api::bots`].
#[derive(Clone)]
pub struct Bots(Api);

impl Api {
    /// The bots.
    pub fn bots(&self) -> Bots {
        Bots(self.clone())
    }
}

impl Bots {
    /// `GET /bots`: at most 250 a page.
    pub fn list(&self) -> List<Bot> {
        List::new(&self.0, PATH)
    }

    /// `GET /bots/{id}`: one bot, or `None`.
    pub fn get(&self, id: impl Into<Id<Bot>>) -> Get<Bot> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /bots/{id}/run`: starts a bot for a lead or a contact. That Kommo took the task is all it answers.
    pub fn run(&self, id: impl Into<Id<Bot>>, entity: &EntityRef) -> Call<()> {
        call(&self.0, Method::Post, of(id.into(), "/run"), &target(entity), done)
    }

    /// `POST /bots/run`: starts bots for at most 100 entities.
    pub fn run_many(&self, runs: &[(Id<Bot>, EntityRef)]) -> Call<()> {
        let runs: Vec<Fields> = runs
            .iter()
            .map(|(bot, entity)| {
                let mut fields = target(entity);
                fields.set("bot_id", bot);
                fields
            })
            .collect();
        call(&self.0, Method::Post, String::from("/api/v4/bots/run"), &runs as &dyn ToJson, done)
            .at_most(runs.len(), RUNS_MOST)
    }

    /// `POST /bots/{id}/stop`: stops a bot; leads only.
    pub fn stop(&self, id: impl Into<Id<Bot>>, entity: &EntityRef) -> Call<()> {
        call(&self.0, Method::Post, of(id.into(), "/stop"), &target(entity), done)
    }

    /// `POST /api/v2/salesbot/run`: the older way to start bots, for at most 100 leads and contacts.
    pub fn run_legacy(&self, runs: &[(Id<Bot>, LegacyTarget)]) -> Call<()> {
        let runs: Vec<Fields> = runs
            .iter()
            .map(|(bot, target)| {
                let (id, number): (u64, i64) = match target {
                    LegacyTarget::Contact(id) => (id.get(), 1),
                    LegacyTarget::Lead(id) => (id.get(), 2),
                };
                let mut fields = Fields::new();
                fields.set("bot_id", bot);
                fields.set("entity_id", &(id as i64));
                fields.set("entity_type", &number);
                fields
            })
            .collect();
        call(&self.0, Method::Post, String::from("/api/v2/salesbot/run"), &runs as &dyn ToJson, done)
            .at_most(runs.len(), RUNS_MOST)
    }
}

/// What [`Bots::run_legacy`] can run a bot for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LegacyTarget {
    /// A contact.
    Contact(Id<crate::contacts::Contact>),
    /// A lead.
    Lead(Id<crate::leads::Lead>),
}

fn of(id: Id<Bot>, action: &str) -> String {
    let mut path = path(PATH, id.get());
    path.push_str(action);
    path
}

fn target(entity: &EntityRef) -> Fields {
    let mut fields = Fields::new();
    fields.set("entity_id", &(entity.id as i64));
    fields.set("entity_type", &entity.entity_type);
    fields
}
