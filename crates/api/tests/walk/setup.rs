//! What an administrator sets up: pipelines, users, roles, webhooks.

use kommo_api::pipelines::{NewPipeline, NewStatus, PipelinePatch, StatusPatch};
use kommo_api::users::{NewRights, NewRole, NewUser, Right, RolePatch, RoleWith, UserWith};
use kommo_api::webhooks::{WebhookEvent, WebhookFilter};
use kommo_api::{Api, Id, Status};

use super::{By, Outcome, Present, all, ensure};
use crate::known::PIPELINE;

pub(super) async fn pipelines(api: Api, _: By) -> Outcome {
    let pipelines = api.pipelines();
    let new = NewPipeline::new("Second hand", 50).status(NewStatus::new("Looking", 20).color("#fffeb2"));
    let made = all(pipelines.create_many([new])).await?;
    let id = made.first().there()?.id();
    let changed = pipelines.update(id, PipelinePatch::new().name("Used")).await?;
    ensure!(changed.name().as_deref() == Some("Used"));
    ensure!(pipelines.get(id).await?.there()?.status(Status::WON).is_some());
    ensure!(pipelines.list().await?.items.iter().any(|pipeline| pipeline.is_main()));

    let statuses = pipelines.statuses(id);
    let made = all(statuses.create_many([NewStatus::new("Paying", 30).color("#fffd7f")])).await?;
    let status = made.first().there()?.id();
    let changed = statuses.update(status, StatusPatch::new().name("Paid")).await?;
    ensure!(changed.name().as_deref() == Some("Paid") && changed.pipeline_id() == Some(id));
    ensure!(statuses.get(status).await?.there()?.color().is_some());
    ensure!(statuses.list().await?.items.len() >= 4);
    statuses.delete(status).await?;
    pipelines.delete(id).await?;
    Ok(())
}

/// Rights of a seller, with those of one stage of their own.
fn rights() -> NewRights {
    let most = [Right::All, Right::Group, Right::All, Right::Denied, Right::Denied];
    NewRights::new()
        .leads(most.clone())
        .contacts(most.clone())
        .companies(most)
        .tasks(&Right::All, &Right::Denied)
        .mail_access(false)
        .catalog_access(true)
}

pub(super) async fn users(api: Api, _: By) -> Outcome {
    let users = api.users();
    let admin =
        users.list().with(UserWith::Group).await?.items.into_iter().find(|user| user.is_admin()).there()?;
    let read = users.get(admin.id()).with(UserWith::AmojoId).await?.there()?;
    ensure!(read.name() == admin.name() && read.amojo_id().is_some());
    let new = NewUser::new("Walker", "walker@harboroak.example", "s3cret-Pass", &rights());
    let made = all(users.create_many([new])).await?;
    let id = made.first().there()?.id();
    users.deactivate(&[id]).await?;
    users.activate(&[id]).await?;
    let read = users.get(id).await?.there()?;
    ensure!(read.rights().there()?.leads().there()?.edit() == Some(Right::Group));
    Ok(())
}

pub(super) async fn roles(api: Api, _: By) -> Outcome {
    let roles = api.roles();
    let status = api.pipelines().get(Id::new(PIPELINE)).await?.there()?;
    let stage = status.statuses().into_iter().find(|status| status.is_editable()).there()?.id();
    let rights = rights().status(Id::new(PIPELINE), stage, [Right::All, Right::Denied, Right::Denied]);
    let id = roles.create(NewRole::new("Seller", &rights)).await?.id();
    let read = roles.get(id).with(RoleWith::Users).await?.there()?;
    let read_rights = read.rights().there()?;
    ensure!(read_rights.status_rights().first().is_some_and(|one| one.status_id() == stage));
    let changed = roles.update(id, RolePatch::new().name("Buyer").rights(rights)).await?;
    ensure!(changed.id() == id);
    ensure!(roles.list().await?.items.iter().any(|role| role.name().as_deref() == Some("Buyer")));
    roles.delete(id).await?;
    Ok(())
}

pub(super) async fn webhooks(api: Api, _: By) -> Outcome {
    let webhooks = api.webhooks();
    let destination = "https://hooks.example/kommo";
    let made = webhooks.subscribe(destination, &[WebhookEvent::AddLead, WebhookEvent::AddTalk]).await?;
    ensure!(made.destination().as_deref() == Some(destination));
    let found = webhooks.list().filter(WebhookFilter::new().destination(destination.to_owned())).await?;
    ensure!(found.items.first().is_some_and(|hook| hook.settings().contains(&WebhookEvent::AddTalk)));
    webhooks.unsubscribe(destination).await?;
    ensure!(webhooks.list().await?.items.is_empty());
    Ok(())
}
