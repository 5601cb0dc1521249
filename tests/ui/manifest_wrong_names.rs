use kommo_widget::prelude::*;

manifest!("desk");

#[derive(Default)]
struct Desk;

#[widget]
impl Widget for Desk {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        let texts = cx.i18n();
        texts.text(texts::panel::BUDGT);
        texts.text(texts::panels::BUDGET);
        texts::panel::budget(&texts, "1");
        texts::panel::days(&texts);
        Settings::of(cx).apikey();
        if cx.system().area().as_deref() == Some(locations::CCARD) {}
        Ok(Rendered::Nothing)
    }

    async fn on_save(&self, _: &Cx, form: &mut SaveForm) -> Result<Save> {
        Ok(form.reject(Settings::API_KY, "?"))
    }

    async fn dp_settings(&self, cx: &Cx) -> Result<()> {
        Trigger::of(cx)?.massage();
        Ok(())
    }

    fn on_salesbot_designer_save(&self, _: &Cx, handler: &str, params: &Value) -> Result<String> {
        match salesbot::Block::of(handler, params) {
            Some(salesbot::Block::Greet(greet)) => Ok(greet.txt()),
            None => Ok(String::new()),
        }
    }
}

fn main() {}
