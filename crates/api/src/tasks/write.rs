//! What can be written of a task.

use crate::account::TaskType;
use crate::id::Id;
use crate::json::{Fields, Text};
use crate::reference::EntityRef;
use crate::timestamp::Timestamp;
use crate::users::User;

body! {
    /// A new task.
    pub struct NewTask;
}

body! {
    /// A change of a task: what is not set is left as it is.
    pub struct TaskPatch;
}

macro_rules! task_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// What is to be done.
                text: Text,
                /// When it is due.
                complete_till: Timestamp,
                /// Its type: 1 is a follow-up, 2 a meeting, others are the account's.
                task_type_id: Id<TaskType>,
                /// Who is responsible; who asks if it is not set.
                responsible_user_id: Id<User>,
                /// Whether it is done.
                is_completed: bool,
                /// How long it takes, in seconds.
                duration: i64,
                /// Who made it; 0 is the robot.
                created_by: Id<User>,
                /// Who changed it; 0 is the robot.
                updated_by: Id<User>,
                /// When it was made; may be in the past.
                created_at: Timestamp,
                /// When it was changed.
                updated_at: Timestamp,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }

        impl $name {
            /// The entity it belongs to.
            #[inline(always)]
            pub fn entity(mut self, entity: EntityRef) -> Self {
                self.0.set("entity_id", &(entity.id as i64));
                self.0.set("entity_type", &entity.entity_type.as_str());
                self
            }
        }
    };
}

task_setters!(NewTask);
task_setters!(TaskPatch);

impl NewTask {
    /// A task with what is to be done and until when.
    pub fn new(text: &str, complete_till: Timestamp) -> Self {
        Self::default().text(text).complete_till(complete_till)
    }
}

impl TaskPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Done, with what was achieved.
    pub fn complete(self, result: &str) -> Self {
        let mut fields = Fields::new();
        fields.set("text", &result);
        let mut done = self.is_completed(true);
        done.0.set("result", &fields);
        done
    }
}
