//! Widgets and bots.

use kommo_api::bots::LegacyTarget;
use kommo_api::json::Fields;
use kommo_api::widgets::{BotKind, Continuation};
use kommo_api::{Api, EntityRef, Id};

use super::{By, Outcome, Present, ensure};
use crate::known::{BOT, LEAD, MARKETINGBOT_RUN, SALESBOT_RUN, WIDGET};

pub(super) async fn widgets(api: Api, _: By) -> Outcome {
    let widgets = api.widgets();
    ensure!(widgets.list().await?.items.iter().any(|widget| widget.code() == WIDGET));
    let mut settings = Fields::new();
    settings.set("token", &"t");
    let installed = widgets.install(WIDGET, &settings).await?;
    ensure!(installed.is_active_in_account());
    let read = widgets.get(WIDGET).await?.there()?;
    ensure!(read.settings_template().first().is_some_and(|field| field.key() == "token"));
    widgets.uninstall(WIDGET).await?;
    let with = Continuation::new().show("Hello");
    widgets.continue_bot(BotKind::Salesbot, BOT, SALESBOT_RUN, &with).await?;
    widgets.continue_bot(BotKind::Marketingbot, BOT, MARKETINGBOT_RUN, &with).await?;
    Ok(())
}

pub(super) async fn bots(api: Api, _: By) -> Outcome {
    let (bots, bot) = (api.bots(), Id::new(BOT));
    ensure!(bots.list().await?.items.iter().any(|one| one.id() == bot));
    ensure!(bots.get(bot).await?.there()?.name().is_some());
    let lead = EntityRef::lead(Id::new(LEAD));
    bots.run(bot, &lead).await?;
    bots.stop(bot, &lead).await?;
    bots.run_many(&[(bot, lead.clone())]).await?;
    bots.run_legacy(&[(bot, LegacyTarget::Lead(Id::new(LEAD)))]).await?;
    Ok(())
}
