//! The account. Kommo's page "Account parameters".

use crate::call::ask::Ask;
use crate::call::{Call, Param};
use crate::client::Api;
use crate::http::{Answer, Method};
use crate::id::Id;
use crate::timestamp::Timestamp;
use crate::users::User;
use crate::{Json, Result};

names! {
    /// What can be asked for with the account.
    pub enum AccountWith {
        /// The account's id in the Chats API.
        AmojoId = "amojo_id",
        /// What the user may do in chats.
        AmojoRights = "amojo_rights",
        /// The groups of users.
        UsersGroups = "users_groups",
        /// The types of tasks.
        TaskTypes = "task_types",
        /// The account's version.
        Version = "version",
        /// What the account calls its entities.
        EntityNames = "entity_names",
        /// Patterns and time zone.
        DatetimeSettings = "datetime_settings",
        /// The address of the files service.
        DriveUrl = "drive_url",
        /// Whether filters work (on amoCRM they are a paid option).
        IsApiFilterEnabled = "is_api_filter_enabled",
        /// The settings of invoices.
        InvoicesSettings = "invoices_settings",
        /// The account's UUID.
        Uuid = "uuid",
    }
}

open_names! {
    /// How customers work in the account.
    pub enum CustomersMode {
        /// Not in the plan.
        Unavailable = "unavailable",
        /// Switched off.
        Disabled = "disabled",
        /// In segments.
        Segments = "segments",
        /// Deprecated.
        Dynamic = "dynamic",
        /// In statuses, by expected purchases.
        Periodicity = "periodicity",
    }
}

view! {
    /// The account. What needs an [`AccountWith`] is `None` or empty without it.
    pub struct Account => AccountRecord {
        /// Its id.
        id: Id<Account>,
        /// Its name.
        name: Option<String>,
        /// The first part of its address.
        subdomain: Option<String>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// By whom.
        created_by: Option<Id<User>>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// By whom.
        updated_by: Option<Id<User>>,
        /// Who is asking.
        current_user_id: Option<Id<User>>,
        /// Two letters.
        country: Option<String>,
        /// Three letters.
        currency: Option<String>,
        /// Such as `$`.
        currency_symbol: Option<String>,
        /// Two letters.
        language: Option<String>,
        /// How customers work.
        customers_mode: Option<CustomersMode>,
        /// Whether incoming leads wait to be accepted.
        is_unsorted_on: bool,
        /// Whether a lost lead gets a reason.
        is_loss_reason_enabled: bool,
        /// Whether the helpbot is on.
        is_helpbot_enabled: bool,
        /// Whether this is a technical account.
        is_technical_account: bool,
        /// 1: first name first; 2: last name first.
        contact_name_display_order: Option<i64>,
        /// The version of the mobile features.
        mobile_feature_version: Option<i64>,
        /// The time zone, such as `America/New_York`; seen on amoCRM only.
        timezone: Option<String>,
        /// How far that is from UTC, such as `-05:00`; seen on amoCRM only.
        timezone_offset: Option<String>,
        /// How dates are written: `date`, `time`, `date_time`, `time_date`; seen on amoCRM only.
        datetime_formats: Option<Json>,
        /// Needs [`AccountWith::AmojoId`].
        amojo_id: Option<String>,
        /// Needs [`AccountWith::Uuid`].
        uuid: Option<String>,
        /// Needs [`AccountWith::Version`].
        version: Option<i64>,
        /// Needs [`AccountWith::DriveUrl`].
        drive_url: Option<String>,
        /// Needs [`AccountWith::IsApiFilterEnabled`].
        is_api_filter_enabled: Option<bool>,
        /// Needs [`AccountWith::EntityNames`].
        entity_names: Option<Json>,
        /// Needs [`AccountWith::InvoicesSettings`].
        invoices_settings: Option<Json>,
    }
    embedded {
        /// Needs [`AccountWith::AmojoRights`].
        amojo_rights: Option<Json>,
        /// Needs [`AccountWith::UsersGroups`].
        users_groups: Vec<UsersGroup>,
        /// Needs [`AccountWith::TaskTypes`].
        task_types: Vec<TaskType>,
        /// Needs [`AccountWith::DatetimeSettings`].
        datetime_settings: Option<Json>,
    }
}

view! {
    /// A group of users.
    pub struct UsersGroup => UsersGroupRecord {
        /// Its id; 0 is the default group.
        id: Id<UsersGroup>,
        /// Its name.
        name: Option<String>,
        /// Its UUID.
        uuid: Option<String>,
    }
}

view! {
    /// A type of tasks. 1 (`FOLLOW_UP`) and 2 (`MEETING`) are in every account.
    pub struct TaskType => TaskTypeRecord {
        /// Its id.
        id: Id<TaskType>,
        /// Its name.
        name: Option<String>,
        /// Its colour.
        color: Option<String>,
        /// The number of its icon.
        icon_id: Option<i64>,
        /// Its code.
        code: Option<String>,
    }
}

/// Reads the account; from [`Api::account`].
#[must_use = "nothing is sent until the call is awaited"]
pub struct GetAccount(Box<Ask>);

impl GetAccount {
    /// Asks for more.
    #[inline(always)]
    pub fn with(mut self, with: AccountWith) -> Self {
        with.push_param(self.0.with());
        self
    }

    /// The call, to set its timeout and the like.
    pub fn call(self) -> Call<Account> {
        Call::made(self.0.finish(), read)
    }
}

fn read(answer: Answer) -> Result<Account> {
    answer.document().cloned().map(Account::from).ok_or_else(|| answer.unexpected("account"))
}

impl IntoFuture for GetAccount {
    type Output = Result<Account>;
    type IntoFuture = Call<Account>;

    fn into_future(self) -> Self::IntoFuture {
        self.call()
    }
}

impl Api {
    /// `GET /api/v4/account`: any user may read it.
    pub fn account(&self) -> GetAccount {
        GetAccount(Ask::new(self, Method::Get, String::from("/api/v4/account")))
    }
}
