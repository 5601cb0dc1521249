//! `cargo kommo completions`.

use std::io;

use clap::CommandFactory as _;

use super::args::{Cli, Completions};
use super::{Failure, Outcome};

pub(super) fn run(args: &Completions) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cargo-kommo", &mut text);
    match io::Write::write_all(&mut io::stdout(), &text) {
        // `| head` is not a failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::trouble(error)),
        _ => Ok(()),
    }
}
