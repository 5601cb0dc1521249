//! Putting methods into the author's `impl Widget for …` block, by the places syn found; all other text stays as it is.

use syn::spanned::Spanned as _;
use syn::{Block, FnArg, ImplItem, ImplItemFn, ItemImpl, Pat};

/// Rust text that could not be extended, and why.
pub(super) type Refusal = String;

/// A Rust file with the widget's block in it.
pub(super) struct WidgetFile {
    text: String,
    block: ItemImpl,
}

impl WidgetFile {
    /// Reads a file. None: it has no `#[widget]` block. An error: it cannot be parsed.
    pub(super) fn parse(text: &str) -> Result<Option<Self>, syn::Error> {
        if !text.contains("widget") || text.starts_with('\u{feff}') {
            return Ok(None);
        }
        let file = syn::parse_file(text)?;
        let is_widget = |block: &ItemImpl| {
            let attribute =
                |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == "widget");
            block.attrs.iter().any(|one| attribute(one.path())) && block.trait_.is_some()
        };
        let block = file.items.into_iter().find_map(|item| match item {
            syn::Item::Impl(block) if is_widget(&block) => Some(block),
            _ => None,
        });
        Ok(block.map(|block| Self { text: text.to_owned(), block }))
    }

    /// The text with those of `methods` that the block does not have, and the names of those it had.
    pub(super) fn with_methods(&self, methods: &str) -> Result<(String, Vec<String>), Refusal> {
        let wrapped = format!("impl X {{\n{methods}\n}}");
        let new: ItemImpl = syn::parse_str(&wrapped).map_err(|error| format!("the new method: {error}"))?;
        let (mut added, mut kept) = (String::new(), Vec::new());
        for item in &new.items {
            let ImplItem::Fn(method) = item else { continue };
            if self.method(&method.sig.ident.to_string()).is_some() {
                kept.push(method.sig.ident.to_string());
                continue;
            }
            let text = wrapped.get(method.span().byte_range()).unwrap_or_default();
            added.push_str(&format!("\n{}\n", indented(text.trim_end())));
        }
        if added.is_empty() {
            return Ok((self.text.clone(), kept));
        }
        let close = self.block.brace_token.span.close().byte_range().start;
        // The block's last line keeps its own indent.
        let before = self.text.get(..close).unwrap_or_default();
        let (body, tail) = before.split_at(before.trim_end().len());
        let tail = if tail.contains('\n') { "" } else { tail.trim_end() };
        let added = if body.ends_with('{') { added.trim_start_matches('\n') } else { &added };
        let rest = self.text.get(close..).unwrap_or_default();
        Ok((format!("{body}\n{}{tail}{rest}", self.in_their_line_ends(added)), kept))
    }

    /// The text with `piece` at the start of `render`, which is made if it is not there and `make` says so. `piece`
    /// names the context `cx`.
    pub(super) fn with_render(&self, piece: &str, make: bool) -> Result<String, Refusal> {
        let Some(render) = self.method("render") else {
            if !make {
                return Ok(self.text.clone());
            }
            let method = format!(
                "async fn render(&self, cx: &Cx) -> Result<Rendered> {{\n{}\n    Ok(Rendered::Shown)\n}}",
                indented(piece)
            );
            return self.with_methods(&method).map(|(text, _)| text);
        };
        let FnArg::Typed(context) =
            render.sig.inputs.iter().nth(1).ok_or("`render` takes no context `cx: &Cx`")?
        else {
            return Err("`render` takes no context `cx: &Cx`".into());
        };
        let name = match &*context.pat {
            Pat::Ident(name) => name.ident.to_string(),
            Pat::Wild(_) => "_".to_owned(),
            _ => return Err("the context of `render` is taken apart in its head".into()),
        };
        let place = context.pat.span().byte_range();
        let open = open(&render.block);
        let body = self.text.get(open..).unwrap_or_default();
        let rename = name.starts_with('_') && (name == "_" || !body.contains(&name));
        let piece =
            if rename || name == "cx" { piece.to_owned() } else { piece.replace("cx.", &format!("{name}.")) };
        let piece = self.in_their_line_ends(&format!("\n{}", indented(&indented(&piece))));
        let (head, middle) = (self.text.get(..place.start), self.text.get(place.end..open));
        let (Some(head), Some(middle)) = (head, middle) else {
            return Err("`render` is not where it was read".into());
        };
        let name = if rename { "cx" } else { &name };
        Ok(format!("{head}{name}{middle}{piece}{body}"))
    }

    fn method(&self, name: &str) -> Option<&ImplItemFn> {
        self.block.items.iter().find_map(|item| match item {
            ImplItem::Fn(method) if method.sig.ident == name => Some(method),
            _ => None,
        })
    }

    fn in_their_line_ends(&self, text: &str) -> String {
        if self.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() }
    }
}

/// The offset behind a block's opening brace.
fn open(block: &Block) -> usize {
    block.brace_token.span.open().byte_range().end
}

/// One level deeper; empty lines stay empty.
fn indented(text: &str) -> String {
    let deeper = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    text.lines().map(deeper).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "//! A – widget.\n\nstruct A;\n\n#[widget]\nimpl Widget for A {\n    async fn render(&self, _: &Cx) -> Result<Rendered> {\n        Ok(Rendered::Nothing)\n    }\n}\n\nfn after() {}\n";

    fn file(text: &str) -> WidgetFile {
        WidgetFile::parse(text).unwrap().unwrap()
    }

    #[test]
    fn a_method_goes_behind_the_last_one() {
        let (text, kept) =
            file(SOURCE).with_methods("fn init(&self) {\n    x();\n}\n\nasync fn render() {}").unwrap();
        assert_eq!(kept, ["render"]);
        assert_eq!(
            text,
            SOURCE.replace("    }\n}\n\nfn", "    }\n\n    fn init(&self) {\n        x();\n    }\n}\n\nfn")
        );
    }

    #[test]
    fn render_gets_a_piece_and_a_name_for_its_context() {
        let text = file(SOURCE).with_render("if cx.a() {\n    b();\n}", true).unwrap();
        let wanted = SOURCE
            .replace("_: &Cx", "cx: &Cx")
            .replace("> {\n        Ok", "> {\n        if cx.a() {\n            b();\n        }\n        Ok");
        assert_eq!(text, wanted);
        let named = SOURCE.replace("_: &Cx", "context: &Cx");
        assert!(
            file(&named).with_render("cx.a();", true).unwrap().contains("        context.a();\n        Ok")
        );
    }

    #[test]
    fn an_empty_block_and_windows_line_ends_are_kept() {
        let text = "#[kommo_widget::widget]\r\nimpl Widget for A {}\r\n";
        let (text, _) = file(text).with_methods("fn init(&self) {\n}").unwrap();
        assert_eq!(
            text,
            "#[kommo_widget::widget]\r\nimpl Widget for A {\n    fn init(&self) {\r\n    }\r\n}\r\n"
        );
        let render = file("#[widget]\nimpl Widget for A {\n}\n").with_render("cx.a();", true).unwrap();
        assert!(
            render.contains(
                "{\n    async fn render(&self, cx: &Cx) -> Result<Rendered> {\n        cx.a();\n        Ok("
            ),
            "{render}"
        );
    }

    #[test]
    fn other_files_are_no_widgets() {
        assert!(WidgetFile::parse("fn widget() {}").unwrap().is_none());
        assert!(WidgetFile::parse("#[widget] fn x() {}").unwrap().is_none());
        assert!(WidgetFile::parse("#[widget] impl {").is_err());
    }
}
