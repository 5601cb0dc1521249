//! Runs one wasm-bindgen test binary in a headless browser: what `cargo install wasm-bindgen-cli` would install, in
//! exactly the version that Cargo.lock holds.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
