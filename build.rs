//! Turns `js-shim/` into the text that the runtime carries in a custom section: `script.js` with the other files where it
//! names them, without comments and white space, stamped with the version it belongs to.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "js-shim";

/// Stands before the name of the file that belongs there.
const PART: &str = "// @part ";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut shim = String::new();
    for line in read("script.js")?.lines() {
        match line.trim_start().strip_prefix(PART) {
            Some(part) => shim.push_str(&read(part.trim_end())?),
            None => shim.push_str(line),
        }
        shim.push('\n');
    }
    let small = minifier::js::minify(&shim).map_err(|error| format!("{FOLDER}: {error}"))?;
    let stamped = format!("/*! kommo-widget {} */{small}", env::var("CARGO_PKG_VERSION")?);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("script.js"), stamped)?;
    Ok(())
}

fn read(file: &str) -> Result<String, String> {
    let file = Path::new(FOLDER).join(file);
    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}
