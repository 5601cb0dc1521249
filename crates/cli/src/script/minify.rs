//! Minifying the finished script.
//!
//! oxc's minifier drops what nothing uses inside the glue's function too: the asynchronous loader, streaming, fetch.
//! Measured on one shim with glue (17,799 bytes), without the module's bytes:
//!
//! | tool | minified | brotli 11 |
//! |---|---|---|
//! | oxc_minifier 0.146 | 5,465 | 2,059 |
//! | terser 5.51, three passes, unused code dropped | 5,574 | 2,083 |
//! | esbuild 0.28 (keeps unused functions in a scope) | 6,908 | 2,522 |

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

use super::ScriptError;

/// The newest syntax a minified script may use.
pub const TARGET: &str = "es2020";

/// Minifies a classic script. Global names stay; everything inside its functions may be renamed.
///
/// # Errors
/// [`ScriptError::Syntax`] when the text is not a script.
pub fn minify(script: &str) -> Result<String, ScriptError> {
    let syntax = |reason: String| ScriptError::Syntax { what: "the composed script", reason };
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::script()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(syntax(problem.to_string()));
    }
    let mut program = parsed.program;
    let target = EngineTargets::from_target(TARGET).map_err(|error| syntax(error.to_string()))?;
    let compress = Some(CompressOptions { target, ..CompressOptions::smallest() });
    let minified = Minifier::new(MinifierOptions { compress, ..MinifierOptions::default() })
        .minify(&allocator, &mut program);
    let options =
        CodegenOptions { minify: true, comments: CommentOptions::disabled(), ..CodegenOptions::default() };
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unused_functions_inside_a_function_disappear() {
        let script = "define([], function () { function used() { return 1 } async function __wbg_load() { fetch('x') }\n\
                      async function __wbg_init() { return __wbg_load() } return { used: used } });";
        let small = minify(script).unwrap();
        assert!(small.contains("used:"), "{small}");
        assert!(!small.contains("fetch") && !small.contains("async"), "{small}");
    }

    #[test]
    fn free_names_and_text_data_survive() {
        let small = minify("define(function () { return kw_log(\"\u{100}a\u{1ff}'`${x}\"); });").unwrap();
        assert_eq!(small, "define(function(){return kw_log(\"\u{100}a\u{1ff}'`${x}\")});");
    }

    #[test]
    fn no_syntax_newer_than_the_target_appears() {
        let small =
            minify("define(function (a) { if (a.b === null || a.b === void 0) a.b = 1; a.c || (a.c = 2); })");
        assert!(!small.as_ref().unwrap().contains("||=") && !small.unwrap().contains("??="));
    }

    #[test]
    fn a_broken_script_is_an_error() {
        assert!(minify("define(function( {").is_err());
    }
}
