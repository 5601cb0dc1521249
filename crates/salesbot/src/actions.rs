//! What the handler `action` does. Kommo: developers.kommo.com/docs/salesbot-dp.

use crate::marker::Entity;
use crate::node::Node;

action! {
    /// Decides about the incoming lead.
    Unsorted as "unsorted" {
        /// `accept` or `decline`.
        value: String = "value",
    }
}

impl Unsorted {
    /// Accepts it.
    pub fn accept() -> Self {
        Self::new("accept")
    }

    /// Declines it.
    pub fn decline() -> Self {
        Self::new("decline")
    }
}

action! {
    /// Moves the lead to a stage.
    ChangeStatus as "change_status" {
        /// The stage.
        value: Node = "value",
    } {
        /// `double`: the lead of the contact that was found, instead of the bot's.
        entity: String = "entity",
    }
}

action! {
    /// Adds a tag.
    SetTag as "set_tag" {
        /// To the contact or the lead.
        entity: Entity = "type",
        /// The tag.
        value: Node = "value",
    }
}

action! {
    /// Takes tags away.
    UnsetTag as "unset_tag" {
        /// From the contact or the lead.
        entity: Entity = "type",
        /// The tag, or a list of tags.
        value: Node = "value",
    }
}

action! {
    /// Writes into a field. Say which: `custom_fields_id` or `custom_field`.
    SetCustomFields as "set_custom_fields" {
        /// Of the contact or the lead.
        entity: Entity = "type",
        /// What is written.
        value: Node = "value",
    } {
        /// A custom field, by its id.
        custom_fields_id: i64 = "custom_fields_id",
        /// A field that every account has: `{{lead.price}}`, `{{lead.name}}`, `{{contact.name}}`,
        /// `{{customer.next_price}}`, `{{cf.talk.nps}}`.
        custom_field: String = "custom_field",
        /// For telephone numbers and e-mail addresses: which kind.
        enum_code: Node = "enum",
        /// `add`: beside what is there.
        option: String = "option",
        /// Whether the value is an expression to be calculated.
        calculated: bool = "calculated",
    }
}

action! {
    /// Subscribes somebody to the chat.
    Subscribe as "subscribe" {
        /// `user` or `group`.
        kind: String = "type",
        /// The user or group.
        value: Node = "value",
    } {
        /// Of the lead (if nothing is said) or the customer.
        entity_type: Entity = "entity_type",
    }
}

action! {
    /// Ends subscriptions to the chat.
    Unsubscribe as "unsubscribe" {
        /// `user`, `group` or `all`.
        kind: String = "type",
    } {
        /// The user or group.
        value: Node = "value",
        /// Of the lead (if nothing is said) or the customer.
        entity_type: Entity = "entity_type",
    }
}

action! {
    /// Creates a lead with a contact.
    AddLeadContact as "add_lead_contact" {
        /// `{name, status_id, responsible_user_id, price, tags, custom_fields}`.
        lead: Node = "lead",
        /// `{name, responsible_user_id, tags, custom_fields}`.
        contact: Node = "contact",
    } {
        /// `contacts.require_email_or_phone`.
        preset: String = "preset",
    }
}

action! {
    /// Sets the lead's sale value.
    SetBudget as "set_budget" {
        /// A number, or an expression with `+ - * / ( )` and markers.
        value: Node = "value",
    }
}

action! {
    /// Links a company.
    AddLinkedCompany as "add_linked_company" {
        /// Its name.
        name: String = "name",
    }
}

action! {
    /// Adds a note.
    AddNote as "add_note" {
        /// To the contact or the lead.
        element_type: Entity = "element_type",
        /// Which kind: 4 plain, 10 and 11 calls, 25 service message, 102 and 103 SMS.
        note_type: i64 = "note_type",
        /// What it says.
        text: Node = "text",
    }
}

impl AddNote {
    /// A plain note on the lead.
    pub fn on_lead(text: impl Into<Node>) -> Self {
        Self::new(Entity::Lead, 4, text)
    }
}

action! {
    /// Links two entities.
    Link as "link" {
        /// Contact or lead.
        from: Entity = "from",
        /// Contact 1, lead 2, company 3, element of a list 11.
        to: i64 = "to",
        /// Which.
        to_id: Node = "to_id",
    } {
        /// Which contact or lead; the bot's if nothing is said.
        from_id: Node = "from_id",
        /// The list, for elements.
        to_catalog_id: i64 = "to_catalog_id",
        /// How many, for elements.
        quantity: Node = "quantity",
    }
}

action! {
    /// Hands over the responsibility.
    ChangeResponsibleUser as "change_responsible_user" {
        /// The user.
        value: Node = "value",
    } {
        /// For the contact or the lead (if nothing is said).
        entity: Entity = "type",
    }
}

action! {
    /// Joins the incoming lead to an entity.
    LinkToUnsorted as "link_to_unsorted" {
        /// Lead or customer.
        entity_type: Entity = "entity_type",
        /// Which.
        entity_id: Node = "entity_id",
    } {
        /// With this contact.
        contact_id: Node = "contact_id",
    }
}
