//! KM01xx and KM02xx.

use super::case;
use crate::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0101",
            |s| {
                let manifest = s.files.remove("manifest.json").unwrap();
                s.add("widget/manifest.json", manifest);
            },
            |s| {
                s.add("lib/manifest.json", "{}");
            },
        ),
        case(
            "KM0102",
            |s| {
                s.remove("script.js");
            },
            |s| {
                s.remove("script.js").options.before_build = true;
            },
        ),
        case(
            "KM0103",
            |s| {
                s.add("__MACOSX/._manifest.json", "x")
                    .add("script.js.map", "{}")
                    .add(".idea/x.xml", "<x/>")
                    .add(".env", "A=1");
            },
            |s| {
                s.add("templates/card.twig", "{{ name }}").add("lib/app.js", "define([], function () {});");
            },
        ),
        case(
            "KM0104",
            |s| {
                s.add("templates/Card.twig", "a").add("templates/card.twig", "b");
            },
            |s| {
                s.add("templates/card.twig", "b").add("lib/card.twig", "b");
            },
        ),
        case(
            "KM0105",
            |s| {
                s.add("style.css", b"\xef\xbb\xbf.desk { color: red }".as_slice());
                s.add("templates/a.twig", b"\xff\xfea\0".as_slice());
            },
            |s| {
                s.add("style.css", ".desk::after { content: 'ñ' }");
            },
        ),
        case(
            "KM0106",
            |s| {
                s.add("style.css", ".desk {\r\n color: red\r\n}\r\n");
            },
            |s| {
                s.add("style.css", ".desk {\n color: red\n}\n");
            },
        ),
        case(
            "KM0107",
            |s| {
                s.add("widget.wasm", b"\0asm".as_slice()).add("fonts/a.woff2", "x");
            },
            |s| {
                s.add("images/menu.svg", "<svg/>");
            },
        ),
        case(
            "KM0108",
            |s| {
                s.add("images/old.png", "x").add("templates/unseen.twig", "a");
            },
            |s| {
                s.add("images/old.png", "x")
                    .add("templates/a.twig", "a")
                    .add("lib/app.js", "define(function () {});");
                s.script("require(['./lib/app']); self.render({ href: 'templates/a.twig' }); var css = 'url(old.png)';");
            },
        ),
        case(
            "KM0201",
            |s| {
                s.manifest("\"installation\": true,", "// comment\n    \"installation\": true,");
                s.edit("i18n/en.json", "desk\" }\n", "desk\" },\n");
            },
            |s| {
                s.manifest("\"installation\": true,", "\"installation\"\t:\r\n true ,");
            },
        ),
        case(
            "KM0202",
            |s| {
                let text = String::from_utf8(s.files.get("i18n/es.json").unwrap().to_vec()).unwrap();
                s.add("i18n/es.json", format!("\u{feff}{text}"));
            },
            |s| {
                s.edit("i18n/es.json", "Mesa", "\u{feff}Mesa");
            },
        ),
        case(
            "KM0203",
            |s| {
                s.manifest("\"installation\": true,", "\"installation\": true,\n    \"installation\": true,");
            },
            |s| {
                s.manifest(
                    "\"token\": {",
                    "\"name\": { \"name\": \"settings.token\", \"type\": \"text\" }, \"token\": {",
                );
            },
        ),
        case(
            "KM0204",
            |s| {
                s.add("i18n/es.json", "[]");
            },
            |_| {},
        ),
    ]
}
