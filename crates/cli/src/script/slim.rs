//! Shorter bodies for the helpers in wasm-bindgen's glue.
//!
//! The helpers are written for speed and for every host: they keep views of the memory, try ASCII first, work around
//! missing and faulty functions of old browsers. A widget passes few and short texts, starts through its shim only, and
//! all browsers above the floor have what is needed. Half a kilobyte of brotli in each widget.
//!
//! A helper is known by its name and parameters; one that is not, or is gone, is left alone.

use oxc_allocator::Allocator;
use oxc_ast::ast::{Argument, CallExpression, Expression, Function, Statement};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_semantic::ScopeFlags;
use oxc_span::{GetSpan, SourceType, Span};

use super::names::apply;

/// Name, parameters, body.
const HELPERS: [(&str, &[&str], &str); 7] = [
    ("getDataViewMemory0", &[], "{return new DataView(wasm.memory.buffer)}"),
    ("getUint8ArrayMemory0", &[], "{return new Uint8Array(wasm.memory.buffer)}"),
    ("decodeText", &["bytes"], "{return cachedTextDecoder.decode(bytes)}"),
    ("isLikeNone", &["x"], "{return x==null}"),
    (
        "passStringToWasm0",
        &["arg", "malloc", "realloc"],
        "{arg=cachedTextEncoder.encode(arg);const ptr=malloc(arg.length,1)>>>0;\
         getUint8ArrayMemory0().set(arg,ptr);WASM_VECTOR_LEN=arg.length;return ptr}",
    ),
    // A free place holds the number of the next one; the place after the last holds nothing.
    ("addHeapObject", &["obj"], "{const idx=heap_next;heap_next=heap[idx]||idx+1;heap[idx]=obj;return idx}"),
    // The shim passes `{module}` once, and a compiled module.
    (
        "initSync",
        &["module"],
        "{wasm=new WebAssembly.Instance(module.module,__wbg_get_imports()).exports;wasm.__wbindgen_start();return wasm}",
    ),
];

/// What the glue's end of `initSync` calls if the module has something to do at its start.
const START: &str = "wasm.__wbindgen_start();";

/// Initialisers that the short bodies make empty.
const STATEMENTS: [&str; 4] = [
    "cachedTextDecoder.decode();",
    "if (!('encodeInto' in cachedTextEncoder))",
    "let cachedDataViewMemory0 =",
    "let cachedUint8ArrayMemory0 =",
];

/// The glue with the short helpers.
#[must_use]
pub fn slim(glue: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, glue, SourceType::mjs()).parse();
    let mut slim = Slim { edits: Vec::new(), known: Vec::new(), starts: glue.contains(START) };
    slim.visit_program(&parsed.program);
    let helpers = HELPERS.iter().filter(|helper| glue.contains(&format!("function {}(", helper.0))).count();
    // The end of `initSync` falls away with its old body.
    let finishes = glue.contains("function __wbg_finalize_init(");
    if slim.known.len() != helpers || !slim.known.contains(&"initSync") || !finishes {
        return glue.to_owned();
    }
    for statement in &parsed.program.body {
        let span = statement.span();
        let text = glue.get(span.start as usize..span.end as usize).unwrap_or_default();
        let is_finish = matches!(statement, Statement::FunctionDeclaration(function)
            if function.id.as_ref().is_some_and(|id| id.name == "__wbg_finalize_init" || id.name == "__wbg_init"));
        if is_finish || STATEMENTS.iter().any(|start| text.starts_with(start)) {
            slim.edits.push((span, String::new()));
        }
    }
    apply(glue, slim.edits)
}

struct Slim {
    edits: Vec<(Span, String)>,
    known: Vec<&'static str>,
    starts: bool,
}

impl<'a> Visit<'a> for Slim {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        let name = function.id.as_ref().map(|id| id.name.as_str());
        let parameters: Vec<_> =
            function.params.items.iter().filter_map(|item| item.pattern.get_identifier_name()).collect();
        let helper = HELPERS.iter().find(|(own, takes, _)| Some(*own) == name && parameters == *takes);
        match (helper, &function.body) {
            (Some((name, _, short)), Some(body)) => {
                self.known.push(name);
                let short = if self.starts { (*short).to_owned() } else { short.replace(START, "") };
                self.edits.push((body.span, short));
            }
            _ => walk::walk_function(self, function, flags),
        }
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        // The short body does not use it.
        if matches!(&call.callee, Expression::Identifier(callee) if callee.name == "passStringToWasm0")
            && let [.., Argument::StaticMemberExpression(malloc), Argument::StaticMemberExpression(realloc)] =
                call.arguments.as_slice()
            && realloc.property.name == "__wbindgen_realloc"
        {
            self.edits.push((Span::new(malloc.span.end, realloc.span.end), String::new()));
        }
        walk::walk_call_expression(self, call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "function f(ret) { return passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc); }\n\
        function isLikeNone(x) { return x === undefined || x === null; }\n\
        function passStringToWasm0(arg, malloc, realloc) { if (realloc === undefined) { return malloc(realloc); } }\n\
        function __wbg_finalize_init(instance, module) { wasm.__wbindgen_start(); return wasm; }\n\
        function initSync(module) { return __wbg_finalize_init(module); }\n\
        async function __wbg_init(path) {}\nexport { initSync, __wbg_init as default };";

    #[test]
    fn known_helpers_become_short() {
        let glue = slim(GLUE);
        assert!(
            glue.starts_with("function f(ret) { return passStringToWasm0(ret, wasm.__wbindgen_malloc); }"),
            "{glue}"
        );
        assert!(glue.contains("isLikeNone(x) {return x==null}"), "{glue}");
        assert!(
            glue.contains("malloc(arg.length,1)") && glue.contains("new WebAssembly.Instance(module.module,"),
            "{glue}"
        );
        assert!(!glue.contains("wasm.__wbindgen_realloc") && !glue.contains("__wbg_finalize_init"), "{glue}");
    }

    #[test]
    fn a_module_without_a_start_is_not_started() {
        let glue = slim(&GLUE.replace("wasm.__wbindgen_start();", ""));
        assert!(glue.contains("__wbg_get_imports()).exports;return wasm}"), "{glue}");
    }

    #[test]
    fn glue_of_another_shape_is_left_alone() {
        for (from, to) in [
            ("isLikeNone(x) ", "isLikeNone(y) "),
            ("__wbg_finalize_init(instance, module) {", "finish(instance, module) {"),
            ("initSync(module)", "begin(module)"),
        ] {
            let other = GLUE.replace(from, to);
            assert_eq!(slim(&other), other);
        }
    }
}
