//! What users may do.

use crate::id::Id;
use crate::json::{Fields, Json};
use crate::pipelines::{Pipeline, Status};
use crate::users::Role;

open_names! {
    /// How far a right goes.
    pub enum Right {
        /// Everything.
        All = "A",
        /// What belongs to the user's group.
        Group = "G",
        /// What belongs to the user.
        Own = "M",
        /// What is linked; lists only.
        Linked = "L",
        /// Nothing.
        Denied = "D",
    }
}

view! {
    /// What a user or role may do.
    pub struct Rights => RightsRecord {
        /// With leads.
        leads: Option<EntityRights>,
        /// With contacts.
        contacts: Option<EntityRights>,
        /// With companies.
        companies: Option<EntityRights>,
        /// With tasks: only `edit` and `delete`.
        tasks: Option<EntityRights>,
        /// Whether mail may be read.
        mail_access: bool,
        /// Whether lists may be used.
        catalog_access: bool,
        /// With lists one by one.
        catalog_rights: Vec<Json>,
        /// With stages.
        status_rights: Vec<StatusRights>,
        /// Whether this is an admin.
        is_admin: bool,
        /// Whether this is a free user, who may do nothing.
        is_free: bool,
        /// Whether the user may come in.
        is_active: bool,
        /// The group.
        group_id: Option<Id<crate::account::UsersGroup>>,
        /// The role.
        role_id: Option<Id<Role>>,
    }
}

view! {
    /// What may be done with a kind of entity.
    pub struct EntityRights => EntityRightsRecord {
        /// Seeing.
        view: Option<Right>,
        /// Changing.
        edit: Option<Right>,
        /// Making.
        add: Option<Right>,
        /// Deleting.
        delete: Option<Right>,
        /// Taking out of the account.
        export: Option<Right>,
    }
}

view! {
    /// What may be done with the leads of a stage.
    pub struct StatusRights => StatusRightsRecord {
        /// `leads`.
        entity_type: Option<String>,
        /// The pipeline.
        pipeline_id: Id<Pipeline>,
        /// The stage.
        status_id: Id<Status>,
        /// What may be done.
        rights: Option<EntityRights>,
    }
}

body! {
    /// What a new user or role may do.
    pub struct NewRights;
}

setters! {
    NewRights {
        /// Whether mail may be read.
        mail_access: bool,
        /// Whether lists may be used.
        catalog_access: bool,
        /// Whether this is a free user, who may do nothing; the other rights do not count then.
        is_free: bool,
        /// The role; the other rights do not count then.
        role_id: Id<Role>,
        /// The group; `None` is the default group.
        group_id: Id<crate::account::UsersGroup>,
    }
}

impl NewRights {
    /// No right.
    pub fn new() -> Self {
        Self::default()
    }

    /// With leads: seeing, changing, making, deleting, taking out.
    pub fn leads(self, rights: [Right; 5]) -> Self {
        self.entity("leads", &rights)
    }

    /// With contacts.
    pub fn contacts(self, rights: [Right; 5]) -> Self {
        self.entity("contacts", &rights)
    }

    /// With companies.
    pub fn companies(self, rights: [Right; 5]) -> Self {
        self.entity("companies", &rights)
    }

    /// With tasks: changing and deleting.
    pub fn tasks(mut self, edit: &Right, delete: &Right) -> Self {
        let mut fields = Fields::new();
        fields.set("edit", edit);
        fields.set("delete", delete);
        self.0.set("tasks", &fields);
        self
    }

    fn entity(mut self, key: &'static str, rights: &[Right; 5]) -> Self {
        let mut fields = Fields::new();
        for (name, right) in ["view", "edit", "add", "delete", "export"].into_iter().zip(rights) {
            fields.put(name, right);
        }
        self.0.put(key, &fields);
        self
    }

    /// With the leads of a stage: seeing, changing, deleting. The stages of incoming leads know only allowed and denied.
    pub fn status(
        mut self,
        pipeline: impl Into<Id<Pipeline>>,
        status: impl Into<Id<Status>>,
        [view, edit, delete]: [Right; 3],
    ) -> Self {
        let mut rights = Fields::new();
        rights.set("view", &view);
        rights.set("edit", &edit);
        rights.set("delete", &delete);
        let mut fields = Fields::new();
        fields.set("entity_type", &"leads");
        fields.set("pipeline_id", &pipeline.into());
        fields.set("status_id", &status.into());
        fields.set("rights", &rights);
        self.0.push("status_rights", &fields);
        self
    }
}
