//! Says what is wrong with bots' programs: `cargo run -p kommo-salesbot --features parse --example check bot.json …`.

use std::process::ExitCode;

use kommo_salesbot::{Node, Program};

/// Every exit the program leaves by: which of them the widget declared is not in the file.
fn exits(node: &Node, found: &mut Vec<String>) {
    if node.get("handler").and_then(Node::as_text) == Some("exits") {
        let code = node.get("params").and_then(|params| params.get("value")).and_then(Node::as_text);
        found.extend(code.map(str::to_owned));
    }
    match node {
        Node::List(items) => items.iter().for_each(|item| exits(item, found)),
        Node::Object(properties) => properties.iter().for_each(|(_, value)| exits(value, found)),
        _ => {}
    }
}

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        let said = std::fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|json| {
            let program = Program::parse(&json).map_err(|error| error.to_string())?;
            let mut codes = Vec::new();
            exits(program.root(), &mut codes);
            program.check(&codes).map_err(|error| error.to_string())?;
            Ok(format!("fine: {} steps, {} bytes", program.steps(), program.to_json().len()))
        });
        match said {
            Ok(fine) => println!("{path}: {fine}"),
            Err(wrong) => {
                println!("{path}: {wrong}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
