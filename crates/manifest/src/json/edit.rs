//! Adding to a JSON file, and taking from it, without disturbing the rest of it.

use std::ops::Range;

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::ser::PrettyFormatter;

use super::{Document, Node, Value};

impl Document {
    /// The text with a key added at the end of the object at a dotted path (`""` for the root), or with the key's value
    /// replaced where it already is. Everything else keeps its form; the new lines are indented as their neighbours are.
    ///
    /// `None` when there is no object at that path.
    ///
    /// ```
    /// use kommo_manifest::json::Document;
    ///
    /// let document = Document::parse(b"{\n    \"widget\": {\n        \"name\": \"x\"\n    }\n}\n")?;
    /// let text = document.with_member("widget", "version", &"1.0.0".into());
    /// assert_eq!(
    ///     text.as_deref(),
    ///     Some("{\n    \"widget\": {\n        \"name\": \"x\",\n        \"version\": \"1.0.0\"\n    }\n}\n"),
    /// );
    /// # Ok::<(), kommo_manifest::json::JsonError>(())
    /// ```
    #[must_use]
    pub fn with_member(&self, path: &str, key: &str, value: &Json) -> Option<String> {
        let node = self.get(path)?;
        let object = node.as_object()?;
        if let Some(member) = object.member(key) {
            let indent = self.indent_at(member.key_span.start);
            return self.replaced(member.value.span.clone(), &self.pretty(value, indent));
        }
        let last = object.members.last().map(|member| member.key_span.start..member.value.span.end);
        self.appended(node, last, |indent| format!("{}: {}", Json::from(key), self.pretty(value, indent)))
    }

    /// The text with a value added at the end of the array at a dotted path. As [`Document::with_member`].
    #[must_use]
    pub fn with_item(&self, path: &str, value: &Json) -> Option<String> {
        let node = self.get(path)?;
        let last = node.as_array()?.last().map(|item| item.span.clone());
        self.appended(node, last, |indent| self.pretty(value, indent))
    }

    /// The text without a key of the object at a dotted path, and without its line if it had one of its own.
    ///
    /// `None` when there is no such object or key.
    #[must_use]
    pub fn without_member(&self, path: &str, key: &str) -> Option<String> {
        let node = self.get(path)?;
        let members = &node.as_object()?.members;
        let at = members.iter().position(|member| member.key == key)?;
        let (start, end) = (members.get(at)?.key_span.start, members.get(at)?.value.span.end);
        // With the comma behind it, or as the last one with the comma before it.
        match (members.get(at + 1), at.checked_sub(1).and_then(|before| members.get(before))) {
            (Some(next), _) => self.replaced(start..next.key_span.start, ""),
            (None, Some(before)) => self.replaced(before.value.span.end..end, ""),
            (None, None) => self.replaced(node.span.clone(), "{}"),
        }
    }

    /// Puts an element behind the last one of an object or array, or into an empty one.
    fn appended(
        &self,
        container: &Node,
        last: Option<Range<usize>>,
        element: impl Fn(&str) -> String,
    ) -> Option<String> {
        let outer = self.indent_at(container.span.start);
        let Some(last) = last else {
            if matches!(container.value, Value::Array(_)) {
                return self.replaced(container.span.clone(), &format!("[{}]", element(outer)));
            }
            let inner = format!("{outer}{}", self.unit());
            let text = format!("{{\n{inner}{}\n{outer}}}", element(&inner));
            return self.replaced(container.span.clone(), &text);
        };
        let before = self.text.get(container.span.start..last.start)?;
        let text = if before.contains('\n') {
            let indent = self.indent_at(last.start);
            format!(",\n{indent}{}", element(indent))
        } else {
            format!(", {}", element(outer))
        };
        self.replaced(last.end..last.end, &text)
    }

    fn replaced(&self, span: Range<usize>, with: &str) -> Option<String> {
        Some([self.text.get(..span.start)?, with, self.text.get(span.end..)?].concat())
    }

