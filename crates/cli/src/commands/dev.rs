//! `cargo kommo dev`.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use kommo_sandbox::Seed;
use serde_json::Map;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::bar::Bar;
use super::{FAULT, Failure, Outcome, args, browser, complain, findings, pack, progress, warn};
use crate::build::BuildError;
use crate::dev::foreign::Foreign;
use crate::dev::live::Live;
use crate::dev::told;
use crate::dev::watch::Watch;
use crate::dev::{self, Session, settings};
use crate::pack::{Error, Options, Packed, pack as build};
use crate::project::Project;

pub(super) fn run(args: &args::Dev) -> Outcome {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::trouble)?;
    runtime.block_on(serve(args))
}

async fn serve(args: &args::Dev) -> Outcome {
    if args.kommo {
        return super::dev_kommo::serve(args).await;
    }
    let mut options = options(args)?;
    let source = Source::open(args)?;
    if let Source::Project { project, .. } = &source {
        for (field, value) in &project.settings {
            options.settings.entry(field.clone()).or_insert_with(|| value.clone());
        }
    }
    let live = Live::start().await.map_err(Failure::trouble)?;
    let mut changes = match &source {
        Source::Project { project, .. } if !args.no_watch => {
            Some(changes(project, args.database.as_deref())?)
        }
        _ => None,
    };
    let zip = until_built(&mut changes, || source.zip(&live)).await?;
    let session = {
        let mut bar = Bar::default();
        Session::start(&zip, &options, &mut |line| bar.stage(line)).await.map_err(Failure::trouble)?
    };
    if matches!(source, Source::Foreign(_)) {
        // A project's own findings were printed when it was packed.
        session.warnings.iter().for_each(|warning| warn(warning));
    }
    announce(args, &session);
    if args.open {
        browser::open(&session.sign_in_url()).unwrap_or_else(|reason| warn(&reason));
    }
    let work = async {
        match (&source, &mut changes) {
            (Source::Project { project, options }, Some(changes)) => {
                follow(project, options, &live, changes, |packed| {
                    session.replace(&packed.archive).map_err(|error| error.to_string())
                })
                .await
            }
            (Source::Foreign(widget), _) if !args.no_watch => follow_foreign(widget, zip, &session).await,
            _ => std::future::pending().await,
        }
    };
    tokio::select! {
        outcome = work => outcome,
        () = tell(&session, args.json) => {}
        // Without a signal handler there is nothing to wait for but the end.
        _ = tokio::signal::ctrl_c() => {}
    }
    progress("stopping");
    session.sandbox.shutdown().await;
    Ok(())
}

fn options(args: &args::Dev) -> Result<dev::Options, Failure> {
    let seed = match args.seed.as_deref() {
        None => None,
        Some("empty") => Some(Seed::empty()),
        Some("small") => Some(Seed::small_business()),
        Some(path) => {
            let text =
                fs::read_to_string(path).map_err(|error| Failure::trouble(format!("{path}: {error}")))?;
            Some(Seed::from_json(&text).map_err(|error| Failure::trouble(format!("{path}: {error}")))?)
        }
    };
    let mut values = Map::new();
    for text in &args.set {
        let (field, value) = settings::assignment(text).map_err(Failure::trouble)?;
        values.insert(field, value);
    }
    let stubs = match &args.stubs {
        None => None,
        Some(path) => Some(fs::read_to_string(path).map_err(|error| Failure::trouble(name(path, &error)))?),
    };
    Ok(dev::Options {
        port: args.port,
        seed,
        database: args.database.clone(),
        stubs,
        settings: values,
        strict_csp: args.strict_csp,
    })
}

/// Where the widget comes from.
enum Source {
    Foreign(Foreign),
    Project { project: Box<Project>, options: Options },
}

impl Source {
    fn open(args: &args::Dev) -> Result<Self, Failure> {
        if let Some(widget) = Foreign::at(&args.widget) {
            return Ok(Self::Foreign(widget));
        }
        let project = Box::new(Project::open(&args.widget).map_err(Failure::trouble)?);
        let options = if args.release { Options::default() } else { Options::dev() };
        Ok(Self::Project { project, options })
    }

    fn zip(&self, live: &Live) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Foreign(widget) => widget.zip().map_err(Failure::trouble),
            Self::Project { project, options } => {
                let options = Options { live: Some(live.url()), ..options.clone() };
                Ok(pack::build(project, &options)?.archive)
            }
        }
    }
}

