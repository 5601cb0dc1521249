//! [`Role`], rights for several users.

use super::{NewRights, Rights, User};
use crate::call::{Call, Get, List, Nothing, call, one, path, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::Text;

const PATH: &str = "/api/v4/roles";

names! {
    /// What can be asked for with a role.
    pub enum RoleWith {
        /// Who has it.
        Users = "users",
    }
}

view! {
    /// Rights for several users.
    pub struct Role => RoleRecord {
        /// Its id.
        id: Id<Role>,
        /// Its name.
        name: Option<String>,
        /// What it allows.
        rights: Option<Rights>,
    }
    embedded {
        /// Who has it. Needs [`RoleWith::Users`].
        users: Vec<Id<User>>,
    }
}

entity!(Role in "roles", with RoleWith, filter Nothing, order Nothing);

body! {
    /// A new role.
    pub struct NewRole;
}

impl NewRole {
    /// A role with a name.
    pub fn new(name: &str, rights: &NewRights) -> Self {
        Self::default().other("name", &name).other("rights", rights)
    }
}

body! {
    /// A change of a role: what is not set is left as it is.
    pub struct RolePatch;
}

setters! {
    RolePatch {
        /// Its name.
        name: Text,
        /// What it allows.
        rights: NewRights,
    }
}

impl RolePatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The roles of the account; from [`Api::roles`]. Admins only.
#[derive(Clone)]
pub struct Roles(Api);

impl Api {
    /// The roles.
    pub fn roles(&self) -> Roles {
        Roles(self.clone())
    }
}

impl Roles {
    /// `GET /roles/{id}`: one role, or `None`.
    pub fn get(&self, id: impl Into<Id<Role>>) -> Get<Role> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /roles`: the roles.
    pub fn list(&self) -> List<Role> {
        List::new(&self.0, PATH)
    }

    /// `POST /roles`: makes a role.
    pub fn create(&self, role: NewRole) -> Call<Role> {
        call(&self.0, Method::Post, String::from(PATH), &role, one)
    }

    /// `PATCH /roles/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Role>>, patch: RolePatch) -> Call<Role> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `DELETE /roles/{id}`: deletes a role.
    pub fn delete(&self, id: impl Into<Id<Role>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }
}
