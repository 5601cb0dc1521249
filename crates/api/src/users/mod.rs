//! Users and roles. Kommo's pages "Users list", "Adding users", "Activating users", "Roles".

mod rights;
mod role;
mod user;

pub use rights::{EntityRights, NewRights, Right, Rights, StatusRights};
pub use role::{NewRole, Role, RolePatch, RoleWith, Roles};
pub use user::{NewUser, User, UserWith};

use crate::call::{Batch, Call, Get, List, call, call_array, done, one, path};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::{Fields, ToJson};

const PATH: &str = "/api/v4/users";
/// How many users a request may write.
const USERS_MOST: usize = 10;

/// The users of the account; from [`Api::users`]. They cannot be changed or deleted.
#[derive(Clone)]
pub struct Users(Api);

impl Api {
    /// The users.
    pub fn users(&self) -> Users {
        Users(self.clone())
    }
}

impl Users {
    /// `GET /users/{id}`: one user, or `None`.
    pub fn get(&self, id: impl Into<Id<User>>) -> Get<User> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /users`: at most 250 a page. Admins only.
    pub fn list(&self) -> List<User> {
        List::new(&self.0, PATH)
    }

    /// `POST /users`: makes a user. Not for external integrations.
    pub fn create(&self, user: NewUser) -> Call<User> {
        call_array(&self.0, Method::Post, String::from(PATH), &user.0, one)
    }

    /// `POST /users`: makes many users, at most 10 at once.
    pub fn create_many(&self, users: impl IntoIterator<Item = NewUser>) -> Batch<User> {
        let users = users.into_iter().map(|user| (None, user.0));
        Batch::new(&self.0, Method::Post, String::from(PATH), "users", users, User::from).most(USERS_MOST)
    }

    /// `POST /users/activate`: lets at most 10 users in again.
    pub fn activate(&self, users: &[Id<User>]) -> Call<()> {
        self.switch("/api/v4/users/activate", users)
    }

    /// `POST /users/deactivate`: locks at most 10 users out. Not admins; Kommo's plans Pro and Enterprise.
    pub fn deactivate(&self, users: &[Id<User>]) -> Call<()> {
        self.switch("/api/v4/users/deactivate", users)
    }

    fn switch(&self, path: &str, users: &[Id<User>]) -> Call<()> {
        let object = |id: &Id<User>| {
            let mut fields = Fields::new();
            fields.set("id", id);
            fields
        };
        let count = users.len();
        let users: Vec<Fields> = users.iter().map(object).collect();
        // Switched twice is switched.
        call(&self.0, Method::Post, String::from(path), &users as &dyn ToJson, done)
            .repeatable()
            .at_most(count, USERS_MOST)
    }
}