fn name(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

fn announce(args: &args::Dev, session: &Session) {
    let user = &session.user;
    if args.json {
        say!("{}", told::addresses(session));
        return;
    }
    say!("\n  Widget   {}", session.page_url());
    say!("  Open     {}", session.sign_in_url());
    say!("           (signs {} in; or use {} / {})", user.name, user.login, user.password);
    say!("  Account  {}", session.sandbox.url());
    say!("  Controls {}/control\n", session.sandbox.url());
    say!("Ctrl-C stops it.");
}

/// How often the journal is looked at.
const HEARD_EVERY: std::time::Duration = std::time::Duration::from_millis(200);

/// Prints the journal as it grows: calls into the widget, and calls to foreign hosts.
async fn tell(session: &Session, as_json: bool) {
    let mut reader = told::Reader::default();
    loop {
        for line in reader.next(&session.sandbox) {
            match (as_json, line.is_fault) {
                (true, _) => say!("{}", line.json),
                (false, true) => complain(&line.text),
                (false, false) => progress(&line.text),
            }
        }
        tokio::time::sleep(HEARD_EVERY).await;
    }
}

/// Uploads a widget that is no project of ours again after every change of its files.
async fn follow_foreign(widget: &Foreign, mut known: Vec<u8>, session: &Session) {
    loop {
        known = widget.changed(&known).await;
        match session.replace(&known) {
            Ok(()) => {
                session.sandbox.reload_pages();
                progress("uploaded again");
            }
            Err(error) => complain(&error.to_string()),
        }
    }
}

/// Files of the project that changed, as they do.
pub(super) type Changes = UnboundedReceiver<PathBuf>;

pub(super) fn changes(project: &Project, database: Option<&Path>) -> Result<Changes, Failure> {
    let watch = Watch::start(&project.watched(), database).map_err(Failure::trouble)?;
    let (sender, receiver) = unbounded_channel();
    thread::spawn(move || {
        while let Some(path) = watch.next() {
            if sender.send(path).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

/// What the first build gives. A widget at fault is built again after every change, until it is not.
pub(super) async fn until_built<T>(
    changes: &mut Option<Changes>,
    build: impl Fn() -> Result<T, Failure>,
) -> Result<T, Failure> {
    loop {
        let failure = match (tokio::task::block_in_place(&build), changes.as_mut()) {
            (Err(failure), Some(changes)) if failure.code == FAULT => (failure, changes),
            (built, _) => return built,
        };
        let (failure, changes) = failure;
        complain(&failure.message);
        progress("waiting for a change");
        tokio::select! {
            Some(_) = changes.recv() => {}
            _ = tokio::signal::ctrl_c() => return Err(failure.told()),
        }
    }
}

/// Builds and uploads again after every change, until watching ends.
pub(super) async fn follow(
    project: &Project,
    options: &Options,
    live: &Live,
    changes: &mut Changes,
    replace: impl Fn(&Packed) -> Result<(), String>,
) {
    progress("watching; every save rebuilds and reloads");
    while let Some(mut path) = changes.recv().await {
        while let Ok(later) = changes.try_recv() {
            path = later;
        }
        let shown = path.strip_prefix(&project.folder).unwrap_or(&path);
        progress(&format!("{} changed", shown.display()));
        let options = Options { live: Some(live.url()), ..options.clone() };
        let started = std::time::Instant::now();
        let packed = tokio::task::block_in_place(|| build(project, &options, &mut |_| {}));
        let told = |error: Error| (explain(project, &error), error.to_string());
        match packed.map_err(told).and_then(|packed| {
            findings::print(
                &packed.findings,
                &packed.files,
                &findings::prefix(&pack::shown(&project.folder)),
            );
            replace(&packed).map_err(|text| (text.clone(), text))
        }) {
            Ok(()) => {
                live.reload();
                progress(&format!("reloaded after {:.1} s", started.elapsed().as_secs_f64()));
            }
            // The compiler and the rules have said the rest here already.
            Err((text, short)) => {
                live.problem(&text);
                complain(&short);
            }
        }
    }
}

/// An error as the page shows it: with the compiler's words, without its colours.
fn explain(project: &Project, error: &Error) -> String {
    match error {
        Error::Build(BuildError::Failed { messages, .. }) => {
            let errors = messages.iter().filter(|message| message.is_error);
            let text: String = errors.map(|message| message.text.as_str()).collect();
            format!("{error}\n\n{}", anstream::adapter::strip_str(&text))
        }
        Error::Findings(list) => {
            findings::of_project(list, project);
            list.iter().fold(error.to_string(), |text, one| {
                let place = one.file.as_deref().unwrap_or("widget.zip");
                format!("{text}\n{place}:{}: {}", one.line.unwrap_or(1), one.message)
            })
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_widget_at_fault_is_built_again_after_a_change_and_other_trouble_ends_it() {
        let (sender, receiver) = unbounded_channel();
        let (tries, mut changes) = (Cell::new(0), Some(receiver));
        let build = || {
            tries.set(tries.get() + 1);
            match tries.get() {
                1 | 2 => Err(Failure::fault("it does not compile")),
                3 => Ok("built"),
                _ => Err(Failure::trouble("no cargo")),
            }
        };
        sender.send("src/lib.rs".into()).unwrap();
        sender.send("src/lib.rs".into()).unwrap();
        assert_eq!(until_built(&mut changes, build).await.ok(), Some("built"));
        assert!(until_built(&mut changes, build).await.is_err());
        tries.set(0);
        assert!(until_built(&mut None, build).await.is_err(), "nothing to wait for");
    }
}
