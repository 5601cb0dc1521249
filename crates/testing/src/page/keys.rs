//! Keys by the names of `KeyboardEvent.key`.

use serde_json::{Value, json};

use crate::{Error, Result};

/// Name, `KeyboardEvent.code`, virtual key code, and the text it types.
const KEYS: &[(&str, &str, u32, &str)] = &[
    ("Enter", "Enter", 13, "\r"),
    ("Tab", "Tab", 9, ""),
    ("Escape", "Escape", 27, ""),
    ("Backspace", "Backspace", 8, ""),
    ("Delete", "Delete", 46, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("Home", "Home", 36, ""),
    ("End", "End", 35, ""),
    ("PageUp", "PageUp", 33, ""),
    ("PageDown", "PageDown", 34, ""),
    ("Space", "Space", 32, " "),
];

const MODIFIERS: &[(&str, u32)] = &[("Alt", 1), ("Control", 2), ("Meta", 4), ("Shift", 8)];

/// One key going down and up.
pub(super) struct Press {
    key: String,
    code: String,
    number: u32,
    text: String,
    modifiers: u32,
}

impl Press {
    /// The key that types one character.
    pub(super) fn letter(letter: char) -> Self {
        if letter == '\n'
            && let Ok(enter) = Self::named("Enter")
        {
            return enter;
        }
        let (code, number) = match letter {
            'a'..='z' | 'A'..='Z' => {
                (format!("Key{}", letter.to_ascii_uppercase()), letter.to_ascii_uppercase().into())
            }
            '0'..='9' => (format!("Digit{letter}"), letter.into()),
            ' ' => ("Space".to_owned(), 32),
            _ => (String::new(), 0),
        };
        let modifiers = if letter.is_ascii_uppercase() { 8 } else { 0 };
        Self { key: letter.to_string(), code, number, text: letter.to_string(), modifiers }
    }

    /// A key by its name, with modifiers before it.
    pub(super) fn named(name: &str) -> Result<Self> {
        let (before, key) = match name.rsplit_once('+') {
            Some((before, key)) if !key.is_empty() => (before, key),
            _ => ("", name),
        };
        let mut modifiers = 0;
        for word in before.split('+').filter(|word| !word.is_empty()) {
            let known = MODIFIERS.iter().find(|(modifier, _)| *modifier == word);
            modifiers |= known.ok_or_else(|| unknown(name))?.1;
        }
        let mut press = match KEYS.iter().find(|known| known.0 == key) {
            Some(&(key, code, number, text)) => Self {
                key: if key == "Space" { " " } else { key }.to_owned(),
                code: code.to_owned(),
                number,
                text: text.to_owned(),
                modifiers: 0,
            },
            None => {
                let mut letters = key.chars();
                match (letters.next(), letters.next()) {
                    (Some(letter), None) => Self::letter(letter),
                    _ => return Err(unknown(name)),
                }
            }
        };
        press.modifiers |= modifiers;
        // With Alt, Control or Meta a letter is a command and types nothing.
        if modifiers & 7 != 0 {
            press.text.clear();
        }
        Ok(press)
    }

    pub(super) fn down(&self) -> Value {
        let mut event = self.event(if self.text.is_empty() { "rawKeyDown" } else { "keyDown" });
        if let Some(event) = event.as_object_mut() {
            if !self.text.is_empty() {
                event.insert("text".into(), self.text.clone().into());
            }
            // A headless browser has no window system that would turn these into commands.
            if self.modifiers & 6 != 0 && self.key.eq_ignore_ascii_case("a") {
                event.insert("commands".into(), json!(["selectAll"]));
            }
        }
        event
    }

    pub(super) fn up(&self) -> Value {
        self.event("keyUp")
    }

    fn event(&self, kind: &str) -> Value {
        json!({
            "type": kind, "key": self.key, "code": self.code, "modifiers": self.modifiers,
            "windowsVirtualKeyCode": self.number, "nativeVirtualKeyCode": self.number,
        })
    }
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = KEYS.iter().map(|key| key.0).collect();
    let reason = format!(
        "no key has that name; there are single characters and {}, after any of Alt+, Control+, Meta+, Shift+",
        names.join(", ")
    );
    Error::Step { what: format!("press {name:?}"), reason, at: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_modifiers() {
        let press = Press::named("Control+Shift+Tab").unwrap();
        assert_eq!((press.number, press.modifiers, press.text.as_str()), (9, 10, ""));
        assert_eq!(Press::named("Enter").unwrap().text, "\r");
        assert_eq!(Press::named("+").unwrap().text, "+");
        assert_eq!(Press::named("Control+a").unwrap().text, "");
        assert_eq!(Press::letter('é').text, "é");
        assert!(Press::named("Hyper+x").is_err());
        assert!(Press::named("Entr").err().unwrap().to_string().contains("Enter"));
    }
}
