use kommo_widget::prelude::*;

#[derive(Default)]
struct Eager;

#[widget]
impl Widget for Eager {
    fn render(&self, _: &Cx) -> Result<Rendered> {
        Ok(Rendered::Shown)
    }
}

fn main() {}
