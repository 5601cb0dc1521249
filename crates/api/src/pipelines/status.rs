//! [`Status`], a stage of a pipeline.

use super::Pipeline;
use crate::account::Account;
use crate::call::{Batch, Call, Get, List, Nothing, call, call_array, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, Text};
use crate::users::User;

names! {
    /// What can be asked for with a stage.
    pub enum StatusWith {
        /// The hints that users see.
        Descriptions = "descriptions",
    }
}

view! {
    /// A stage of a pipeline.
    pub struct Status => StatusRecord {
        /// Its id. 142 is won and 143 lost in every pipeline.
        id: Id<Status>,
        /// Its name.
        name: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Its colour, such as `#fffeb2`.
        color: Option<String>,
        /// Whether it may be changed.
        is_editable: bool,
        /// Its pipeline.
        pipeline_id: Option<Id<Pipeline>>,
        /// 0: ordinary; 1: incoming leads.
        status_type = "type": Option<i64>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// The hints that users see. Needs [`StatusWith::Descriptions`].
        descriptions: Vec<StatusDescription>,
        /// The mark the request gave to it.
        request_id: Option<String>,
    }
}

entity!(Status in "statuses", with StatusWith, filter Nothing, order Nothing);

impl Status {
    /// The stage of won leads.
    pub const WON: Id<Status> = Id::new(142);
    /// The stage of lost leads.
    pub const LOST: Id<Status> = Id::new(143);
}

view! {
    /// A hint for the users of a rank.
    pub struct StatusDescription => StatusDescriptionRecord {
        /// Its id.
        id: Id<StatusDescription>,
        /// `newbie`, `candidate` or `master`.
        level: Option<String>,
        /// Its text.
        description: Option<String>,
        /// When it was made: not a number here, but `2026-11-22 10:00:00`.
        created_at: Option<String>,
        /// When it was changed, likewise.
        updated_at: Option<String>,
        /// Who made it.
        created_by: Option<Id<User>>,
        /// Who changed it.
        updated_by: Option<Id<User>>,
    }
}

body! {
    /// A new stage.
    pub struct NewStatus;
}

body! {
    /// A change of a stage: what is not set is left as it is.
    pub struct StatusPatch;
}

macro_rules! status_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its place among the others. Kommo renumbers them all.
                sort: i64,
                /// Its colour: one of Kommo's 21, in lower case.
                color: Text,
            }
        }

        impl $name {
            /// Adds a hint of at most 1000 characters for the users of a rank (`newbie`, `candidate`, `master`). With the
            /// id of one there is, it is changed; with an id and no text, deleted.
            pub fn description(
                mut self,
                id: Option<Id<StatusDescription>>,
                level: &str,
                text: Option<&str>,
            ) -> Self {
                let mut fields = Fields::new();
                if id.is_some() {
                    fields.set("id", &id);
                }
                fields.set("level", &level);
                if text.is_some() {
                    fields.set("description", &text);
                }
                self.0.push("descriptions", &fields);
                self
            }
        }
    };
}

status_setters!(NewStatus);
status_setters!(StatusPatch);

impl NewStatus {
    /// A stage with a name and a place.
    pub fn new(name: &str, sort: i64) -> Self {
        Self::default().name(name).sort(sort)
    }

    /// Another name for won or lost, when a pipeline is made.
    pub fn rename(id: Id<Status>, name: &str) -> Self {
        Self::default().other("id", &id).name(name)
    }
}

impl StatusPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The stages of a pipeline, at most 100; from [`super::Pipelines::statuses`].
#[derive(Clone)]
pub struct Statuses {
    pub(super) api: Api,
    pub(super) path: String,
}

impl Statuses {
    /// `GET …/statuses/{id}`: one stage, or `None`.
    pub fn get(&self, id: impl Into<Id<Status>>) -> Get<Status> {
        Get::new(&self.api, path(&self.path, id.into().get()))
    }

    /// `GET …/statuses`: the stages.
    pub fn list(&self) -> List<Status> {
        List::new(&self.api, &self.path)
    }

    /// `POST …/statuses`: makes a stage.
    pub fn create(&self, status: NewStatus) -> Call<Status> {
        call_array(&self.api, Method::Post, self.path.clone(), &status.0, one)
    }

    /// `POST …/statuses`: makes many stages.
    pub fn create_many(&self, statuses: impl IntoIterator<Item = NewStatus>) -> Batch<Status> {
        let statuses = statuses.into_iter().map(|status| (None, status.0));
        Batch::new(&self.api, Method::Post, self.path.clone(), "statuses", statuses, Status::from)
    }

    /// `PATCH …/statuses/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Status>>, patch: StatusPatch) -> Call<Status> {
        call(&self.api, Method::Patch, path(&self.path, id.into().get()), &patch, one)
    }

    /// `DELETE …/statuses/{id}`: deletes a stage; its leads go to the first one.
    pub fn delete(&self, id: impl Into<Id<Status>>) -> Call<()> {
        remove(&self.api, path(&self.path, id.into().get()))
    }
}
