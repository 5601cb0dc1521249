//! Every kind of item that `manifest!` makes, used.

use kommo_widget::prelude::*;
use kommo_widget::UserLogin;
use kommo_widget::api_client::User;

kommo_widget::manifest!("../ui/desk");

fn uses(cx: &Cx) -> Result<String> {
    let i18n = cx.i18n();
    let key: Option<String> = Settings::of(cx).api_key();
    let numbers: Vec<(Id<User>, String)> = Settings::of(cx).numbers();
    let logins: Vec<(Id<User>, UserLogin)> = Settings::of(cx).logins();
    let look: Option<Value> = Settings::of(cx).look();
    let message: Option<String> = Trigger::of(cx)?.message();
    let _ = (key, numbers, logins, look, message);
    Ok(texts::panel::days(&i18n, "3") + &i18n.text(texts::panel::TYPE))
}

fn block(params: &Value) -> String {
    match salesbot::Block::of("greet", params) {
        Some(salesbot::Block::Greet(greet)) => greet.text(),
        Some(salesbot::Block::PayUp(_)) | None => String::new(),
    }
}

fn main() {
    let _ = (uses, block);
    assert_eq!(texts::panel::BUDGET.key(), "panel.budget");
    assert_eq!(Settings::API_KEY, "api_key");
    assert_eq!(Trigger::MESSAGE, "message");
    assert_eq!(salesbot::Greet::TEXT, "text");
    assert_eq!(locations::ADVANCED_SETTINGS, "advanced-settings");
}
