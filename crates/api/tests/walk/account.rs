//! The account itself, and what is small.

use kommo_api::knowledge::KnowledgeUse;
use kommo_api::{AccountWith, Api, ErrorKind, Id, Method, Request};

use super::{By, Outcome, Present, ensure, only};
use crate::known::{CONTACT, LEAD};

pub(super) async fn account(api: Api, by: By) -> Outcome {
    // What a session cannot carry is refused, and not left out in silence.
    if by == By::Session {
        let refused = api.read("/api/v4/account").header("X-Language", "en").await.err().there()?;
        ensure!(refused.kind() == ErrorKind::Input && refused.message().contains("no headers"));
        for upload in [false, true] {
            let mut request = Request::new(Method::Post, "/api/v4/short_links");
            request.upload = upload.then(|| vec![1]);
            request.headers.extend((!upload).then(|| ("X-Language", "en".to_owned())));
            let refused = api.send(request).await.err().there()?;
            ensure!(refused.kind() == ErrorKind::Input && refused.message().contains("and no files"));
        }
    }
    let account = api.account().with(AccountWith::TaskTypes).with(AccountWith::UsersGroups).await?;
    ensure!(account.subdomain().as_deref() == Some("harboroak"));
    ensure!(account.currency().as_deref() == Some("USD"));
    ensure!(account.task_types().iter().any(|kind| kind.code().as_deref() == Some("FOLLOW_UP")));
    ensure!(!account.users_groups().is_empty());
    ensure!(account.current_user_id().is_some());
    Ok(())
}

pub(super) async fn misc(api: Api, _: By) -> Outcome {
    let currencies = api.currencies().await?;
    ensure!(currencies.items.first().is_some_and(|one| one.code().as_deref() == Some("USD")));
    let link = only(api.short_links([(Id::new(CONTACT), "https://shop.example/oil")])).await?;
    ensure!(link.url().is_some_and(|url| url.contains("/s/")));
    ensure!(link.account_id().is_some());
    let subscribers = api.leads().subscriptions(Id::new(LEAD)).await?;
    ensure!(subscribers.total() == Some(1));
    ensure!(subscribers.items.first().is_some_and(|one| one.subscriber_type().is_some()));
    Ok(())
}

pub(super) async fn knowledge(api: Api, _: By) -> Outcome {
    let knowledge = api.knowledge();
    let text = "Open from nine to five, every day but Sunday.";
    let added = knowledge.add_text("Hours", text, "en", KnowledgeUse::Agent, None).await?;
    ensure!(added.is_some_and(|answer| answer.get("status").is_some()));
    knowledge.add_url("https://shop.example", true, KnowledgeUse::SuggestedReply, None).await?;
    knowledge.import_products().await?;
    Ok(())
}
