//! The service of the example `pipeline-action`: when a lead comes into a stage, a card is posted, and a note on the lead
//! says so.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use kommo_api::{Api, Id, NewNote};
use kommo_hooks::axum::receive;
use kommo_hooks::{Movement, Once, PipelineHook};
use serde::Deserialize;

/// The fields of `dp.settings` in the manifest.
#[derive(Deserialize)]
struct Settings {
    message: String,
}

/// The service's routes: `POST /post` for the leads of one account.
///
/// The webhook is not signed. What counts is read from the account itself: a lead that is not there, or is not in the
/// stage the webhook names, gets no note, whoever asks for one.
pub fn router(api: Api) -> Router {
    let done = Arc::new(Once::new());
    let post = receive(move |hook: PipelineHook| {
        let (api, done) = (api.clone(), Arc::clone(&done));
        async move {
            if let Err(error) = post_card(&api, &hook, &done).await {
                eprintln!("no card was posted: {error}");
            }
        }
    });
    Router::new().route("/post", post)
}

async fn post_card(
    api: &Api,
    hook: &PipelineHook,
    done: &Once,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let data = &hook.event.data;
    if data.element_type != Some(2) || data.direction_of_movement() == Some(Movement::FromTrigger) {
        return Ok(());
    }
    let Settings { message } = hook.settings_as()?;
    let lead = api.leads().get(Id::new(data.id.try_into()?)).await?.ok_or("there is no such lead")?;
    let stage = data.status_id.map(u64::try_from).transpose()?;
    if stage.is_some() && lead.status_id().map(Id::get) != stage {
        return Err("the lead is not in that stage".into());
    }
    // Kommo may send the same one up to five times.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().try_into()?;
    let key = format!("{} {:?} {:?}", data.id, data.status_id, hook.event.time);
    if done.use_up(&key, now + 86_400, now).is_err() {
        return Ok(());
    }
    let note =
        api.leads().notes(lead.id()).create(NewNote::common(&format!("A card was posted: {message}"))).await;
    if note.is_err() {
        done.release(&key);
    }
    note?;
    Ok(())
}
