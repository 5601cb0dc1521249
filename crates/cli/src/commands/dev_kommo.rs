//! `cargo kommo dev --kommo`.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::dev::{changes, follow, until_built};
use super::{Failure, Outcome, args, pack, progress};
use crate::dev::kommo::Server;
use crate::dev::live::Live;
use crate::pack::Options;
use crate::project::Project;

pub(super) async fn serve(args: &args::Dev) -> Outcome {
    let project = Project::open(&args.widget).map_err(Failure::trouble)?;
    let upload = project.folder.join("dist").join("kommo-dev").join("widget.zip");
    let mut changes = if args.no_watch { None } else { Some(changes(&project, None)?) };
    if is_older(&upload, &project.folder) {
        progress("making the archive to upload, once for each change of manifest, texts or pictures");
        let options = Options { switch: true, ..Options::default() };
        let archive = until_built(&mut changes, || pack::build(&project, &options)).await?;
        archive.write(&upload).map_err(Failure::trouble)?;
    }
    let live = Live::start().await.map_err(Failure::trouble)?;
    let options = if args.release { Options::default() } else { Options::dev() };
    let first = until_built(&mut changes, || {
        pack::build(&project, &Options { live: Some(live.url()), ..options.clone() })
    })
    .await?;
    let server = Server::start(args.port, first.files).await.map_err(|error| {
        Failure::trouble(format!("nothing can be served on localhost: {error}; try another --port"))
    })?;
    announce(args, &upload, server.port());
    let stop = tokio::signal::ctrl_c();
    match &mut changes {
        None => drop(stop.await),
        Some(changes) => tokio::select! {
            () = follow(&project, &options, &live, changes, |packed| {
                server.replace(packed.files.clone());
                Ok(())
            }) => {}
            _ = stop => {}
        },
    }
    progress("stopping");
    Ok(())
}

/// Whether the archive is missing, or older than what only an upload can change.
fn is_older(archive: &Path, project: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let Some(made) = changed(archive) else { return true };
    let newest = |folder: &str| -> Option<SystemTime> {
        let entries = fs::read_dir(project.join(folder)).into_iter().flatten().flatten();
        entries.filter_map(|entry| changed(&entry.path())).max()
    };
    let sources = [changed(&project.join("manifest.json")), newest("i18n"), newest("images")];
    sources.into_iter().flatten().any(|source| source > made)
}

fn announce(args: &args::Dev, upload: &Path, port: u16) {
    if args.json {
        say!(
            "{}",
            serde_json::json!({ "url": format!("http://localhost:{port}/script.js"), "upload": upload })
        );
        return;
    }
    say!(
        "
  1. Once, and after each change of manifest, texts or pictures: upload
     {}
     in Settings → Integrations, and install it. Whoever has no switch gets the widget as it was uploaded.
  2. In your browser, on a page of the account, open the console and type, with the code from the integration's
     tab \"Keys and scopes\",
     localStorage['CODE_is_dev'] = '{port}'
     then reload. `delete localStorage['CODE_is_dev']` ends it.
  3. Chrome asks whether the page may reach devices on your local network: allow it, it is this computer. Asked no
     more? Click the sign left of the address → Site settings → Local network access.

  Serving http://localhost:{port}/script.js. If the page cannot load it, the console says so, and the widget is absent
  until the switch is deleted. Upload an archive of `cargo kommo pack` before others work with the widget: this one
  is not for the marketplace.
",
        upload.display()
    );
}
