//! What the panel shows, read through the Kommo API.

use kommo_widget::api_client::events::{EventEntity, EventFilter};
use kommo_widget::api_client::tasks::TaskOrder;
use kommo_widget::api_client::{Contact, Direction, EntityRef, LeadWith, Task, TaskFilter, Timestamp};
use kommo_widget::prelude::*;

/// A lead with all that is shown of it.
pub(crate) struct Deal {
    pub(crate) lead: Lead,
    pub(crate) contact: Option<Contact>,
    /// When the lead came into the stage it is in, if the account's feed says so.
    pub(crate) stage_since: Option<Timestamp>,
    pub(crate) tasks: Vec<Task>,
}

/// Reads the lead. None if it was deleted or the user may not see it.
pub(crate) async fn read(cx: &Cx, id: Id<Lead>) -> Result<Option<Deal>> {
    let api = cx.api();
    let Some(lead) = api.leads().get(id).with(LeadWith::Contacts).await? else { return Ok(None) };
    let contact = match lead.main_contact_id() {
        Some(id) => api.contacts().get(id).await?,
        None => None,
    };
    let open = TaskFilter::new().entity(EntityRef::lead(id)).is_completed(false);
    let tasks = api
        .tasks()
        .list()
        .filter(open)
        .order(TaskOrder::CompleteTill, Direction::Ascending)
        .limit(20)
        .await?;
    // Without the feed (no right to it, say) the panel leaves that line out; the rest is worth showing.
    let stage_since = stage_since(cx, &lead).await.unwrap_or_else(|error| {
        cx.report(&error);
        None
    });
    Ok(Some(Deal { lead, contact, stage_since, tasks: tasks.items }))
}

/// The newest change of stage in the lead's feed, or its creation if it never changed.
async fn stage_since(cx: &Cx, lead: &Lead) -> Result<Option<Timestamp>> {
    let moves =
        EventFilter::new().entity(EventEntity::Lead).entity_id(lead.id()).event_type("lead_status_changed");
    let feed = cx.api().events().list().filter(moves).limit(50).await?;
    Ok(feed.items.iter().filter_map(|event| event.created_at()).max().or(lead.created_at()))
}
