//! `cargo kommo size`.

use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use super::{Failure, Outcome, args, pack};
use crate::pack::table::{TOLERANCE_PERCENT, Table, Verdict};
use crate::pack::{Options, Sizes};
use crate::project::Project;

pub(super) fn run(args: &args::Size) -> Outcome {
    let mut folders = args.projects.clone();
    let mut workspace = None;
    if folders.is_empty() {
        let root = Project::workspace_of(Path::new(".")).map_err(Failure::trouble)?;
        let rows = Table::read(&root).map_err(Failure::trouble)?.rows;
        folders = rows.keys().map(|row| root.join(row)).collect();
        if folders.is_empty() {
            if args.check {
                return Err(Failure::trouble(
                    "docs/sizes.json names no projects yet: add one with `cargo kommo size --write <project>`",
                ));
            }
            folders.push(PathBuf::from("."));
        }
        workspace = Some(root);
    }
    let mut measured = Vec::new();
    for folder in &folders {
        let project = Project::open(folder).map_err(Failure::trouble)?;
        let root = workspace.get_or_insert_with(|| project.workspace.clone());
        let row = row(root, &project.folder);
        measured.push((row, pack::build(&project, &Options::default())?.sizes()));
    }
    let root = workspace.unwrap_or_else(|| PathBuf::from("."));
    print(args, &measured);
    let mut table = Table::read(&root).map_err(Failure::trouble)?;
    if args.write {
        table.rows.extend(measured);
        return table.write(&root).map_err(Failure::trouble);
    }
    if args.check { check(&table, &measured) } else { Ok(()) }
}

/// The name of a project's row.
fn row(workspace: &Path, folder: &Path) -> String {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (workspace, folder) = (real(workspace), real(folder));
    let inside = folder.strip_prefix(&workspace).unwrap_or(&folder);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn print(args: &args::Size, measured: &[(String, Sizes)]) {
    if args.json {
        let rows: Map<_, _> = measured.iter().map(|(row, sizes)| (row.clone(), json!(sizes))).collect();
        say!("{}", serde_json::Value::Object(rows));
        return;
    }
    for (row, sizes) in measured {
        say!("{row}");
        pack::print_sizes(sizes);
    }
}

fn check(table: &Table, measured: &[(String, Sizes)]) -> Outcome {
    let mut complaints = Vec::new();
    for (row, sizes) in measured {
        match table.judge(row, sizes) {
            Verdict::Fine => {}
            Verdict::Grown { from, to } => complaints.push(format!(
                "{row} grew from {from} to {to} bytes (brotli), more than {TOLERANCE_PERCENT} %: make it smaller, or accept \
                 it with `cargo kommo size --write`"
            )),
            Verdict::Unknown => {
                complaints.push(format!("{row} is not in docs/sizes.json: add it with `cargo kommo size --write {row}`"));
            }
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(Failure::fault(complaints.join("\n"))) }
}
