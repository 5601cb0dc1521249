//! Conversations, and templates of messages.

use kommo_api::Api;
use kommo_api::talks::TalkStatus;
use kommo_api::templates::{NewTemplate, ReviewStatus, TemplatePatch, TemplateWith};

use super::{By, Outcome, Present, all, ensure};

pub(super) async fn talks(api: Api, _: By) -> Outcome {
    let talks = api.talks();
    let talk = talks.list().await?.items.into_iter().find(|talk| talk.is_in_work()).there()?;
    let id = talk.id();
    ensure!(talks.send_message(id, "Tomorrow").await?.is_some());
    let messages = talks.messages(id).await?.items;
    ensure!(messages.iter().any(|message| message.text().as_deref() == Some("Tomorrow")));
    talks.close(id, true).await?;
    ensure!(talks.get(id).await?.there()?.status() == Some(TalkStatus::Closed));
    Ok(())
}

pub(super) async fn templates(api: Api, _: By) -> Outcome {
    let templates = api.chat_templates();
    let new = NewTemplate::new("Ready", "Your order is ready").template_type("waba").external_id("t1");
    let made = all(templates.create_many([new, NewTemplate::new("Second", "x")])).await?;
    let (id, other) = (made.first().there()?.id(), made.get(1).there()?.id());
    ensure!(templates.update(id, TemplatePatch::new().name("All ready")).await?.id() == id);
    all(templates.update_many([(other, TemplatePatch::new().name("Third"))])).await?;
    let review = templates.send_to_review(id).await?.items.into_iter().next().there()?;
    ensure!(review.status() == Some(ReviewStatus::Review));
    templates.set_review(id, review.id(), &ReviewStatus::Approved, None).await?;
    let read = templates.get(id).with(TemplateWith::Reviews).await?.there()?;
    ensure!(read.review_status() == Some(ReviewStatus::Approved) && read.reviews().len() == 1);
    ensure!(templates.list().await?.items.len() == 2);
    templates.delete(id).await?;
    templates.delete_many(&[other]).await?;
    ensure!(templates.list().await?.items.is_empty());
    Ok(())
}
