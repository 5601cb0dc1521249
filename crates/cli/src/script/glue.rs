//! wasm-bindgen's glue, an ES module for the target `web`, as a function expression.
//!
//! A RequireJS page cannot load an ES module, and wasm-bindgen's own `no-modules` target puts one global on the page,
//! which the second widget would overwrite. So the module becomes a function whose every call makes an instance of its
//! own: the `export` keywords are cut out by their positions in the syntax tree, and the exported names come back as
//! an object. Free names (`kw_…`, which the shim defines) stay free.
//!
//! The glue's own `console.warn("…")` statements are cut as well: Kommo's upload is reported to remove such calls, and
//! what they warn of cannot happen behind the shim.

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Argument, BindingIdentifier, CallExpression, Declaration, ExportDefaultDeclarationKind, Expression,
    ExpressionStatement, ImportMeta, ModuleExportName, Statement,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType, Span};

use super::ScriptError;

/// The name wasm-bindgen gives the synchronous initialiser; the shim calls it.
pub const INIT: &str = "initSync";

/// Turns the glue into `(function(){…;return{initSync:initSync,…}})`.
///
/// # Errors
/// [`ScriptError`] when the glue imports a module or cannot be parsed.
pub fn to_function(glue: &str) -> Result<String, ScriptError> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, glue, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(ScriptError::Syntax { what: "wasm-bindgen's glue", reason: problem.to_string() });
    }
    let mut found = Found::default();
    for statement in &parsed.program.body {
        found.statement(statement);
    }
    found.visit_program(&parsed.program);
    found.cuts.sort_by_key(|span| span.start);
    if !found.imports.is_empty() {
        found.imports.sort();
        return Err(ScriptError::Imports(found.imports.join(", ")));
    }
    if !found.exports.iter().any(|(exported, _)| exported == INIT) {
        let reason = format!("it does not export `{INIT}`");
        return Err(ScriptError::Syntax { what: "wasm-bindgen's glue", reason });
    }
    let exports: Vec<String> = found.exports.iter().map(|(name, local)| format!("{name}:{local}")).collect();
    // A module is strict; the function stays so.
    Ok(format!("(function(){{\"use strict\";{}\nreturn{{{}}}}})", cut(glue, &found.cuts), exports.join(",")))
}

/// What the walk through the module gathers.
#[derive(Default)]
struct Found {
    /// Exported name and local name.
    exports: Vec<(String, String)>,
    /// Pieces of the text to leave out, in order.
    cuts: Vec<Span>,
    /// Modules the glue asks for.
    imports: Vec<String>,
}

impl Found {
    fn statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::ExportDeclaration(export) => {
                self.cuts.push(Span::new(export.span.start, export.declaration.span().start));
                self.declaration(&export.declaration);
            }
            Statement::ExportNamedDeclaration(export) => {
                self.cuts.push(export.span);
                for specifier in &export.specifiers {
                    if let (Some(exported), Some(local)) = (name(&specifier.exported), name(&specifier.local))
                        && exported != "default"
                    {
                        self.exports.push((exported, local));
                    }
                }
            }
            Statement::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) if function.id.is_some() => {
                    self.cuts.push(Span::new(export.span.start, function.span.start));
                }
                ExportDefaultDeclarationKind::ClassDeclaration(class) if class.id.is_some() => {
                    self.cuts.push(Span::new(export.span.start, class.span.start));
                }
                // An anonymous default or an expression: nothing refers to it.
                _ => self.cuts.push(export.span),
            },
            Statement::ImportDeclaration(import) => self.imports.push(import.source.value.to_string()),
            Statement::ExportFromDeclaration(export) => self.imports.push(export.source.value.to_string()),
            Statement::ExportAllDeclaration(export) => self.imports.push(export.source.value.to_string()),
            _ => {}
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'_>) {
        let mut export =
            |id: &BindingIdentifier<'_>| self.exports.push((id.name.to_string(), id.name.to_string()));
        match declaration {
            Declaration::FunctionDeclaration(function) => function.id.iter().for_each(&mut export),
            Declaration::ClassDeclaration(class) => class.id.iter().for_each(&mut export),
            Declaration::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    declarator.id.get_binding_identifiers().into_iter().for_each(&mut export);
                }
            }
            // TypeScript only.
            _ => {}
        }
    }
}

