use kommo_widget::prelude::*;

#[derive(Default)]
struct Bare;

#[widget]
impl Bare {
    async fn render(&self, _: &Cx) -> Result<Rendered> {
        Ok(Rendered::Shown)
    }
}

#[derive(Default)]
struct Other;

#[widget]
impl Clone for Other {
    fn clone(&self) -> Self {
        Other
    }
}

fn main() {}
