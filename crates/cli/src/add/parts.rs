//! What each location brings with it.

use kommo_manifest::manifest::{Area, Location};
use serde_json::{Value as Json, json};

/// A text in English, Spanish and Portuguese.
pub(super) type Words = [&'static str; 3];

/// What is added with a location.
pub(super) struct Part {
    /// Sections of Rust: methods, a piece of `render`, a test.
    pub(super) template: &'static str,
    /// The block of the manifest the location needs.
    pub(super) block: Option<(&'static str, Json)>,
    /// New texts; the first one is what the template shows.
    pub(super) texts: &'static [(&'static str, Words)],
    /// Places of the template besides those every template has.
    pub(super) places: &'static [(&'static str, &'static str)],
    /// Whether to draw `images/logo_dp.png`.
    pub(super) trigger_logo: bool,
    /// What is left for the author to do.
    pub(super) note: Option<&'static str>,
}

impl Part {
    const fn of(template: &'static str, texts: &'static [(&'static str, Words)]) -> Self {
        Self { template, block: None, texts, places: &[], trigger_logo: false, note: None }
    }

    fn with(self, places: &'static [(&'static str, &'static str)]) -> Self {
        Self { places, ..self }
    }

    fn block(self, key: &'static str, value: Json) -> Self {
        Self { block: Some((key, value)), ..self }
    }

    fn note(self, note: &'static str) -> Self {
        Self { note: Some(note), ..self }
    }
}

const CARD: &str = include_str!("../../templates/add/card.rs.in");
const LIST: &str = include_str!("../../templates/add/list.rs.in");
const ANYWHERE: &str = include_str!("../../templates/add/anywhere.rs.in");

const LEAD: Words = ["This is lead", "Este es el lead", "Este é o lead"];
const CONTACT: Words = ["This is contact", "Este es el contacto", "Este é o contato"];
const COMPANY: Words = ["This is company", "Esta es la empresa", "Esta é a empresa"];
const ROWS: Words = ["Ticked rows:", "Filas marcadas:", "Linhas marcadas:"];

/// The part of a location, or a sentence why there is none.
pub(super) fn of(location: &Location) -> Result<Part, String> {
    let code = location.area.code();
    Ok(match &location.area {
        Area::LeadCard => Part::of(CARD, &[("card.lead", LEAD)]).with(&[
            ("entity", "Lead"),
            ("entity_snake", "lead"),
            ("id", "23_847_101"),
        ]),
        Area::ContactCard => Part::of(CARD, &[("card.contact", CONTACT)]).with(&[
            ("entity", "Contact"),
            ("entity_snake", "contact"),
            ("id", "52_310_015"),
        ]),
        Area::CompanyCard => Part::of(CARD, &[("card.company", COMPANY)]).with(&[
            ("entity", "Company"),
            ("entity_snake", "company"),
            ("id", "41_550_012"),
        ]),
        Area::LeadList => {
            Part::of(LIST, &[("list.rows", ROWS)]).with(&[("method", "leads_selected"), ("page", "/leads/list/")])
        }
        Area::ContactList => Part::of(LIST, &[("list.rows", ROWS)])
            .with(&[("method", "contacts_selected"), ("page", "/contacts/list/")]),
        Area::TaskList => {
            Part::of(LIST, &[("list.rows", ROWS)]).with(&[("method", "todo_selected"), ("page", "/todo/")])
        }
        Area::AdvancedSettings => Part::of(
            include_str!("../../templates/add/advanced_settings.rs.in"),
            &[("advanced.title", ["Own page", "Página propia", "Página própria"])],
        )
        .block("advanced", json!({ "title": "advanced.title" })),
        Area::DigitalPipeline => Part {
            trigger_logo: true,
            ..Part::of(
                include_str!("../../templates/add/digital_pipeline.rs.in"),
                &[
                    ("dp.suggestion", ["Hello!", "¡Hola!", "Olá!"]),
                    ("dp.title", ["Send a message", "Enviar un mensaje", "Enviar uma mensagem"]),
                    ("dp.message", ["Message", "Mensaje", "Mensagem"]),
                ],
            )
            .block(
                "dp",
                json!({
                    "settings": { "message": { "name": "dp.message", "type": "text", "required": true } },
                    "action_multiple": false,
                    "webhook_url": "https://example.com/kommo",
                    "title": "dp.title",
                }),
            )
            .note("put the address of your server into dp.webhook_url: Kommo sends the trigger's events there")
        },
        Area::SalesbotDesigner => Part::of(
            include_str!("../../templates/add/salesbot_designer.rs.in"),
            &[
                ("salesbot.done", ["Said", "Dicho", "Dito"]),
                ("salesbot.say", ["Say", "Decir", "Dizer"]),
                ("salesbot.text", ["Text", "Texto", "Texto"]),
            ],
        )
        .block(
            "salesbot_designer",
            json!({ "say": { "name": "salesbot.say", "settings": {
                "text": { "name": "salesbot.text", "type": "text", "manual": true }
            } } }),
        ),
        Area::LeadSources => Part::of(
            include_str!("../../templates/add/lead_sources.rs.in"),
            &[("source.added", ["Leads come in to pipeline", "Los leads llegan al embudo", "Os leads chegam ao funil"])],
        ),
        Area::CardSdk => Part::of(
            include_str!("../../templates/add/card_sdk.rs.in"),
            &[("tab.first", ["First item", "Primer elemento", "Primeiro item"])],
        )
        .note("the tab appears in the cards whose locations the manifest lists"),
        Area::Everywhere => Part::of(ANYWHERE, &[]),
        Area::Sms => Part::of(ANYWHERE, &[])
            .block("sms", json!({ "endpoint": "https://example.com/sms" }))
            .note("put the address of your server into sms.endpoint; Kommo asks it when the archive is uploaded"),
        Area::MobileCard => Part::of(ANYWHERE, &[])
            .block("mobile", json!({ "frame_url": "https://example.com/card", "color": "#4c8bf7" }))
            .note("put the address of your page into mobile.frame_url"),
        Area::AiAgent => Part::of(
            ANYWHERE,
            &[(
                "widget.ai_agent_description",
                [
                    "Say here what the AI agent can do with this widget.",
                    "Diga aquí qué puede hacer el agente de IA con este widget.",
                    "Diga aqui o que o agente de IA pode fazer com este widget.",
                ],
            )],
        ),
        Area::WebsiteChatButton => Part::of(ANYWHERE, &[]),
        Area::Settings => {
            return Err("`settings` needs a field: `cargo kommo add setting api_key` adds both".into());
        }
        area if area.is_amocrm_only() => {
            return Err(format!("`{code}` is amoCRM's, and there is no ready part for it: add it by hand"));
        }
        area if area.is_known() => {
            return Err(format!(
                "there is no ready part for `{code}`: add it by hand, as kommo-widget's examples `catalog` and \
                 `left-menu` do"
            ));
        }
        _ => {
            let known = KNOWN.map(|(code, _)| code).join(", ");
            return Err(format!("Kommo has no location `{code}`; it has {known}"));
        }
    })
}

/// The locations with a part, and what they are. Those of cards and lists take `-1`, a block of one's own beside the page,
/// or `-0`, none.
pub const KNOWN: [(&str, &str); 16] = [
    ("lcard", "a lead's card, as lcard-1 with a block beside it"),
    ("ccard", "a contact's card"),
    ("comcard", "a company's card"),
    ("llist", "the list of leads, as llist-0"),
    ("clist", "the list of contacts and companies"),
    ("tlist", "the list of tasks"),
    ("advanced_settings", "a page of the widget's own in the settings"),
    ("digital_pipeline", "a trigger in the pipeline's automation"),
    ("salesbot_designer", "a block in the Salesbot designer"),
    ("lead_sources", "a source of leads of a pipeline"),
    ("card_sdk", "a tab in the cards"),
    ("everywhere", "all pages"),
    ("sms", "texting through a server of your own"),
    ("mobile_card", "a page of your own in the app's cards"),
    ("ai_agent", "something the AI agent can use"),
    ("website_chat_button", "the chat button on a website"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_locations_are_those_with_a_part() {
        let with_part = |area: &&Area| of(&Location::parse(area.code())).is_ok();
        let mut codes: Vec<&str> = Area::ALL.iter().filter(with_part).map(Area::code).collect();
        let mut listed = KNOWN.map(|(code, _)| code).to_vec();
        codes.sort_unstable();
        listed.sort_unstable();
        assert_eq!(codes, listed);
    }
}
