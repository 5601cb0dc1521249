//! The world outside the account: nothing of it is reached but through stubs (widget platform 1.8, 7.2, 7.3).

use kommo_testing::prelude::*;
use kommo_testing::sandbox::Stub;
use serde_json::{Value, json};

use crate::fixtures::{LEAD, script, widget};

const ALL: &str = "async () => {
    const wait = (make) => new Promise((done) => { const node = make(); node.onload = () => done('load'); node.onerror = () => done('error'); (node.tagName === 'IMG' ? { append() {} } : document.head).append(node); });
    const tag = (name, values) => () => Object.assign(document.createElement(name), values);
    const xhr = (method, url, headers) => new Promise((done) => { const one = new XMLHttpRequest(); one.open(method, url); Object.entries(headers || {}).forEach(([name, value]) => one.setRequestHeader(name, value)); one.onload = () => done(one.status + ' ' + one.responseText); one.onerror = () => done('error ' + one.status); one.send(method === 'GET' ? null : '{}'); });
    const got = {};
    got.script = await wait(tag('script', { src: 'https://cdn.example/lib.js' }));
    got.ran = window.fromOutside;
    got.noScript = await wait(tag('script', { src: 'https://nowhere.example/lib.js' }));
    got.style = await wait(tag('link', { rel: 'stylesheet', href: 'https://cdn.example/x.css' }));
    got.image = await wait(tag('img', { src: 'https://cdn.example/dot.svg' }));
    got.noImage = await wait(tag('img', { src: 'https://nowhere.example/dot.png' }));
    got.fetch = await fetch('https://api.example/open').then((answer) => answer.json());
    got.noFetch = await fetch('https://nowhere.example/').catch((error) => error.name + ': ' + error.message);
    got.xhr = await xhr('GET', 'https://api.example/open');
    got.noXhr = await xhr('GET', 'https://nowhere.example/');
    got.closed = await xhr('GET', 'https://closed.example/');
    got.closedFetch = await fetch('https://closed.example/').catch((error) => error.message);
    got.token = await xhr('POST', 'https://strict.example/', { 'X-Auth-Token': 't' });
    got.plain = await xhr('GET', 'https://strict.example/');
    return got;
}";

#[kommo_testing::test]
async fn foreign_hosts_are_answered_by_stubs_or_offline(account: TestAccount) -> kommo_testing::Result {
    let sandbox = account.sandbox();
    sandbox.stub(Stub::new("https://cdn.example/lib.js", json!("window.fromOutside = 7;")));
    sandbox.stub(Stub::new("https://cdn.example/x.css", json!(".nothing { color: red; }")));
    let dot = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";
    sandbox.stub(Stub::new("https://cdn.example/dot.svg", json!(dot)));
    sandbox.stub(Stub::new("https://api.example/*", json!({ "open": true })));
    sandbox.stub(Stub::new("https://closed.example/*", json!("secret")).without_cors());
    sandbox
        .stubs_from_json(r#"[{ "url": "https://strict.example/*", "headers": { "Access-Control-Allow-Origin": "*" }, "body": "hello" }]"#)
        .unwrap();
    account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".bundle-root").expect_visible().await?;
    let got: Value = account.page().call(ALL, json!([])).await?;
    let expected = json!({
        "script": "load", "ran": 7, "noScript": "error", "style": "load", "image": "load", "noImage": "error",
        "fetch": { "open": true }, "noFetch": "TypeError: Failed to fetch",
        "xhr": "200 {\"open\":true}", "noXhr": "error 0",
        "closed": "error 0", "closedFetch": "Failed to fetch", "token": "error 0", "plain": "200 hello",
    });
    assert_eq!(got, expected);
    let calls = sandbox.external_calls();
    let told = |url: &str| {
        let call = calls.iter().find(|call| call.url.starts_with(url)).unwrap();
        (call.via, call.status, call.refused.clone().unwrap_or_default())
    };
    assert_eq!(told("https://cdn.example/lib.js"), ("script", Some(200), String::new()));
    assert_eq!(told("https://nowhere.example/lib.js"), ("script", None, String::new()));
    assert_eq!(told("https://cdn.example/dot.svg").0, "image");
    assert_eq!(told("https://cdn.example/x.css").0, "style");
    assert!(told("https://closed.example").2.contains("Access-Control-Allow-Origin"));
    assert!(told("https://strict.example").2.contains("x-auth-token"));
    // What nobody answered stands in the journal of the page too.
    account.css(".js-journal").click().await?;
    for address in [
        "script https://nowhere.example/lib.js",
        "image https://nowhere.example/dot.png",
        "fetch https://nowhere.example/",
        "xhr https://nowhere.example/",
    ] {
        account.css(".journal").text(part(address)).first().expect_visible().await?;
    }
    Ok(())
}

