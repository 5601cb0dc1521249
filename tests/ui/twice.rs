use kommo_widget::prelude::*;

#[derive(Default)]
struct Twice;

#[widget]
impl Widget for Twice {
    fn init(&self, _: &Cx) -> Result<()> {
        Ok(())
    }

    fn init(&self, _: &Cx) -> Result<()> {
        Ok(())
    }
}

fn main() {}
