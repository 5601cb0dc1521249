//! Checks a widget's folder or archive: `cargo run --example check --all-features -- <folder or widget.zip> [--public]`.

use std::path::Path;
use std::process::ExitCode;

use kommo_manifest::check::{Mode, check};
use kommo_manifest::report::{Summary, TextStyle, text};
use kommo_manifest::{Archive, FileTree};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut mode = Mode::Private;
    let mut path = None;
    for argument in std::env::args().skip(1) {
        if argument == "--public" { mode = Mode::Public } else { path = Some(argument) }
    }
    let path = path.ok_or("name a folder or a widget.zip")?;
    let files = if Path::new(&path).is_dir() {
        let (files, skipped) = FileTree::from_dir(Path::new(&path))?;
        for left_out in skipped {
            println!("left out: {} ({})", left_out.path, left_out.reason);
        }
        files
    } else {
        Archive::read(&std::fs::read(&path)?)?.files
    };
    let findings = check(&files, mode);
    print!("{}", text(&files, &findings, &TextStyle::new(false)));
    let summary = Summary::of(&findings);
    println!("{summary}");
    Ok(if summary.errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