#[kommo_testing::test]
async fn foreign_frames_are_answered_by_stubs(account: TestAccount) -> kommo_testing::Result {
    let document = "<!doctype html><p>Constructor</p><script>parent.postMessage({ from: 'frame', origin: self.origin }, '*');</script>";
    account.sandbox().stub(Stub::new("https://app.example/*", json!(document)));
    account.install(&widget("bundle"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.css(".bundle-root").expect_visible().await?;
    let code = "async () => {
        const heard = []; window.addEventListener('message', (event) => heard.push(event.data));
        const loaded = (frame) => new Promise((done) => { frame.onload = () => done(); });
        const made = document.createElement('iframe'); const one = loaded(made); made.src = 'https://app.example/made'; document.body.append(made); await one;
        document.querySelector('.bundle-root').innerHTML = '<iframe class=written src=\"https://app.example/written\"></iframe>';
        await loaded(document.querySelector('.written'));
        const away = document.createElement('iframe'); const three = loaded(away); away.setAttribute('src', 'https://away.example/'); document.body.append(away); await three;
        await new Promise((done) => setTimeout(done, 100));
        return { heard, src: made.src };
    }";
    let got: Value = account.page().evaluate(&format!("({code})()")).await?;
    let frame = json!({ "from": "frame", "origin": "null" });
    assert_eq!(got, json!({ "heard": [frame, frame], "src": "https://app.example/made" }));
    let calls = account.sandbox().external_calls();
    let seen: Vec<_> = calls.iter().map(|call| (call.via, call.url.as_str(), call.status)).collect();
    assert_eq!(
        seen,
        [
            ("frame", "https://app.example/made", Some(200)),
            ("frame", "https://app.example/written", Some(200)),
            ("frame", "https://away.example/", None)
        ]
    );
    Ok(())
}

#[kommo_testing::test]
async fn authorized_requests_carry_a_one_time_token(account: TestAccount) -> kommo_testing::Result {
    account.sandbox().stub(Stub::new("https://backend.example/*", json!({ "ok": 1 })));
    let widget = account.install(&widget("habits"), &json!({}))?;
    account.sign_in("admin").await?;
    account.open_lead_card(LEAD).await?;
    account.page().wait_for("window.habits && habits.self").await?;
    let answer: Value = account.page().evaluate("new Promise((done, fail) => habits.self.$authorizedAjax({ url: 'https://backend.example/x', type: 'POST', data: { a: 1 } }).done(done).fail(fail))").await?;
    assert_eq!(answer, json!({ "ok": 1 }));
    let call = account.sandbox().external_calls().remove(0);
    let token = &call.headers.iter().find(|(name, _)| name == "x-auth-token").unwrap().1;
    assert_eq!(token.split('.').count(), 3, "{token}");
    assert_eq!(call.body, "a=1");
    let _ = widget;
    Ok(())
}

/// What a widget can try where a policy may forbid it.
const TRIES: &str = "define([], function () { return function () {
    const self = this, yes = () => true, tried = (work) => { try { work(); return 'ran'; } catch (error) { return error.name; } };
    this.callbacks = { render: yes, bind_actions: yes, settings: yes, onSave: yes, destroy() {},
      init() {
        self.render_template({ body: '<p class=\"own\">Here</p>' });
        window.tried = [tried(() => eval('1')), tried(() => new Function('return 1')()),
          tried(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
          tried(() => $('.own').html('There<script>window.inline = true;</script>'))];
        return true;
      } };
  }; });";

#[kommo_testing::test]
async fn a_strict_policy_forbids_eval_and_webassembly(account: TestAccount) -> kommo_testing::Result {
    let widget = account.install(&script(TRIES, &["settings", "lcard-1"]), &json!({}))?;
    account.sign_in("admin").await?;
    for (strict, expected) in [
        (false, json!(["ran", "ran", "ran", "ran"])),
        (true, json!(["EvalError", "EvalError", "CompileError", "EvalError"])),
    ] {
        account.sandbox().state().set_strict_csp(strict);
        let card = account.open_lead_card(LEAD).await?;
        card.panel(&widget.name).css(".own").expect_visible().await?;
        account.page().wait_for("window.tried").await?;
        assert_eq!(account.page().evaluate::<Value>("window.tried").await?, expected, "strict: {strict}");
    }
    // The account's own pages need nothing that is forbidden.
    for path in ["/dashboard/", "/leads/list/", "/settings/widgets/", "/settings/salesbot/0"] {
        account.open(path).await?;
        account.css("#page_holder .page-top").expect_visible().await?;
    }
    let _ = account.page().take_errors("");
    Ok(())
}
