//! Starts a sandbox and stays up: `cargo run -p kommo-sandbox --example serve -- [--port N] [--stubs FILE] [widget.zip or folder]…`
//!
//! Every archive is uploaded and installed with a text in the field `login`. `cargo kommo dev` does the same and more.

use std::path::Path;

use kommo_manifest::{Archive, FileTree};
use kommo_sandbox::Sandbox;

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut port, mut stubs, mut widgets) = (0, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--port" => port = arguments.next().ok_or("--port wants a number")?.parse()?,
            "--stubs" => stubs = Some(arguments.next().ok_or("--stubs wants a file")?),
            _ => widgets.push(argument),
        }
    }
    kommo_sandbox::prepare(&mut |line| eprintln!("{line}"))?;
    let sandbox = Sandbox::builder().port(port).start().await?;
    if let Some(file) = stubs {
        sandbox.stubs_from_json(&std::fs::read_to_string(file)?)?;
    }
    for widget in &widgets {
        let path = Path::new(widget);
        let zip =
            if path.is_dir() { Archive::write(&FileTree::from_dir(path)?.0)? } else { std::fs::read(path)? };
        let uploaded = sandbox.upload(&zip)?;
        for warning in &uploaded.warnings {
            println!("{widget}: {warning}");
        }
        match sandbox.install(&uploaded.integration.uuid, &serde_json::json!({"login": "example"})) {
            Ok(integration) => println!("installed {} as {:?}", integration.name, integration.code),
            Err(error) => println!("{widget} is uploaded and not installed: {error}"),
        }
    }
    println!("{}", sandbox.url());
    for user in sandbox.users()? {
        println!("  {} / {}{}", user.login, user.password, if user.is_admin { " (admin)" } else { "" });
    }
    tokio::signal::ctrl_c().await?;
    sandbox.shutdown().await;
    Ok(())
}
