//! Findings as text, JSON and SARIF (feature `report`).

mod json;
mod sarif;
mod summary;
mod text;

pub use json::json;
pub use sarif::sarif;
pub use summary::Summary;
pub use text::{TextStyle, text};
