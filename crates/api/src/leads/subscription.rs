//! [`Subscription`], who follows an entity. Kommo's page "Entity subscriptions".

use crate::call::Nothing;
use crate::reference::AnyId;

open_names! {
    /// What follows an entity.
    pub enum SubscriberType {
        /// A user.
        User = "user",
        /// A group of users.
        Group = "group",
    }
}

view! {
    /// Somebody who follows an entity.
    pub struct Subscription => SubscriptionRecord {
        /// The user or group.
        subscriber_id: Option<AnyId>,
        /// Which of both.
        subscriber_type = "type": Option<SubscriberType>,
    }
}

entity!(Subscription in "subscriptions", with Nothing, filter Nothing, order Nothing);
