//! A widget's name in its three spellings.

/// The spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// For people: `Deal desk`.
    pub title: String,
    /// For cargo and CSS: `deal-desk`.
    pub krate: String,
    /// For Rust: `DealDeskWidget`, so that it is no name that the prelude or `manifest!()` has.
    pub rust_type: String,
}

impl Names {
    /// Derives the spellings from what the user typed.
    ///
    /// # Errors
    /// A sentence when there are no Latin letters to make a crate's name of.
    pub fn new(typed: &str) -> Result<Self, String> {
        let plain: String = typed.chars().map(plain).collect();
        let words: Vec<String> = plain
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        if !words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return Err(format!(
                "`{typed}` makes no crate name: begin with a Latin letter, such as `deal-desk`"
            ));
        }
        let mut krate = words.join("-");
        if TAKEN.contains(&krate.as_str()) {
            krate.push_str("-widget");
        }
        let mut rust_type: String = words.iter().map(|word| capital(word)).collect();
        if words.len() < 2 || words.last().is_none_or(|word| word != "widget") {
            rust_type.push_str("Widget");
        }
        // A name typed with spaces or capitals is meant for people as it stands.
        let title = if typed.contains(' ') || typed.chars().any(char::is_uppercase) {
            typed.replace(['"', '\\', '{', '}'], "").trim().to_owned()
        } else {
            capital(&words.join(" "))
        };
        Ok(Self { title, krate, rust_type })
    }
}

/// Names that no package can have, or none that depends on kommo-widget: Rust's words and crates, Windows' devices, the
/// dependencies.
const TAKEN: [&str; 67] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "aux",
    "await",
    "become",
    "box",
    "break",
    "com1",
    "con",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "kommo-testing",
    "kommo-widget",
    "let",
    "loop",
    "lpt1",
    "macro",
    "match",
    "maud",
    "mod",
    "move",
    "mut",
    "nul",
    "override",
    "priv",
    "prn",
    "proc-macro",
    "pub",
    "ref",
    "return",
    "self",
    "serde-json",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "wasm-bindgen",
    "where",
    "while",
    "yield",
];

/// A letter of a language that Kommo speaks as Latin letters without marks.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ğ' | 'Ğ' => 'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ı' | 'İ' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ş' | 'Ş' => 's',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        _ => c,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_three_spellings() {
        let names = |typed| Names::new(typed).map(|n| (n.title, n.krate, n.rust_type)).unwrap();
        assert_eq!(names("deal-desk"), ("Deal desk".into(), "deal-desk".into(), "DealDeskWidget".into()));
        assert_eq!(names("VIP Board"), ("VIP Board".into(), "vip-board".into(), "VipBoardWidget".into()));
        assert_eq!(names("my-widget"), ("My widget".into(), "my-widget".into(), "MyWidget".into()));
        assert_eq!(names("Café Ñandú"), ("Café Ñandú".into(), "cafe-nandu".into(), "CafeNanduWidget".into()));
        assert!(Names::new("2 fast").unwrap_err().contains("Latin letter"));
        assert!(Names::new("…").is_err());
    }

    #[test]
    fn no_name_is_one_that_rust_or_a_dependency_has() {
        let names = |typed| Names::new(typed).map(|n| (n.krate, n.rust_type)).unwrap();
        assert_eq!(names("self"), ("self-widget".into(), "SelfWidget".into()));
        assert_eq!(names("Test"), ("test-widget".into(), "TestWidget".into()));
        assert_eq!(names("widget"), ("widget".into(), "WidgetWidget".into()));
        assert_eq!(names("Serde JSON").0, "serde-json-widget");
        assert!(TAKEN.is_sorted(), "in order, so that one sees what is missing");
    }
}
