//! [`Task`], what can be read of a task.

use crate::account::{Account, TaskType, UsersGroup};
use crate::call::{Nothing, Span};
use crate::id::Id;
use crate::reference::{AnyId, EntityRef, EntityType};
use crate::timestamp::Timestamp;
use crate::users::User;

names! {
    /// What lists of tasks can be ordered by.
    pub enum TaskOrder {
        /// When they were made.
        CreatedAt = "created_at",
        /// When they are due.
        CompleteTill = "complete_till",
        /// Their ids.
        Id = "id",
    }
}

filter! {
    /// Conditions on tasks.
    pub struct TaskFilter {
        /// The id.
        many id: Id<Task>,
        /// Who is responsible.
        many responsible_user_id: Id<User>,
        /// Whether it is done.
        one is_completed: bool,
        /// The type.
        many task_type: Id<TaskType>,
        /// The kind of entity it belongs to.
        one entity_type: EntityType,
        /// The entity it belongs to; only together with [`TaskFilter::entity_type`].
        many entity_id: AnyId,
        /// When it was changed.
        span updated_at: Span,
        /// Who made it.
        many created_by: Id<User>,
    }
}

impl TaskFilter {
    /// Of one entity.
    #[inline(always)]
    pub fn entity(self, entity: EntityRef) -> Self {
        self.entity_type(entity.entity_type).entity_id(entity.id)
    }
}

view! {
    /// A task.
    pub struct Task => TaskRecord {
        /// Its id.
        id: Id<Task>,
        /// What is to be done.
        text: Option<String>,
        /// When it is due. A due time of 23:59 means the whole day.
        complete_till: Option<Timestamp>,
        /// Its type.
        task_type_id: Option<Id<TaskType>>,
        /// The number of the entity it belongs to; see [`Task::entity`].
        entity_id: Option<i64>,
        /// The kind of the entity it belongs to.
        entity_type: Option<EntityType>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// Whether it is done.
        is_completed: bool,
        /// How long it takes, in seconds.
        duration: Option<i64>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// The group of who is responsible.
        group_id: Option<Id<UsersGroup>>,
        /// What was achieved; see [`Task::result`].
        outcome = "result": Option<TaskResult>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
}

entity!(Task in "tasks", with Nothing, filter TaskFilter, order TaskOrder);

impl Task {
    /// The entity it belongs to.
    pub fn entity(&self) -> Option<EntityRef> {
        EntityRef::of(&self.0)
    }

    /// What was achieved. Kommo sends an empty array when there is none.
    pub fn result(&self) -> Option<String> {
        self.outcome()?.text()
    }
}

view! {
    /// What a task achieved.
    pub struct TaskResult => TaskResultRecord {
        /// Its text.
        text: Option<String>,
    }
}
