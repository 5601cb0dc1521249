//! The page's global `APP`: where the user is, who is there, and what the page can be told.

mod navigation;
mod notifications;
mod page;
mod people;

pub use notifications::{CallNotice, ErrorNotice, Notifications};
pub use page::{Page, Theme};
pub use people::{Group, Manager, Rights, TaskType, User};

use kommo_api::{Id, User as ApiUser};

use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::value::Value;

/// The page's global `APP` (Kommo: developers.kommo.com/docs/environment-variables). Lazy: each method asks the page.
pub struct App(Value);

impl Cx {
    /// The page's global `APP`; `AMOCRM`, its older name, where there is no such thing.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`](crate::ErrorKind::Missing) outside a page of Kommo.
    pub fn app(&self) -> Result<App> {
        let app = Value::global("APP");
        app.map(App).ok_or_else(|| Error::missing("APP"))
    }
}

impl App {
    /// A constant by its key (Kommo: `APP.constant`). Documented keys are `user`, `user_rights`, `account`, `managers`,
    /// `groups` and `task_types`; others may vanish.
    pub fn constant(&self, key: &str) -> Option<Value> {
        self.0.call("constant", &[key.into()]).ok()?.some()
    }

    /// Pop-ups and the notification centre.
    pub fn notifications(&self) -> Notifications {
        Notifications::new(self.0.clone())
    }

    /// The number the host gives a kind of custom field, by its name as in `birthday` (Kommo: `APP.cf_types`).
    pub fn field_type(&self, name: &str) -> Option<i64> {
        self.0.get("cf_types")?.get(name)?.as_i64()
    }

    /// The number the host gives a kind of entity, by its name as in `leads` (Kommo: `APP.element_types`).
    pub fn entity_number(&self, name: &str) -> Option<i64> {
        self.0.get("element_types")?.get(name)?.as_i64()
    }

    /// The format of dates as moment.js writes it, by `date`, `date_short` or `full` (Kommo: `APP.system.format.date`).
    pub fn date_format(&self, name: &str) -> Option<String> {
        self.0.get("system.format.date")?.get(name)?.as_str()
    }

    /// Whether the page holds back refreshing itself because of a call.
    pub fn is_calling(&self) -> bool {
        self.0
            .call("sdk.getCallingStatus", &[])
            .ok()
            .and_then(|calling| calling.as_bool())
            .unwrap_or_default()
    }

    /// Has the page hold back refreshing itself while the user is on the phone (Kommo: `APP.sdk.setCallingStatus`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the page cannot.
    pub fn set_calling(&self, calling: bool) -> Result<()> {
        self.0.call("sdk.setCallingStatus", &[calling.into()]).map(drop)
    }

    /// The ids of the users that are online (Kommo: `APP.sdk.showUserStatus`).
    pub fn online(&self) -> Vec<Id<ApiUser>> {
        let online = self.0.call("sdk.showUserStatus", &["online".into()]);
        online.map(|online| online.items()).unwrap_or_default().iter().filter_map(Value::as_id).collect()
    }

    /// The host's object, for what has no typed method here.
    pub fn raw(&self) -> &Value {
        &self.0
    }
}
