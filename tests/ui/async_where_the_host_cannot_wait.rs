use kommo_widget::prelude::*;

#[derive(Default)]
struct Bot;

#[widget]
impl Widget for Bot {
    async fn on_salesbot_designer_save(&self, _: &Cx, _: &str, _: &Value) -> Result<String> {
        Ok("[]".into())
    }

    async fn destroy(&self, _: &Cx) {}
}

fn main() {}
