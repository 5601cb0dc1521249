//! Messages besides `show`: to colleagues, and to clients through a chosen channel.

use crate::marker::Entity;
use crate::node::Node;

handler! {
    /// Writes to colleagues in the team's chat about a lead or customer.
    SendInternal as "send_internal" {
        /// The entity, mostly [`Marker::LeadId`](crate::Marker::LeadId).
        entity_id: Node = "entity_id",
        /// Lead or customer.
        entity_type: Entity = "entity_type",
        /// What is written.
        message: String = "message",
    } {
        /// To this group; it counts before `user_id`.
        group_id: Node = "group_id",
        /// To this user.
        user_id: Node = "user_id",
    }
}

object! {
    /// A button under a message to a client.
    ExternalButton {
        /// `inline`, or `url` for a link.
        kind: String = "type",
        /// What stands on it.
        text: String = "text",
    } {
        /// Where a link leads.
        url: String = "url",
    }
}

object! {
    /// A message to a client.
    ExternalMessage {
        /// `external`.
        kind: String = "type",
        /// What is written.
        text: String = "text",
    } {
        /// Buttons under it.
        buttons: Vec<ExternalButton> = "buttons",
    }
}

object! {
    /// Whom a message goes to.
    Recipient {
        /// `all_contacts`, `main_contact` or `filtered_contacts`.
        kind: String = "type",
        /// `over_all`, `any_first` or `last_active`.
        way_of_communication: String = "way_of_communication",
    } {
        /// For `filtered_contacts`: `{logic, result, conditions}`.
        filter: Node = "filter",
    }
}

object! {
    /// A channel, by the id of its source.
    Channel {
        /// The source.
        id: Node = "id",
    }
}

handler! {
    /// Writes to clients, first if need be, through chosen channels.
    SendExternalMessage as "send_external_message" {
        /// What is written.
        message: ExternalMessage = "message",
        /// Whom it goes to.
        recipient: Recipient = "recipient",
        /// Through which channels; none means all.
        channels: Vec<Channel> = "channels",
    } {
        /// What the channel needs besides, as in `{facebook_tag}`.
        metadata: Node = "metadata",
        /// What runs when it cannot be delivered: a handler, or null.
        on_error: Node = "on_error",
    }
}

/// Written by the designer's own blocks. Kommo does not document its parameters: they are kept as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct SendMessage(pub Node);

impl crate::params::Param for SendMessage {
    fn into_node(self) -> Node {
        self.0
    }

    fn read(node: &Node) -> Option<Self> {
        Some(Self(node.clone()))
    }
}

named! { SendMessage as "send_message" }
