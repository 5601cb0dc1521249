use kommo_widget::prelude::*;

#[derive(Default)]
struct Typos;

#[widget]
impl Widget for Typos {
    async fn onSave(&self, _: &Cx, _: &mut SaveForm) -> Result<Save> {
        Ok(Save::Accepted)
    }

    fn bind_action(&self, _: &Cx) -> Result<()> {
        Ok(())
    }

    fn helper(&self) {}
}

fn main() {}
