//! KM06xx.

use super::case;
use crate::Case;

fn long(count: usize) -> String {
    "Every lead a little better. ".chars().cycle().take(count).collect()
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0601",
            |s| {
                s.manifest("[\"en\", \"es\"]", "[\"en\", \"es\", \"pt\"]");
            },
            |s| {
                s.add("i18n/pt.json", crate::widget::ES)
                    .manifest("[\"en\", \"es\"]", "[\"en\", \"es\", \"pt\"]");
            },
        ),
        case(
            "KM0602",
            |s| {
                s.add("i18n/pt.json", crate::widget::EN);
            },
            |_| {},
        ),
        case(
            "KM0603",
            |s| {
                s.manifest("\"name\": \"settings.token\"", "\"name\": \"settings.tokn\"");
                s.manifest("\"widget.short_description\"", "\"The next step of a deal\"");
                s.edit("i18n/es.json", "\"description\": \"Muestra lo que necesita un lead.\",", "");
            },
            |s| {
                s.text("a.b", "flat key", "clave plana");
                s.manifest("\"name\": \"settings.token\"", "\"name\": \"settings.a.b\"");
            },
        ),
        case(
            "KM0604",
            |s| {
                s.edit("i18n/es.json", "\"Mesa de ventas\"", "\" \"");
            },
            |s| {
                s.text("empty", "", "");
            },
        ),
        case(
            "KM0605",
            |s| {
                s.edit(
                    "i18n/en.json",
                    "\"token\": \"Name of the desk\"",
                    "\"token\": \"Name of the desk\", \"more\": \"More\"",
                );
            },
            |s| {
                s.text("more", "More", "Más");
            },
        ),
        case(
            "KM0606",
            |s| {
                s.edit("i18n/en.json", "\"Name of the desk\"", "[\"Name\"]").edit(
                    "i18n/es.json",
                    "\"Nombre de la mesa\"",
                    "null",
                );
            },
            |s| {
                s.edit("i18n/en.json", "\"settings\"", "\"later\": {}, \"settings\"");
                s.edit("i18n/es.json", "\"settings\"", "\"later\": {}, \"settings\"");
            },
        ),
        case(
            "KM0607",
            |s| {
                s.manifest("[\"en\", \"es\"]", "[\"en\", \"es_ES\"]");
            },
            |s| {
                s.manifest("[\"en\", \"es\"]", "[\"en\", \"tr\"]");
            },
        ),
        case(
            "KM0608",
            |s| {
                s.location("ai_agent");
            },
            |s| {
                s.location("ai_agent");
                s.edit(
                    "i18n/en.json",
                    "\"widget\": {",
                    "\"widget\": { \"ai_agent_description\": \"Plans the next step\",",
                );
                s.edit(
                    "i18n/es.json",
                    "\"widget\": {",
                    "\"widget\": { \"ai_agent_description\": \"Planifica el paso\",",
                );
            },
        ),
        case(
            "KM0609",
            |s| {
                s.location("ai_agent");
                s.edit(
                    "i18n/en.json",
                    "\"widget\": {",
                    &format!("\"widget\": {{ \"ai_agent_description\": \"{}\",", long(101)),
                );
            },
            |s| {
                s.location("ai_agent");
                s.edit(
                    "i18n/en.json",
                    "\"widget\": {",
                    &format!("\"widget\": {{ \"ai_agent_description\": \"{}\",", long(100)),
                );
            },
        ),
        case(
            "KM0610",
            |s| {
                s.text("old", "Old", "Antiguo").options.used_texts = Some(vec![]);
            },
            |s| {
                s.text("old", "Old", "Antiguo").options.used_texts = Some(vec!["settings".to_owned()]);
            },
        ),
        case(
            "KM0611",
            |s| {
                s.script("this.title = self.i18n('settings.tokn');")
                    .add("templates/panel.twig", "<p>{{ self.i18n('panel.title') }}</p>\n");
                s.rust("let title = cx.i18n().text(\"panel.title\");\n", "\"panel.title\"", "panel.title");
            },
            |s| {
                s.script("this.title = self.i18n('settings') + self.i18n('settings.' + name) + APP.i18n('panel.title');");
                s.rust(
                    "let title = cx.i18n().text(\"settings.token\");\n",
                    "\"settings.token\"",
                    "settings.token",
                );
            },
        ),
        case(
            "KM0620",
            |s| {
                s.edit("i18n/en.json", "\"Deal desk\"", "\"The best deal desk there ever was\"");
                s.edit("i18n/es.json", "\"Mesa de ventas\"", "\"Mesaderepresentantesdeventas\"");
            },
            |s| {
                s.edit("i18n/en.json", "\"Deal desk\"", "\"The best of all the deal desks\"");
            },
        ),
        case(
            "KM0621",
            |s| {
                s.edit("i18n/en.json", "The next step of a deal", &long(51));
            },
            |s| {
                s.edit("i18n/en.json", "The next step of a deal", &long(50));
            },
        ),
        case(
            "KM0622",
            |s| {
                s.edit("i18n/en.json", "Shows what a deal needs next.", &long(401));
            },
            |s| {
                let link = "<a href='https://example.com/a-very-long-address'>";
                s.edit("i18n/en.json", "Shows what a deal needs next.", &format!("{link}{}</a>", long(400)));
            },
        ),
        case(
            "KM0623",
            |s| {
                s.edit("i18n/en.json", "\"Deal desk\"", "\"Desk for Kommo\"");
            },
            |s| {
                s.edit("i18n/en.json", "Shows what a deal needs next.", "Works in Kommo.");
            },
        ),
        case(
            "KM0624",
            |s| {
                s.edit(
                    "i18n/en.json",
                    "deal needs next.",
                    "deal needs: <a href='https://desk.ru/x'>desk</a>",
                );
            },
            |s| {
                s.edit("i18n/en.json", "deal needs next.", "deal needs: https://desk.rugs/x, a.run");
            },
        ),
        case(
            "KM0625",
            |s| {
                s.add("i18n/es.json", crate::widget::EN);
            },
            |s| {
                s.add("i18n/tr.json", crate::widget::EN)
                    .manifest("[\"en\", \"es\"]", "[\"en\", \"es\", \"tr\"]");
            },
        ),
        case(
            "KM0626",
            |s| {
                s.edit("i18n/en.json", "deal needs next.", "deal needs on #DOMAIN#.");
            },
            |s| {
                s.edit("i18n/en.json", "deal needs next.", "deal needs on #SUBDOMAIN#, at #1 of 2#.");
            },
        ),
    ]
}
