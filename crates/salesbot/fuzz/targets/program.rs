//! Any text as a bot's program: read, checked, written, and read again without loss.
#![no_main]

use kommo_salesbot::Program;
use kommo_salesbot::handlers::{Block, Buttons, Conditions, Goto, SendExternalMessage, Show, WidgetRequest};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let Ok(program) = Program::parse(text) else { return };
    let written = program.to_json();
    let before: Value = serde_json::from_str(text).expect("it was read");
    let after: Value = serde_json::from_str(&written).expect("it is JSON");
    assert_eq!(before, after);
    let _ = program.check(&["done"]);
    for handler in program.handlers(0, Block::Question) {
        let _ = handler.as_typed::<Show>();
        let _ = handler.as_typed::<Buttons>();
        let _ = handler.as_typed::<Goto>();
        let _ = handler.as_typed::<Conditions>();
        let _ = handler.as_typed::<SendExternalMessage>();
        let _ = handler.as_typed::<WidgetRequest>();
    }
});
