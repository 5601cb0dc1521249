//! Turns `js-shim/script.js` into the text that the runtime carries in a custom section: without comments and white
//! space, stamped with the version it belongs to.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let source = Path::new("js-shim").join("script.js");
    println!("cargo::rerun-if-changed={}", source.display());
    let shim = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let small = minifier::js::minify(&shim).map_err(|error| format!("{}: {error}", source.display()))?;
    let stamped = format!("/*! kommo-widget {} */{small}", env::var("CARGO_PKG_VERSION")?);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("script.js"), stamped)?;
    Ok(())
}
