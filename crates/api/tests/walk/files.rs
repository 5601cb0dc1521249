//! The drive, and files of cards.

use kommo_api::files::NewFile;
use kommo_api::{AccountWith, Api, Id};

use super::{By, Outcome, Present, ensure};
use crate::known::{CONTACT, FILE, LEAD};

pub(super) async fn files(api: Api, by: By) -> Outcome {
    // The drive takes a token only, as it is a host of its own.
    let uuid = match by {
        By::Token => drive(&api).await?,
        By::Session => FILE.to_owned(),
    };
    let lead = api.leads().files(Id::new(LEAD));
    lead.attach(&[uuid.as_str()]).await?;
    ensure!(lead.list().await?.items.iter().any(|one| one.file_uuid() == uuid));
    ensure!(api.file_links(&uuid).await?.entities().len() == 1);
    lead.detach(&[uuid.as_str()]).await?;
    ensure!(api.contacts().files(Id::new(CONTACT)).list().await?.items.is_empty());
    Ok(())
}

async fn drive(api: &Api) -> Outcome<String> {
    let url = api.account().with(AccountWith::DriveUrl).await?.drive_url().there()?;
    let drive = api.drive(&url);
    // More than one part.
    let content: Vec<u8> = (0..600_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let file = drive.upload(NewFile::new("plan.pdf").content_type("application/pdf"), &content).await?;
    let uuid = file.uuid();
    ensure!(file.size() == Some(600_000) && file.download_link().is_some());
    let second = drive.upload(NewFile::new("plan.pdf").file_uuid(uuid.as_str()), b"two").await?;
    ensure!(second.uuid() == uuid && second.size() == Some(3));
    ensure!(drive.versions(&uuid).await?.items.len() == 2);
    ensure!(drive.rename(&uuid, "memo.pdf").await?.name().as_deref() == Some("memo.pdf"));
    ensure!(drive.get(&uuid).await?.there()?.has_multiple_versions());
    drive.delete(&[uuid.as_str()]).await?;
    let back = drive.restore(&[uuid.as_str()]).await?;
    ensure!(back.items.first().is_some_and(|one| !one.is_trashed()));
    ensure!(drive.list().await?.items.iter().any(|one| one.uuid() == uuid));
    Ok(uuid)
}
