use kommo_widget::prelude::*;

#[derive(Default)]
struct Generic<T>(T);

#[widget]
impl<T: Default + 'static> Widget for Generic<T> {}

fn main() {}
