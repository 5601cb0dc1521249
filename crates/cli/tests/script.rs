//! From a module to a running script.js, with Node.js as the browser.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::process::Command;

use cargo_kommo::bindgen::linked_version;
use cargo_kommo::pack::{self, Error, Options};
use cargo_kommo::script::encode::Encoding;

const SHIM: &str = "define([], function () { function kw_log() {} var meta = KOMMO_META; var bytes = KOMMO_WASM;\n\
                    function boot() { var glue = KOMMO_GLUE(); var module = new WebAssembly.Module(bytes);\n\
                    return glue.initSync({ module: module }); }\n\
                    return function () { this.meta = meta; this.bytes = bytes; this.boot = boot; }; });";

const INFO: &str = r#"{"abi":1,"runtime":"0.1.0","callbacks":{"render":1,"onSave":5}}"#;

fn section(id: u8, body: &[u8]) -> Vec<u8> {
    let mut section = vec![id];
    let mut size = body.len();
    while size > 127 {
        section.push(u8::try_from(size & 127).unwrap() | 128);
        size >>= 7;
    }
    section.push(u8::try_from(size).unwrap());
    section.extend_from_slice(body);
    section
}

fn custom(name: &str, data: &[u8]) -> Vec<u8> {
    let mut body = vec![u8::try_from(name.len()).unwrap()];
    body.extend_from_slice(name.as_bytes());
    body.extend_from_slice(data);
    section(0, &body)
}

/// A widget that wasm-bindgen has nothing to do for: it exports `memory`, with all 256 bytes in its data, and `answer`,
/// which gives 42.
fn module() -> Vec<u8> {
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    wasm.extend(section(1, b"\x01\x60\0\x01\x7f"));
    wasm.extend(section(3, b"\x01\0"));
    wasm.extend(section(5, b"\x01\0\x01"));
    wasm.extend(section(7, b"\x02\x06memory\x02\0\x06answer\0\0"));
    wasm.extend(section(10, b"\x01\x04\0\x41\x2a\x0b"));
    let mut data = b"\x01\0\x41\0\x0b\x80\x02".to_vec();
    data.extend(0..=255_u8);
    wasm.extend(section(11, &data));
    wasm.extend(custom("kommo_widget", INFO.as_bytes()));
    wasm.extend(custom("kommo_shim", SHIM.as_bytes()));
    wasm
}

fn options(encoding: Encoding) -> Options {
    Options { encoding, optimize: false, ..Options::default() }
}

fn script(options: &Options) -> pack::Script {
    pack::script(&module(), Some(&linked_version()), options, true, &mut |_| {}).unwrap()
}

/// What `expression` gives in Node.js after the script has run; `widget` is the constructed widget.
fn node(script: &[u8], charset: &str, expression: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script.js");
    std::fs::write(&file, script).unwrap();
    let run = format!(
        "let C; globalThis.define = (d, f) => {{ C = f(); }};\
         try {{ (0, eval)(new TextDecoder('{charset}').decode(require('fs').readFileSync(process.argv[1])));\
         const widget = new C(); console.log({expression}); }} catch (e) {{ console.log('threw ' + e.message); }}"
    );
    // Without Node.js on the machine, what the text is made of is still compared by the other tests.
    let output = Command::new("node").arg("-e").arg(run).arg(&file).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn a_script_starts_its_module_anew_with_each_call_of_the_glue() {
    for encoding in [Encoding::Text, Encoding::Base64] {
        let mut readable = options(encoding);
        readable.minify = false;
        for options in [options(encoding), readable] {
            let made = script(&options);
            let expression = "[Object.values(widget.boot()).filter(x => typeof x === 'function').map(f => f()).join(), \
                              widget.boot() !== widget.boot(), widget.bytes.length, JSON.stringify(widget.meta)].join(' ')";
            if let Some(said) = node(made.text.as_bytes(), "utf-8", expression) {
                let meta = r#"{"callbacks":{"onSave":5,"render":1},"css":true,"dev":false,"settings":true,"lists":false,"pages":false,"tab":false,"bot":false,"file":false}"#;
                assert_eq!(said, format!("42 true {} {meta}", made.wasm.len()), "{options:?}");
            }
        }
    }
}

#[test]
fn the_bytes_arrive_as_they_were() {
    for encoding in [Encoding::Text, Encoding::Base64] {
        let made = script(&options(encoding));
        if let Some(said) = node(made.text.as_bytes(), "utf-8", "Buffer.from(widget.bytes).toString('hex')") {
            let hex: String = made.wasm.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(said, hex);
        }
    }
}

#[test]
fn a_mangled_charset_is_said_clearly() {
    let text = script(&options(Encoding::Text)).text;
    for charset in ["windows-1252", "utf-16le"] {
        if let Some(said) = node(text.as_bytes(), charset, "'started'") {
            assert!(said.starts_with("threw"), "{said}");
            assert!(charset != "windows-1252" || said.contains("not served as UTF-8"), "{said}");
        }
    }
    if let Some(said) = node(script(&options(Encoding::Base64)).text.as_bytes(), "windows-1252", "'started'")
    {
        assert_eq!(said, "started", "base64 does not care");
    }
}

#[test]
fn the_loader_nobody_needs_is_gone_and_the_sections_too() {
    let text = script(&options(Encoding::Text)).text;
    for gone in ["async", "fetch", "instantiateStreaming", "console.", "kommo_shim", "KOMMO_"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
}

#[test]
fn the_same_module_gives_the_same_script() {
    assert_eq!(script(&options(Encoding::Text)).text, script(&options(Encoding::Text)).text);
}

#[test]
fn another_wasm_bindgen_is_named_with_both_ways_out() {
    let error =
        pack::script(&module(), Some("0.2.1"), &options(Encoding::Text), false, &mut |_| {}).unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, Error::Bindgen(_)));
    assert!(text.contains(&format!("cargo update -p wasm-bindgen --precise {}", linked_version())), "{text}");
    assert!(text.contains("cargo install wasm-bindgen-cli --version 0.2.1"), "{text}");
    assert!(!text.contains('\n'), "one line");
}
