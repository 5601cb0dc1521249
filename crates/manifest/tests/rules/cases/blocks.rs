//! KM05xx.

use super::case;
use crate::{Case, Setup};

const FIELD: &str = "\"name\": \"settings.token\", \"type\": \"text\"";

fn dp(s: &mut Setup, inner: &str) {
    s.location("digital_pipeline").block(&format!("\"dp\": {{ \"action_multiple\": false, {inner} }}"));
    s.add("images/logo_dp.png", crate::widget::png(174, 109));
}

fn menu(s: &mut Setup, inner: &str) {
    s.location("widget_page").block(&format!("\"left_menu\": {{ {inner} }}"));
    s.add("images/menu.svg", "<svg/>");
}

fn designer(s: &mut Setup, inner: &str) {
    s.location("salesbot_designer").block(&format!("\"salesbot_designer\": {{ {inner} }}"));
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0501",
            |s| {
                s.manifest("\"type\": \"text\"", "\"type\": \"pas\"");
                s.manifest(
                    "\"token\": {",
                    "\"when\": { \"name\": \"settings.token\", \"type\": \"date\" },\n    \"token\": {",
                );
            },
            |s| {
                s.manifest("\"type\": \"text\"", "\"type\": \"users_lp\"");
            },
        ),
        case(
            "KM0502",
            |s| {
                s.manifest("\"type\": \"text\"", "\"type\": \"custom\"");
                s.manifest(
                    "\"token\": {",
                    "\"map\": { \"name\": \"settings.token\", \"type\": \"custom\" },\n    \"token\": {",
                );
            },
            |s| {
                s.manifest("\"type\": \"text\"", "\"type\": \"custom\"");
            },
        ),
        case(
            "KM0503",
            |s| {
                dp(
                    s,
                    "\"settings\": { \"message\": { \"name\": \"settings.token\", \"type\": \"textarea\" } }",
                )
            },
            |s| dp(s, "\"settings\": { \"message\": { \"name\": \"settings.token\", \"type\": \"text\" } }"),
        ),
        case(
            "KM0504",
            |s| {
                s.manifest("\"token\": {", "\"desk name\": {");
            },
            |s| {
                s.manifest("\"token\": {", "\"desk_name-2\": {");
            },
        ),
        case(
            "KM0510",
            |s| dp(s, "\"settings\": {}, \"webhook_url\": \"http://example.com/hook\""),
            |s| dp(s, "\"settings\": {}, \"webhook_url\": \"https://example.com/hook\""),
        ),
        case(
            "KM0511",
            |s| dp(s, "\"settings\": {}, \"webhook_url\": \"https://192.168.0.7/hook\""),
            |s| dp(s, "\"settings\": {}, \"webhook_url\": \"https://192.0.2.7/hook\""),
        ),
        case(
            "KM0512",
            |s| {
                s.location("mobile_card")
                    .block("\"mobile\": { \"frame_url\": \"https://example.com\", \"color\": \"blue\" }");
            },
            |s| {
                s.location("mobile_card")
                    .block("\"mobile\": { \"frame_url\": \"https://example.com\", \"color\": \"#2f6fed\" }");
            },
        ),
        case(
            "KM0513",
            |s| {
                s.location("sms").block("\"sms\": { \"endpoint\": \"http://example.com/sms\" }");
            },
            |s| {
                s.location("sms").block("\"sms\": { \"endpoint\": \"https://example.com/sms\" }");
            },
        ),
        case(
            "KM0520",
            |s| designer(s, "\"logo\": \"/images/logo_medium.png\""),
            |s| designer(s, "\"ask\": { \"name\": \"settings.token\" }"),
        ),
        case(
            "KM0521",
            |s| {
                designer(
                    s,
                    "\"ask\": { \"name\": \"settings.token\", \"settings\": { \"q\": { \"type\": \"number\" } } }",
                )
            },
            |s| {
                designer(
                    s,
                    "\"ask\": { \"name\": \"settings.token\", \"settings\": { \"q\": { \"type\": \"numeric\", \"manual\": true } } }",
                )
            },
        ),
        case(
            "KM0522",
            |s| designer(s, "\"logo\": \"/images/logo_bot.png\", \"ask\": { \"name\": \"settings.token\" }"),
            |s| {
                designer(
                    s,
                    "\"logo\": \"/widgets/desk/images/logo_medium.png\", \"ask\": { \"name\": \"settings.token\" }",
                )
            },
        ),
        case(
            "KM0530",
            |s| menu(s, "\"desk\": {}"),
            |s| {
                menu(
                    s,
                    "\"desk\": { \"title\": \"settings.token\", \"icon\": \"images/menu.svg\" }, \"mail\": { \"is_hidden\": true }",
                )
            },
        ),
        case(
            "KM0531",
            |s| menu(s, "\"desk\": { \"title\": \"settings.token\", \"icon\": \"images/desk.svg\" }"),
            |s| menu(s, "\"desk\": { \"title\": \"settings.token\", \"icon\": \"/images/menu.svg\" }"),
        ),
        case(
            "KM0532",
            |s| menu(s, "\"desk\": { \"title\": \"settings.token\", \"icon\": \"images/logo_min.png\" }"),
            |s| {
                menu(
                    s,
                    "\"desk\": { \"title\": \"settings.token\", \"icons\": { \"light\": \"images/menu.svg\", \"dark\": \"images/menu.svg\" } }",
                )
            },
        ),
        case(
            "KM0533",
            |s| {
                menu(
                    s,
                    "\"desk\": { \"title\": \"settings.token\", \"icon\": \"images/menu.svg\", \"sort\": { \"after\": \"lead\" } }",
                )
            },
            |s| {
                menu(
                    s,
                    "\"desk\": { \"title\": \"settings.token\", \"icon\": \"images/menu.svg\", \"sort\": { \"after\": \"leads\" } }",
                )
            },
        ),
        case(
            "KM0534",
            |s| {
                menu(
                    s,
                    "\"settings\": { \"is_hidden\": true }, \"leads\": { \"submenu\": { \"a\": { \"title\": \"settings.token\" } } }",
                )
            },
            |s| {
                menu(
                    s,
                    "\"leads\": { \"is_hidden\": true }, \"stats\": { \"submenu\": { \"a\": { \"title\": \"settings.token\", \"sort\": 1 } } }",
                )
            },
        ),
        case(
            "KM0535",
            |s| menu(s, "\"customers\": { \"is_hidden\": true }"),
            |s| menu(s, "\"tasks\": { \"is_hidden\": true }"),
        ),
        case(
            "KM0540",
            |s| {
                let text = crate::widget::MANIFEST;
                let (start, end) =
                    (text.find("  \"tour\"").unwrap(), text.find("  \"settings\": {").unwrap());
                s.add("manifest.json", format!("{}{}", &text[..start], &text[end..]));
            },
            |_| {},
        ),
        case(
            "KM0541",
            |s| {
                s.manifest("\"is_tour\": true", "\"is_tour\": false");
            },
            |_| {},
        ),
        case(
            "KM0542",
            |s| {
                s.manifest("[\"/images/tour_en.png\"]", "[]");
                s.manifest(
                    "[\"/images/tour_es.png\"]",
                    &format!("[{}]", ["\"/images/tour_es.png\""; 6].join(", ")),
                );
            },
            |s| {
                s.manifest(
                    "[\"/images/tour_es.png\"]",
                    &format!("[{}]", ["\"/images/tour_es.png\""; 5].join(", ")),
                );
            },
        ),
        case(
            "KM0543",
            |s| {
                s.manifest("/images/tour_en.png", "images/tour_en.png")
                    .manifest("/images/tour_es.png", "/images/tour_e.png");
            },
            |s| {
                s.manifest("/images/tour_en.png", "/images/logo_main.png");
            },
        ),
        case(
            "KM0544",
            |s| {
                s.manifest("\"es\": [\"/images", "\"pt\": [\"/images");
            },
            |s| {
                s.manifest(FIELD, &format!("\"default_value\": \"\", {FIELD}"));
            },
        ),
    ]
}