    /// The white space at the start of the line with this offset.
    fn indent_at(&self, offset: usize) -> &str {
        let before = self.text.get(..offset).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..).unwrap_or_default();
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    /// What one level is indented by: that of the first indented line, or two spaces.
    fn unit(&self) -> &str {
        let first = self.text.lines().find(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
        first.map_or("  ", |line| line.get(..line.len() - line.trim_start().len()).unwrap_or("  "))
    }

    /// A value as text, all lines but the first indented. Short arrays of plain values stand on one line.
    fn pretty(&self, value: &Json, indent: &str) -> String {
        if let Json::Array(items) = value
            && items.iter().all(|item| !item.is_array() && !item.is_object())
        {
            let items: Vec<String> = items.iter().map(Json::to_string).collect();
            return format!("[{}]", items.join(", "));
        }
        let mut out = Vec::new();
        let formatter = PrettyFormatter::with_indent(self.unit().as_bytes());
        let mut to = serde_json::Serializer::with_formatter(&mut out, formatter);
        // Writing a JSON value into memory cannot fail.
        if value.serialize(&mut to).is_err() {
            return value.to_string();
        }
        String::from_utf8_lossy(&out).replace('\n', &format!("\n{indent}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Document {
        Document::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn neighbours_set_the_form() {
        let text =
            "{\n  \"locations\": [\"lcard-1\", \"settings\"],\n  \"settings\": {\n    \"a\": 1\n  }\n}\n";
        let document = parse(text);
        assert_eq!(
            document.with_item("locations", &json!("everywhere")).unwrap(),
            text.replace("\"settings\"]", "\"settings\", \"everywhere\"]")
        );
        assert_eq!(
            document.with_member("settings", "b", &json!({ "c": true })).unwrap(),
            text.replace("\"a\": 1", "\"a\": 1,\n    \"b\": {\n      \"c\": true\n    }")
        );
        assert_eq!(
            document.with_member("settings", "a", &json!([1, 2])).unwrap(),
            text.replace("\"a\": 1", "\"a\": [1, 2]")
        );
        assert_eq!(document.with_member("locations", "a", &json!(1)), None);
        assert_eq!(document.with_item("nowhere", &json!(1)), None);
    }

    #[test]
    fn empty_containers_open_up() {
        let document = parse("{\n\t\"a\": {},\n\t\"b\": []\n}");
        assert_eq!(
            document.with_member("a", "x", &json!(1)).unwrap(),
            "{\n\t\"a\": {\n\t\t\"x\": 1\n\t},\n\t\"b\": []\n}"
        );
        assert_eq!(document.with_item("b", &json!("x")).unwrap(), "{\n\t\"a\": {},\n\t\"b\": [\"x\"]\n}");
        assert_eq!(parse("{}").with_member("", "x", &json!(1)).unwrap(), "{\n  \"x\": 1\n}");
        assert_eq!(parse("{\"a\":1}").with_member("", "x", &json!(1)).unwrap(), "{\"a\":1, \"x\": 1}");
    }

    #[test]
    fn a_key_goes_with_its_line_and_nothing_else() {
        let text = "{\n  \"a\": 1,\n  \"b\": { \"c\": [] },\n  \"d\": 2\n}\n";
        let without = |path, key| parse(text).without_member(path, key);
        assert_eq!(without("", "a").unwrap(), text.replace("\"a\": 1,\n  ", ""));
        assert_eq!(without("", "b").unwrap(), text.replace("\"b\": { \"c\": [] },\n  ", ""));
        assert_eq!(without("", "d").unwrap(), text.replace(",\n  \"d\": 2", ""));
        assert_eq!(without("b", "c").unwrap(), text.replace("{ \"c\": [] }", "{}"));
        assert_eq!((without("", "x"), without("a", "x")), (None, None));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let document = parse("{ \"a\": { \"b\": [ 1 ] } }");
        for value in [json!(null), json!("\"\\\n"), json!({ "x": { "y": [{}, []] } }), json!([[1], {}])] {
            for text in [
                document.with_member("a", "k.k", &value).unwrap(),
                document.with_item("a.b", &value).unwrap(),
            ] {
                let read = parse(&text);
                let found = read.get("a.k.k").or_else(|| read.get("a.b[1]")).map(Json::from);
                assert_eq!(found, Some(value.clone()), "{text}");
            }
        }
    }
}
