//! What each subcommand prints and returns.
//!
//! | exit code | means |
//! |---|---|
//! | 0 | done |
//! | 1 | the widget is at fault: it breaks a rule, fails a test, grew beyond its budget, does not compile |
//! | 2 | the command line is wrong |
//! | 3 | something around it is missing or failed: a tool, a file, the network, a port |
//!
//! Results go to stdout, progress and complaints to stderr.

/// A line on stdout. A reader that has gone away (`| head`) is no failure.
macro_rules! say {
    ($($text:tt)*) => {{
        let mut out = anstream::stdout();
        let _ = std::io::Write::write_fmt(&mut out, format_args!($($text)*));
        let _ = std::io::Write::write_all(&mut out, b"\n");
    }};
}

mod add;
mod args;
mod bar;
mod browser;
mod check;
mod completions;
mod dev;
mod dev_kommo;
mod doctor;
mod findings;
mod new;
mod pack;
mod size;
mod test;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};

/// The widget is at fault.
const FAULT: u8 = 1;
/// The surroundings are at fault.
const TROUBLE: u8 = 3;

/// How a command ended when it did not end well: what to print, and the exit code.
#[derive(Debug)]
struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    fn trouble(message: impl std::fmt::Display) -> Self {
        Self { message: message.to_string(), code: TROUBLE }
    }

    /// The same, its message printed already.
    fn told(self) -> Self {
        Self { message: String::new(), ..self }
    }

    fn fault(message: impl std::fmt::Display) -> Self {
        Self { message: message.to_string(), code: FAULT }
    }
}

type Outcome = Result<(), Failure>;

/// Runs the command line `arguments`, the program's name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(without_cargos_word(arguments)) {
        Ok(cli) => cli,
        Err(error) => {
            // Prints help and version to stdout, mistakes to stderr.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let outcome = match cli.command {
        Command::Add(args) => add::run(&args),
        Command::New(args) => new::run(&args),
        Command::Pack(args) => pack::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Dev(args) => dev::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Schema => {
            say!("{}", kommo_manifest::manifest::JSON_SCHEMA.trim_end());
            Ok(())
        }
        Command::Size(args) => size::run(&args),
        Command::Test(args) => test::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.message.is_empty() {
                complain(&failure.message);
            }
            ExitCode::from(failure.code)
        }
    }
}

/// `cargo kommo pack` runs `cargo-kommo kommo pack` once the command is installed: cargo repeats its own word.
fn without_cargos_word(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|word| word == "kommo") {
        arguments.remove(1);
    }
    arguments
}

/// One line about a stage of the work.
fn progress(line: &str) {
    let style = style::VERB;
    anstream::eprintln!("{style}{:>12}{style:#} {line}", "Kommo");
}

/// Something that is not as it should be, but does not stop the work.
fn warn(message: &str) {
    let style = style::WARNING;
    anstream::eprintln!("{style}warning{style:#}: {message}");
}

/// Something to know or to do.
fn note(message: &str) {
    let style = style::NOTE;
    anstream::eprintln!("{style}note{style:#}: {message}");
}

fn complain(message: &str) {
    let style = style::ERROR;
    anstream::eprintln!("{style}error{style:#}: {message}");
}

/// Cargo's colours.
mod style {
    use anstyle::{AnsiColor, Style};

    pub(super) const VERB: Style = AnsiColor::Green.on_default().bold();
    pub(super) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
    pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
    pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_extra_word_is_dropped_once() {
        let words = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(
            without_cargos_word(words(&["cargo-kommo", "kommo", "pack"])),
            words(&["cargo-kommo", "pack"])
        );
        assert_eq!(without_cargos_word(words(&["x", "pack", "kommo"])), words(&["x", "pack", "kommo"]));
    }

    #[test]
    fn a_wrong_command_line_ends_with_two() {
        let code = main(["cargo-kommo", "pack", "--no-such-option"].map(OsString::from));
        assert_eq!(code, ExitCode::from(2));
    }
}
