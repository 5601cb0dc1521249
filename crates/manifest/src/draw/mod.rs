//! Draws the logos and the tour picture of a new widget (feature `draw`).
//!
//! A project made by `cargo kommo new` has all pictures in the sizes that the platform insists on, with the widget's
//! initials, so that it can be uploaded before anybody has opened a drawing program. The same name always gives the
//! same pictures.
//!
//! ```
//! use kommo_manifest::draw::Brand;
//!
//! let brand = Brand::from_name("Deal desk");
//! assert_eq!(brand.initials(), "DD");
//! let pictures = brand.logos()?;
//! assert_eq!(pictures.len(), kommo_manifest::image::LOGOS.len());
//! # Ok::<(), kommo_manifest::draw::DrawError>(())
//! ```

mod brand;
mod canvas;
mod glyphs;
mod logo;
mod tour;

pub use brand::Brand;
pub use canvas::DrawError;
