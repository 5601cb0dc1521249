//! From a module to a running script.js, with Node.js as the browser.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::process::Command;

use cargo_kommo::bindgen::linked_version;
use cargo_kommo::pack::{self, Error, Options, Size};
use cargo_kommo::script::encode::Encoding;

const SHIM: &str = "define([], function () { function kw_log() {} var meta = KOMMO_META; var bytes = KOMMO_WASM;\n\
                    function boot() { var glue = KOMMO_GLUE(); var module = new WebAssembly.Module(bytes);\n\
                    return glue.initSync({ module: module }); }\n\
                    return function () { this.meta = meta; this.bytes = bytes; this.boot = boot; }; });";

const INFO: &str = r#"{"abi":1,"runtime":"0.1.0","callbacks":{"render":1,"onSave":5}}"#;

fn section(id: u8, body: &[u8]) -> Vec<u8> {
    [vec![id], sized(body)].concat()
}

fn sized(body: &[u8]) -> Vec<u8> {
    let mut sized = Vec::new();
    let mut size = body.len();
    while size > 127 {
        sized.push(u8::try_from(size & 127).unwrap() | 128);
        size >>= 7;
    }
    sized.push(u8::try_from(size).unwrap());
    sized.extend_from_slice(body);
    sized
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

/// The same with many functions, which have every form of instruction that Rust and wasm-opt write: enough of them, and
/// different enough, to be worth sorting.
fn rich(hint: u8) -> Vec<u8> {
    let mut last = 1_u32;
    let mut random = move |below: u32| {
        last = last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((last >> 8) % below).unwrap()
    };
    let mut bodies = vec![0x80 | 44, 2];
    bodies.extend([4, 0, 0x41, 0x2a, 0x0b]);
    for _ in 0..299 {
        let mut body = vec![1, 4, 0x7f];
        for _ in 0..12 {
            let (from, to, number, large) = (random(4), random(4), random(64), random(128));
            let piece: &[u8] = match random(16) {
                0 => &[0x02, 0x40, 0x20, from, 0x0e, 2, 0, 0, 0, 0x0b],
                1 => &[0x03, 0x40, 0x20, from, 0x0d, 0, 0x0b],
                2 => {
                    &[0x20, from, 0x04, 0x7f, 0x41, number, 0x05, 0x41, 0x80 | large, number, 0x0b, 0x21, to]
                }
                3 => &[0x44, 0, 0, 0, 0, 0, number, 0xf0, 0x3f, 0xfc, 2, 0x21, to],
                4 => &[0x43, 0, 0, number, 0x40, 0x1a],
                5 => &[0x42, 0x80 | large, 0x7f, 0xa7, 0x21, to],
                6 => &[0x20, from, 0x28, hint, large, 0x22, to, 0x1a],
                7 => &[0x20, from, 0x20, to, 0x36, hint, 0x80 | large, 1],
                // Addresses of data.
                11 => &[0x41, 0x80 | large, 0x80 | number, 0xc0, 0, 0x41, number, 0x36, hint, 0],
                12 => &[0x41, 0, 0x28, hint, 0x80 | large, 0x80 | number, 0x40, 0x1a],
                // What is as long as an address and is none.
                13 => &[0x41, 0x80 | large, 0x80 | number, 0xc0, 0x40, 0x1a],
                14 => &[0x41, 0x80 | large, 0x80, 0x80, 0x80, 0x78, 0x21, to],
                8 => &[0x20, from, 0x11, 0, 0, 0x21, to],
                9 => &[0x3f, 0, 0x20, from, 0x6a, 0x21, to],
                10 => &[0x41, number, 0x41, 0, 0x20, from, 0xfc, 10, 0, 0],
                _ => &[0x41, number, 0x41, 0, 0x20, from, 0xfc, 11, 0],
            };
            body.extend(piece);
        }
        body.extend([0x10, 0, 0x0b]);
        bodies.extend(sized(&body));
    }
    let mut functions = vec![0x80 | 44, 2];
    functions.extend([0; 300]);
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    wasm.extend(section(1, b"\x01\x60\0\x01\x7f"));
    wasm.extend(section(3, &functions));
    wasm.extend(section(4, b"\x01\x70\0\x01"));
    wasm.extend(section(5, b"\x01\0\x01"));
    wasm.extend(section(7, b"\x02\x06memory\x02\0\x06answer\0\0"));
    wasm.extend(section(10, &bodies));
    let mut data = b"\x01\0\x41\0\x0b\x80\x02".to_vec();
    data.extend(0..=255_u8);
    wasm.extend(section(11, &data));
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
fn sorted_bytes_arrive_as_they_were_and_are_fewer_on_the_way() {
    let wasm = rich(2);
    let text = Encoding::Text.expression(&wasm);
    assert!(text.contains("split('<')"), "sorted");
    let compressed = |text: &str| Size::of(text.as_bytes()).brotli;
    // The decoder itself is about 600 bytes.
    assert!(compressed(&text) < Size::of(&wasm).brotli + 500);
    let script = format!("define([], function () {{ return function () {{ this.bytes = {text}; }}; }});");
    if let Some(said) = node(script.as_bytes(), "utf-8", "Buffer.from(widget.bytes).toString('hex')") {
        // How accesses are aligned is a hint without meaning, and left out.
        let hex: String = rich(0).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(said, hex);
        let valid = node(script.as_bytes(), "utf-8", "WebAssembly.validate(widget.bytes)");
        assert_eq!(valid.as_deref(), Some("true"));
        let mangled = node(script.as_bytes(), "windows-1252", "'started'").unwrap();
        assert!(mangled.contains("not served as UTF-8"), "{mangled}");
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
