//! KM03xx.

use super::case;
use crate::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0301",
            |s| {
                s.manifest("    \"version\": \"1.0.0\",\n", "");
                s.manifest("\"name\": \"widget.name\"", "\"name\": \"\"");
            },
            |s| {
                s.manifest("    \"init_once\": false,\n", "");
            },
        ),
        case(
            "KM0302",
            |s| {
                s.manifest("\"interface_version\": 2", "\"interface_version\": \"2\"");
                s.manifest("\"init_once\": false", "\"init_once\": \"Y\"");
                s.manifest("\"locale\": [\"en\", \"es\"]", "\"locale\": \"en\"");
                s.manifest("{ \"name\": \"settings.token\", \"type\": \"text\", \"required\": true }", "[]");
            },
            |s| {
                s.manifest("\"init_once\": false", "\"init_once\": true");
            },
        ),
        case(
            "KM0303",
            |s| {
                s.manifest("\"init_once\": false,", "\"init_one\": false, \"colour\": 1,");
                s.block("\"$schema\": \"manifest.schema.json\"");
            },
            |s| {
                s.manifest("\"init_once\": false,", "\"is_showcase\": false,");
                s.block("\"$schema\": \"manifest.schema.json\"").options.editor_hints = true;
            },
        ),
        case(
            "KM0310",
            |s| {
                s.manifest("\"interface_version\": 2", "\"interface_version\": 1");
            },
            |_| {},
        ),
        case(
            "KM0311",
            |s| s.options.previous_version = Some("1.0.0".to_owned()),
            |s| s.options.previous_version = Some("0.9.9".to_owned()),
        ),
        case(
            "KM0312",
            |s| {
                s.manifest(
                    "\"version\":",
                    "\"code\": \"desk\",\n    \"secret_key\": \"\",\n    \"version\":",
                );
            },
            |_| {},
        ),
        case(
            "KM0313",
            |s| {
                s.manifest(
                    "{ \"link\": \"https://example.com/help\", \"email\": \"help@example.com\" }",
                    "{}",
                );
            },
            |s| {
                s.manifest("\"link\": \"https://example.com/help\", ", "");
            },
        ),
        case(
            "KM0314",
            |s| {
                s.manifest("\"installation\": true", "\"installation\": true, \"is_showcase\": true");
            },
            |s| {
                s.manifest("\"installation\": true", "\"installation\": false, \"is_showcase\": true");
            },
        ),
        case(
            "KM0315",
            |s| {
                s.manifest("\"installation\": true", "\"installation\": false");
            },
            |_| {},
        ),
        case(
            "KM0316",
            |s| {
                s.manifest("[\"en\", \"es\"]", "[\"en\", \"es\", \"en\"]");
            },
            |s| {
                s.manifest("[\"en\", \"es\"]", "[\"es\", \"en\"]");
            },
        ),
        case(
            "KM0317",
            |s| {
                s.manifest("https://example.com/help", "example.com/help")
                    .manifest("help@example.com", "help at example");
            },
            |s| {
                s.manifest("https://example.com/help", "");
            },
        ),
    ]
}
