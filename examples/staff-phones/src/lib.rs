//! Settings of all five types: a text, a secret, a text for each user, a login for each user, and a field that the widget
//! draws itself. They are checked on saving; in a lead's card each user sees the telephone that is theirs.

use kommo_widget::Text;
use kommo_widget::api_client::User;
use kommo_widget::prelude::*;

manifest!();

/// How a telephone rings: what the field of type `custom` stores, and its text.
const RINGS: [(&str, Text); 2] = [("once", texts::ring::ONCE), ("long", texts::ring::LONG)];

#[derive(Default)]
struct StaffPhones;

/// What belongs to this user.
fn own<T>(cx: &Cx, all: Vec<(Id<User>, T)>) -> Option<T> {
    let user = cx.app().ok()?.user()?.id()?;
    all.into_iter().find(|(owner, _)| *owner == user).map(|(_, one)| one)
}

fn panel(cx: &Cx) -> Markup {
    let settings = Settings::of(cx);
    let (extension, line) = (own(cx, settings.extensions()), own(cx, settings.lines()));
    if extension.is_none() && line.is_none() {
        return html! { p.staff-phones { (texts::panel::NOTHING) } };
    }
    let ring = settings.ring().and_then(|ring| Value::from_json(&ring.as_str()?).ok()?.get("ring")?.as_str());
    html! {
        dl.staff-phones {
            @if let Some(extension) = extension {
                dt { (texts::panel::EXTENSION) }
                dd.staff-phones__extension { (extension) }
            }
            @if let Some(line) = line {
                dt { (texts::panel::LINE) }
                dd.staff-phones__line { (line.login) }
            }
            @for (value, text) in RINGS {
                @if ring.as_deref() == Some(value) {
                    dt { (texts::panel::RING) }
                    dd.staff-phones__ring { (text) }
                }
            }
        }
    }
}

#[widget]
impl Widget for StaffPhones {
    async fn render(&self, cx: &Cx) -> Result<Rendered> {
        cx.panel().show(panel(cx))?;
        Ok(Rendered::Shown)
    }

    fn settings(&self, cx: &Cx, modal: &SettingsModal) -> Result<()> {
        // The host keeps JSON in this field.
        let stored = modal.custom().unwrap_or_default();
        modal.show_custom(&html! {
            div role="radiogroup" aria-label=(texts::settings::RING) {
                @for (value, text) in RINGS {
                    label {
                        input.staff-phones-ring type="radio" name="staff-phones-ring" value=(value)
                            checked[stored.contains(value)];
                        " " (text) " "
                    }
                }
            }
        })?;
        let modal = modal.clone();
        cx.on(Target::Element(modal.body().clone()), "change", ".staff-phones-ring", move |_, event| {
            let ring = event.value().unwrap_or_default();
            let json = Value::object(&[("ring", ring.as_str().into())]).to_json();
            let stored = json.and_then(|json| modal.set_custom(&json));
            async { stored }
        })
    }

    async fn on_save(&self, cx: &Cx, form: &mut SaveForm) -> Result<Save> {
        if !form.is_active() {
            return Ok(Save::Accepted);
        }
        let texts = cx.i18n();
        let mut save = Save::Accepted;
        let token = form.text(Settings::TOKEN);
        if !token.is_empty() && token.len() < 8 {
            save = form.reject(Settings::TOKEN, &texts.text(texts::settings::TOKEN_SHORT));
        }
        let wrong = form
            .users(Settings::EXTENSIONS)
            .into_iter()
            .find(|(_, extension)| !extension.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some((_, extension)) = wrong {
            let message = texts.text(texts::settings::EXTENSION_WRONG) + &extension;
            save = form.reject(Settings::EXTENSIONS, &message);
        }
        // Stored as it is shown: without the spaces around it.
        form.set_text(Settings::COMPANY, form.text(Settings::COMPANY).trim())?;
        Ok(save)
    }
}
