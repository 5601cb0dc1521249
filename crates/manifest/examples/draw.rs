//! Draws a widget's pictures into a folder: `cargo run --example draw --all-features -- "Deal desk" <folder>`.

use std::path::Path;

use kommo_manifest::draw::Brand;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (name, folder) = arguments.next().zip(arguments.next()).ok_or("a name and a folder, please")?;
    let brand = Brand::from_name(&name);
    let tour = brand.tour_picture()?;
    for (path, png) in brand.logos()?.into_iter().chain([("images/tour_1.png", tour)]) {
        let file = Path::new(&folder).join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(file, png)?;
    }
    Ok(())
}