impl<'a> Visit<'a> for Found {
    fn visit_expression_statement(&mut self, statement: &ExpressionStatement<'a>) {
        match &statement.expression {
            Expression::CallExpression(call) if is_warning(call) => self.cuts.push(statement.span),
            _ => walk::walk_expression_statement(self, statement),
        }
    }

    fn visit_import_meta(&mut self, _: &ImportMeta) {
        self.imports.push("import.meta".to_owned());
    }
}

/// `console.warn('some text')`, as wasm-bindgen writes it itself; a call of the widget's passes variables.
fn is_warning(call: &CallExpression<'_>) -> bool {
    let Expression::StaticMemberExpression(member) = &call.callee else { return false };
    member.property.name == "warn"
        && matches!(&member.object, Expression::Identifier(object) if object.name == "console")
        && matches!(call.arguments.first(), Some(Argument::StringLiteral(_)))
}

fn name(name: &ModuleExportName<'_>) -> Option<String> {
    match name {
        ModuleExportName::IdentifierName(id) => Some(id.name.to_string()),
        ModuleExportName::IdentifierReference(id) => Some(id.name.to_string()),
        ModuleExportName::StringLiteral(_) => None,
    }
}

fn cut(text: &str, cuts: &[Span]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for span in cuts {
        kept.push_str(text.get(from..span.start as usize).unwrap_or_default());
        from = span.end as usize;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_become_properties_and_the_rest_stays() {
        let glue = "const s = \"export function no() {}\";\nexport function kw_dispatch(a) { return kw_log(a, s); }\n\
                    /* export */ function initSync(m) { return m; }\nasync function init() {}\n\
                    export class Thing {}\nexport { initSync, init as default, init as late };\n";
        let function = to_function(glue).unwrap();
        assert!(function.starts_with("(function(){\"use strict\";const s = \"export function no() {}\";"));
        assert!(function.contains("\nfunction kw_dispatch(a)") && function.contains("\nclass Thing {}"));
        assert!(
            function.ends_with("\nreturn{kw_dispatch:kw_dispatch,Thing:Thing,initSync:initSync,late:init}})")
        );
    }

    #[test]
    fn a_default_declaration_keeps_its_function() {
        let function =
            to_function("export default function init() {}\nexport function initSync() { init(); }").unwrap();
        assert!(function.contains(";function init() {}\nfunction initSync() { init(); }"), "{function}");
    }

    #[test]
    fn the_glues_own_warnings_are_cut_and_the_widgets_stay() {
        let glue = "export function initSync(m) { if (m) { console.warn('old; use the new'); } else console.warn(m); \
                    const f = { w: function(a) { console.warn(a); } }; return f; }";
        let function = to_function(glue).unwrap();
        assert!(function.contains("if (m) {  } else console.warn(m); const"), "{function}");
        assert!(function.contains("console.warn(a)"));
    }

    #[test]
    fn imports_are_refused_by_name() {
        let error =
            to_function("import { a } from './snippets/x/inline0.js';\nexport function initSync() {}");
        assert!(error.unwrap_err().to_string().contains("./snippets/x/inline0.js"));
        let error = to_function("export function initSync() { return import.meta.url; }");
        assert!(error.unwrap_err().to_string().contains("import.meta"));
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        let error = to_function("export function other() {}").unwrap_err().to_string();
        assert!(error.contains("initSync"), "{error}");
        assert!(matches!(to_function("export function ("), Err(ScriptError::Syntax { .. })));
    }
}
