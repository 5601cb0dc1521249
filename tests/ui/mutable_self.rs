use kommo_widget::prelude::*;

#[derive(Default)]
struct Mutable {
    count: u32,
}

#[widget]
impl Widget for Mutable {
    fn init(&mut self, _: &Cx) -> Result<()> {
        self.count += 1;
        Ok(())
    }
}

fn main() {}
