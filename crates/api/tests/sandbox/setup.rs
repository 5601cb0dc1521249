//! The account: users, pipelines, lists, roles.

use kommo_api::catalogs::{NewCatalog, NewElement};
use kommo_api::pipelines::{NewPipeline, NewStatus, StatusPatch};
use kommo_api::users::{NewRights, NewRole, Right, UserWith};
use kommo_api::{AccountWith, ErrorKind, Status};

use crate::common::World;

#[tokio::test]
async fn the_account_and_its_users() {
    let world = World::new().await;
    let account =
        world.api.account().with(AccountWith::TaskTypes).with(AccountWith::UsersGroups).await.unwrap();
    assert!(account.name().is_some());
    assert!(account.task_types().iter().any(|kind| kind.code().as_deref() == Some("FOLLOW_UP")));
    assert!(!account.users_groups().is_empty());
    let bare = world.api.account().await.unwrap();
    assert!(bare.task_types().is_empty(), "only what is asked for");

    let users = world.api.users().list().with(UserWith::Group).all().await.unwrap();
    let admin = users.iter().find(|user| user.is_admin()).unwrap();
    let read = world.api.users().get(admin.id()).await.unwrap().unwrap();
    assert_eq!(read.name(), admin.name());
    assert_eq!(account.current_user_id(), Some(admin.id()));
}

#[tokio::test]
async fn pipelines_and_stages() {
    let world = World::new().await;
    let pipelines = world.api.pipelines();
    let all = pipelines.list().await.unwrap();
    assert!(all.items.iter().any(|pipeline| pipeline.is_main()));
    let made = NewPipeline::new("Second hand", 50).status(NewStatus::new("Looking", 20).color("#fffeb2"));
    let made = pipelines.create(made).await.unwrap();
    assert!(made.status(Status::WON).is_some());
    let statuses = pipelines.statuses(made.id());
    let status = statuses.create(NewStatus::new("Paying", 30).color("#fffd7f")).await.unwrap();
    let changed = statuses.update(status.id(), StatusPatch::new().name("Paid")).await.unwrap();
    assert_eq!(changed.name().as_deref(), Some("Paid"));
    assert!(statuses.list().await.unwrap().items.len() >= 4);
    statuses.delete(status.id()).await.unwrap();
    pipelines.delete(made.id()).await.unwrap();
    assert!(!pipelines.list().await.unwrap().items.iter().any(|pipeline| pipeline.id() == made.id()));
}

#[tokio::test]
async fn lists_and_their_elements() {
    let world = World::new().await;
    let catalog = world.api.catalogs().create(NewCatalog::new("Vans")).await.unwrap();
    let elements = world.api.catalogs().elements(catalog.id());
    let results = elements.create_many(["White van", "Red van"].map(NewElement::new)).await;
    let red = results[1].as_ref().unwrap();
    assert_eq!(red.name().as_deref(), Some("Red van"));
    let read = elements.get(red.id()).await.unwrap().unwrap();
    assert_eq!(read.catalog_id(), Some(catalog.id()));
    assert_eq!(elements.list().search("White").await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn roles() {
    let world = World::new().await;
    let rights = NewRights::new()
        .leads([Right::All, Right::Group, Right::All, Right::Denied, Right::Denied])
        .contacts([Right::All, Right::Own, Right::All, Right::Denied, Right::Denied])
        .companies([Right::All, Right::Own, Right::All, Right::Denied, Right::Denied])
        .tasks(&Right::All, &Right::Denied)
        .mail_access(false)
        .catalog_access(true);
    let role = world.api.roles().create(NewRole::new("Seller", &rights)).await.unwrap();
    let read = world.api.roles().get(role.id()).await.unwrap().unwrap();
    assert_eq!(read.rights().unwrap().leads().unwrap().edit(), Some(Right::Group));
    world.api.roles().delete(role.id()).await.unwrap();
}

#[tokio::test]
async fn what_kommo_does_not_have() {
    let world = World::new().await;
    let request = kommo_api::Request::new(kommo_api::Method::Get, "/api/v4/unicorns");
    let error = world.api.send(request).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let account = world.api.read("/api/v4/account").await.unwrap().unwrap();
    assert!(account.get("name").is_some());
}
