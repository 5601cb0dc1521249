//! The cargo subcommand `cargo kommo`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_kommo::commands::main(std::env::args_os())
}
