//! Every endpoint of Kommo's API through the client, against the simulated account, with a token: the walk through all
//! groups, and `docs/endpoints.tsv`, which it is held to.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail where it stands")]

#[path = "../walk/known.rs"]
mod known;
mod page;
#[path = "../walk/plant.rs"]
mod plant;
#[path = "../walk/table.rs"]
mod table;
#[path = "../walk/mod.rs"]
mod walk;

use std::collections::BTreeSet;

use kommo_api::{Api, Bearer, Limiter};
use kommo_sandbox::{Sandbox, TokenGrant};

/// Walks one group and looks in the journal for every endpoint the table has in it.
async fn walk(group: &str) {
    let sandbox = Sandbox::builder().limits(false).start().await.unwrap();
    plant::plant(&sandbox).unwrap();
    let admin = sandbox.users().unwrap().into_iter().find(|user| user.is_admin).unwrap();
    let scopes = ["crm", "files", "files_delete", "notifications"];
    let grant = TokenGrant { client_id: "tests", user_id: admin.id, scopes: &scopes, lives: 86_400 };
    let token = sandbox.state().issue_token(&grant).unwrap();
    let bearer = Bearer::new(sandbox.url(), &token).unwrap();
    let api = Api::builder(bearer).limiter(Limiter::per_second(0)).build();
    let (_, run) = walk::GROUPS.iter().find(|(name, _)| *name == group).unwrap();
    if let Err(wrong) = run(api, walk::By::Token).await {
        panic!("{}", wrong.0);
    }
    let missing = table::missing(group, &sandbox.state().journal().since(0), &[]);
    assert!(missing.is_empty(), "not called: {missing:?}");
}

macro_rules! walks {
    ($($test:ident => $group:literal,)*) => {
        $(
            #[tokio::test]
            async fn $test() {
                walk($group).await;
            }
        )*

        #[test]
        fn every_group_of_the_table_has_its_walk() {
            let tested: BTreeSet<&str> = [$($group),*].into();
            assert_eq!(tested, walk::GROUPS.iter().map(|(name, _)| *name).collect());
            let rows = table::rows();
            let named = rows.iter().filter(|row| row.client != "-").map(|row| row.group.as_str()).collect();
            assert_eq!(tested, named);
        }
    };
}

walks! {
    account => "account",
    leads => "leads",
    incoming => "incoming",
    pipelines => "pipelines",
    contacts => "contacts",
    companies => "companies",
    customers => "customers",
    catalogs => "catalogs",
    links => "links",
    tasks => "tasks",
    events => "events",
    notes => "notes",
    tags => "tags",
    custom_fields => "custom fields",
    users => "users",
    roles => "roles",
    webhooks => "webhooks",
    widgets => "widgets",
    bots => "bots",
    calls => "calls",
    talks => "talks",
    templates => "templates",
    sources => "sources",
    website_buttons => "website buttons",
    files => "files",
    misc => "misc",
    knowledge => "AI",
    oauth => "OAuth",
    amojo => "amojo",
}
