//! KM04xx.

use super::case;
use crate::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0401",
            |s| {
                s.manifest("[\"lcard-1\", \"settings\"]", "[]");
            },
            |s| {
                s.manifest("[\"lcard-1\", \"settings\"]", "[\"settings\"]");
            },
        ),
        case(
            "KM0402",
            |s| {
                s.location("ccrad-1").location("dashboard-widgets");
            },
            |s| {
                s.location("website_chat_button").location("ccard-0");
            },
        ),
        case(
            "KM0403",
            |s| {
                s.location("lcard-0").location("everywhere").location("everywhere");
            },
            |s| {
                s.location("llist-1");
            },
        ),
        case(
            "KM0404",
            |s| {
                s.location("everywhere-1");
            },
            |s| {
                s.location("everywhere").location("tlist-0");
            },
        ),
        case(
            "KM0405",
            |s| {
                s.location("cucard-1");
            },
            |s| {
                s.location("cucard-1").options.amocrm = true;
            },
        ),
        case(
            "KM0406",
            |s| {
                s.location("digital_pipeline").location("advanced_settings");
            },
            |s| {
                s.location("advanced_settings").block("\"advanced\": { \"title\": \"settings.token\" }");
            },
        ),
        case(
            "KM0407",
            |s| {
                s.manifest(
                    "\"token\": { \"name\": \"settings.token\", \"type\": \"text\", \"required\": true }",
                    "",
                );
            },
            |s| {
                s.manifest("\"type\": \"text\"", "\"type\": \"custom\"");
            },
        ),
        case(
            "KM0408",
            |s| {
                s.block("\"advanced\": { \"title\": \"settings.token\" }");
            },
            |s| {
                s.location("advanced_settings").block("\"advanced\": { \"title\": \"settings.token\" }");
            },
        ),
        case(
            "KM0409",
            |s| {
                s.manifest("\"lcard-1\"", "\"card_sdk\"");
            },
            |s| {
                s.location("card_sdk");
            },
        ),
        case(
            "KM0410",
            |s| {
                s.location("widget_page");
            },
            |s| {
                s.location("advanced_settings");
            },
        ),
        case(
            "KM0411",
            |s| {
                s.location("personal_page").options.amocrm = true;
            },
            |s| {
                s.location("personal_page")
                    .add("personal_page.js", "define([], function () { return {}; });");
            },
        ),
        case(
            "KM0412",
            |s| {
                s.manifest("[\"lcard-1\", \"settings\"]", "[\"lcard-1\"]");
            },
            |_| {},
        ),
    ]
}
