//! `cargo kommo completions`.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::{Cli, Completions};
use super::{Failure, Outcome};

pub(super) fn run(args: &Completions) -> Outcome {
    let text = script(args.shell);
    match io::Write::write_all(&mut io::stdout(), &text) {
        // `| head` is not a failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::trouble(error)),
        _ => Ok(()),
    }
}

/// clap completes `cargo-kommo`; what people type is `cargo kommo`. zsh's completion of cargo asks `_cargo-kommo` by itself.
fn script(shell: Shell) -> Vec<u8> {
    // clap_complete's script for bash loses the subcommands of a name with a hyphen.
    let name = if shell == Shell::Bash { "kommo" } else { "cargo-kommo" };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command().name(name).bin_name(name), name, &mut text);
    let text = String::from_utf8_lossy(&text);
    match shell {
        Shell::Bash => {
            text.replace(" default kommo\n", " default cargo-kommo\n")
                + include_str!("completions/cargo.bash")
        }
        Shell::Fish => text.into_owned() + include_str!("completions/cargo.fish"),
        _ => text.into_owned(),
    }
    .into_bytes()
}
