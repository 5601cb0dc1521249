//! KM08xx and KM09xx.

use super::case;
use crate::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM0801",
            |s| {
                s.script("console.log('x'); load().catch(console.warn); window.console.error(1);");
            },
            |s| {
                s.script("try { load(); } catch (e) { console.debug(e); } var text = 'console.log'; self.my.console.log();");
            },
        ),
        case(
            "KM0802",
            |s| {
                s.script("if (confirm('Sure?')) { window.alert('x'); }");
            },
            |s| {
                s.script("modal.confirm('Sure?'); var alert = { prompt: 1 }; /* alert(1) */ function confirm(a) {}");
            },
        ),
        case(
            "KM0803",
            |s| {
                s.script("eval('1'); new Function('return 1'); setTimeout('go()', 1);");
            },
            |s| {
                s.script("setTimeout(go, 1); x instanceof Function; regexp.eval(1);");
            },
        ),
        case(
            "KM0804",
            |s| {
                s.script("$.ajax({ url: '/api/v4/leads', async: false }); $.ajax({ async: !1 });");
            },
            |s| {
                s.script("$.ajax({ url: '/api/v4/leads', async: true });");
            },
        ),
        case(
            "KM0805",
            |s| {
                s.options.script_budget = 200;
            },
            |s| {
                s.options.script_budget = 2000;
            },
        ),
        case(
            "KM0806",
            |s| {
                s.script("document.createElement('script'); $.getScript(path + '/x.js');");
            },
            |s| {
                s.script("document.createElement('div');");
            },
        ),
        case(
            "KM0807",
            |s| {
                s.script("APP.desk = 1; APP.constant('user', {}); window.$ = null; AMOCRM.data.x += 1;");
            },
            |s| {
                s.script("if (APP.data.current_card == 1) { x = APP.constant('user').id; window.desk = 1; }");
            },
        ),
        case(
            "KM0808",
            |s| {
                s.script("var card = AMOCRM.data.current_card;");
            },
            |s| {
                s.script("var card = APP.data.current_card;");
            },
        ),
        case(
            "KM0809",
            |s| {
                s.script("debugger;");
            },
            |s| {
                s.script("x.debugger = 'debugger';");
            },
        ),
        case(
            "KM0810",
            |s| {
                s.add("script.js", "window.widget = function () {};");
            },
            |s| {
                s.add("script.js", "window.define(['jquery'], function () { return function () {}; });");
            },
        ),
        case(
            "KM0811",
            |s| {
                s.script("fetch('http://example.com/x');");
            },
            |s| {
                s.script("fetch('https://example.com/x'); var ns = 'http://www.w3.org/2000/svg';");
            },
        ),
        case(
            "KM0812",
            |s| {
                s.script("fetch('http://localhost:3000/x'); fetch(`https://10.0.0.5/${id}`);");
            },
            |s| {
                s.script("fetch('https://localhost.example.com/x');");
            },
        ),
        case(
            "KM0813",
            |s| {
                s.script("load('/upl/abc123/widget/style.css');");
            },
            |s| {
                s.script("load(self.params.path + '/style.css');");
            },
        ),
        case(
            "KM0814",
            |s| {
                s.script("// self.render_template({ body: '' });");
            },
            |s| {
                s.script("// The host calls this once; it may be slow.\n/** call(me); */");
            },
        ),
        case(
            "KM0815",
            |s| {
                s.script(&"a=b;".repeat(600));
            },
            |s| {
                s.script(&format!("var bytes = '{}';", "QUJD".repeat(2000)));
            },
        ),
        case(
            "KM0816",
            |s| {
                s.script("for (var i = 0; i < 9; i++) { $.ajax({ url: u[i] }); }\n    ids.forEach(function (id) { self.crm_post(u, id); });");
                s.script("while (x) fetch(x);");
            },
            |s| {
                s.script(
                    "for (var i = 0; i < 9; i++) { ids.push(i); }\n    $.ajax({ data: ids.map(String) });",
                );
                s.script("while (x) y(); fetch(z); data.fetch.for(1);");
            },
        ),
        case(
            "KM0901",
            |s| {
                s.add(
                    "style.css",
                    "body, .desk a { margin: 0 }\n.card-widgets__widget { color: red }\n#card_holder p {}",
                );
            },
            |s| {
                s.add("style.css", ".desk a, .modal .desk { margin: 0 }\n@keyframes spin { from { top: 0 } to { top: 1px } }");
            },
        ),
        case(
            "KM0902",
            |s| {
                s.add("style.css", ".desk { --palette-text-primary: red }");
            },
            |s| {
                s.add("style.css", ".desk { color: var(--palette-text-primary); --desk-gap: 4px }");
            },
        ),
        case(
            "KM0903",
            |s| {
                s.add("style.css", "@import url('https://fonts.example.com/a.css');\n.desk { background: url(https://example.com/a.png) }");
            },
            |s| {
                s.add("style.css", ".desk { background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\") }");
            },
        ),
        case(
            "KM0904",
            |s| {
                s.add("style.css", ":root { --desk-gap: 4px }");
            },
            |s| {
                s.add("style.css", "html[data-color-scheme=\"dark\"] .desk { --desk-gap: 4px }\n:root[data-color-scheme=\"dark\"] { color-scheme: dark }");
            },
        ),
    ]
}
