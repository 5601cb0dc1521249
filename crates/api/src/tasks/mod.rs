//! Tasks. Kommo's pages "Tasks list", "Adding tasks", "Editing tasks". Tasks cannot be deleted.

mod task;
mod write;

pub use task::{Task, TaskFilter, TaskOrder};
pub use write::{NewTask, TaskPatch};

use crate::call::{Batch, Call, Get, List, Saved, call, call_array, path, saved};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;

const PATH: &str = "/api/v4/tasks";

/// The tasks of the account; from [`Api::tasks`].
#[derive(Clone)]
pub struct Tasks(Api);

impl Api {
    /// The tasks.
    pub fn tasks(&self) -> Tasks {
        Tasks(self.clone())
    }
}

impl Tasks {
    /// `GET /tasks/{id}`: one task, or `None`.
    pub fn get(&self, id: impl Into<Id<Task>>) -> Get<Task> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /tasks`: at most 250 a page.
    pub fn list(&self) -> List<Task> {
        List::new(&self.0, PATH)
    }

    /// `POST /tasks`: makes a task.
    pub fn create(&self, task: NewTask) -> Call<Saved<Task>> {
        call_array(&self.0, Method::Post, String::from(PATH), &task.0, saved)
    }

    /// `POST /tasks`: makes many tasks, 50 at once unless told otherwise.
    pub fn create_many(&self, tasks: impl IntoIterator<Item = NewTask>) -> Batch<Saved<Task>> {
        Batch::create(&self.0, String::from(PATH), tasks.into_iter().map(|task| task.0))
    }

    /// `PATCH /tasks`: changes many tasks, 50 at once unless told otherwise.
    pub fn update_many(&self, tasks: impl IntoIterator<Item = (Id<Task>, TaskPatch)>) -> Batch<Saved<Task>> {
        let tasks = tasks.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.0, String::from(PATH), tasks)
    }

    /// `PATCH /tasks/{id}`: changes what the patch sets and leaves the rest.
    pub fn update(&self, id: impl Into<Id<Task>>, patch: TaskPatch) -> Call<Saved<Task>> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, saved)
    }
}
