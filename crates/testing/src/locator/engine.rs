//! The script that finds elements and says whether they are ready.
//!
//! It runs in an isolated world of each page: it sees the page's DOM and none of its JavaScript, so that a widget which
//! overwrites globals or built-ins cannot fool the tests, and the tests cannot disturb the widget.

/// The name of the isolated world.
pub(crate) const WORLD: &str = "kommo-testing";

/// The global that the script sets in its world.
pub(crate) const GLOBAL: &str = "kommoTesting";

/// The whole script. It does nothing where it has run before.
pub(crate) const SOURCE: &str = concat!(
    "(() => { 'use strict'; if (globalThis.kommoTesting) return; const kt = {};\n",
    include_str!("engine/walk.js"),
    include_str!("engine/names.js"),
    include_str!("engine/visible.js"),
    include_str!("engine/find.js"),
    include_str!("engine/act.js"),
    include_str!("engine/request.js"),
    "globalThis.kommoTesting = kt; })();"
);
