use kommo_widget::prelude::*;

#[derive(Default)]
struct Configured;

#[widget(name = "Configured")]
impl Widget for Configured {}

#[widget]
struct NoBlock;

fn main() {}
