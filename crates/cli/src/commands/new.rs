//! `cargo kommo new`.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use kommo_manifest::i18n::KOMMO_LANGUAGES;

use super::{Failure, Outcome, args, progress, warn};
use crate::add::{AddError, LOCATIONS};
use crate::new::{self, Names, NewError, Plan, Start};

pub(super) fn run(args: &args::New) -> Outcome {
    let asking = io::stdin().is_terminal() && io::stderr().is_terminal();
    let (given, path) = args.name.as_deref().map_or((None, None), named);
    let names = match &given {
        Some(name) => Names::new(name).map_err(wrong)?,
        None if asking => ask("Name of the widget", "my-widget", Names::new)?,
        None => return Err(wrong("give the widget a name: `cargo kommo new my-widget`".into())),
    };
    let start = match args.start {
        Some(start) => start,
        None if asking => {
            choices();
            ask("Start with", "card", start_of)?
        }
        None => args::Start::Card,
    };
    let locales = match args.locale.as_slice() {
        [] if asking => ask("Languages (en, es, pt, tr, id)", "en,es,pt", |answer| locales(&list(answer)))?,
        [] => list("en,es,pt"),
        given => locales(given).map_err(wrong)?,
    };
    // With a name on the command line the questions are over once they are answered by flags.
    let locations = match args.location.as_slice() {
        [] if asking && args.start.is_none() => {
            for (code, about) in LOCATIONS {
                choice(code, about);
            }
            let question = "Further locations, such as ccard-1 llist-0 advanced_settings";
            ask(question, "none", |answer| further(start, &locales, answer))?
        }
        given => given.to_vec(),
    };
    let folder = args.folder.clone().or(path).unwrap_or_else(|| PathBuf::from(&names.krate));
    if let Some(path) = args.runtime.as_deref().filter(|path| !is_checkout(path)) {
        return Err(wrong(format!("{} is no checkout of kommo-widget", path.display())));
    }
    let runtime = args.runtime.clone().or_else(checkout);
    let plan = Plan { names, start: kind(start), locales, locations, runtime };
    let count = new::write(&plan, &folder).map_err(|error| match error {
        NewError::Exists(_)
        | NewError::Rules(_)
        | NewError::Add(AddError::Refused(_) | AddError::Rules(_)) => wrong(error.to_string()),
        other => Failure::trouble(other),
    })?;
    progress(&format!("wrote {count} files for {}", plan.names.title));
    say!("{}", folder.display());
    progress(&format!("next: cargo kommo dev {} --open", folder.display()));
    Ok(())
}

fn wrong(message: String) -> Failure {
    Failure { message, code: 2 }
}

fn kind(start: args::Start) -> Start {
    match start {
        args::Start::Card => Start::Card,
        args::Start::Settings => Start::Settings,
        args::Start::Salesbot => Start::Salesbot,
        args::Start::Calls => Start::Calls,
        args::Start::Empty => Start::Empty,
    }
}

/// What one can start with, a line each.
fn choices() {
    for start in args::Start::value_variants() {
        let Some(value) = start.to_possible_value() else { continue };
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        choice(value.get_name(), &help);
    }
}

fn choice(name: &str, about: &str) {
    let style = super::style::VERB;
    anstream::eprintln!("  {style}{name:<19}{style:#} {about}");
}

/// The name in what was typed, and the folder if it was typed as a path.
fn named(typed: &str) -> (Option<String>, Option<PathBuf>) {
    let is_path =
        matches!(typed, "." | "..") || (typed.contains(['/', '\\']) && !typed.contains(char::is_whitespace));
    if !is_path {
        return (Some(typed.to_owned()), None);
    }
    let path = Path::new(typed);
    let last = path.file_name().map(ToOwned::to_owned);
    let last = last.or_else(|| path.canonicalize().ok()?.file_name().map(ToOwned::to_owned));
    (last.map(|name| name.to_string_lossy().into_owned()), Some(path.to_owned()))
}

fn start_of(answer: &str) -> Result<args::Start, String> {
    args::Start::from_str(answer, true)
        .map_err(|_| format!("`{answer}` is none of card, settings, salesbot, calls, empty"))
}

fn list(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

fn locales(given: &[String]) -> Result<Vec<String>, String> {
    match given.iter().find(|locale| !KOMMO_LANGUAGES.contains(&locale.as_str())) {
        Some(other) => Err(format!("Kommo has no language `{other}`; it has {}", KOMMO_LANGUAGES.join(", "))),
        None => Ok(given.to_vec()),
    }
}

/// Further locations that go together with those of the start.
fn further(start: args::Start, locales: &[String], answer: &str) -> Result<Vec<String>, String> {
    let locations = if answer == "none" { Vec::new() } else { list(answer) };
    let names = Names::new("try")?;
    let plan = Plan {
        names,
        start: kind(start),
        locales: locales.to_vec(),
        locations: locations.clone(),
        runtime: None,
    };
    new::files(&plan).map(|_| locations).map_err(|error| error.to_string())
}

/// Asks on stderr until the answer can be read; an empty answer takes what is offered.
fn ask<T>(question: &str, offered: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, Failure> {
    let style = super::style::VERB;
    loop {
        anstream::eprint!("{style}?{style:#} {question} [{offered}] ");
        let _ = io::stderr().flush();
        let mut answer = String::new();
        // At the end of input what is offered counts, and nobody is asked again.
        let is_end = io::stdin().lock().read_line(&mut answer).unwrap_or(0) == 0;
        let answer = answer.trim();
        match read(if answer.is_empty() { offered } else { answer }) {
            Ok(value) => return Ok(value),
            Err(problem) if is_end => return Err(wrong(problem)),
            Err(problem) => warn(&problem),
        }
    }
}

/// The checkout this command was built in, if it is still there: its crates then count, not released ones.
fn checkout() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?;
    is_checkout(root).then(|| root.to_owned())
}

fn is_checkout(root: &Path) -> bool {
    root.join("js-shim").is_dir() && root.join("crates").join("testing").is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gives_folder_and_name() {
        assert_eq!(named("deal-desk"), (Some("deal-desk".into()), None));
        assert_eq!(named("In / out"), (Some("In / out".into()), None));
        assert_eq!(named("../deal-desk"), (Some("deal-desk".into()), Some("../deal-desk".into())));
        let here = std::env::current_dir().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(named("."), (Some(here), Some(".".into())));
    }
}
