//! A widget's name in its three spellings.

/// The spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// For people: `Deal desk`.
    pub title: String,
    /// For cargo and CSS: `deal-desk`.
    pub krate: String,
    /// For Rust: `DealDesk`.
    pub rust_type: String,
}

impl Names {
    /// Derives the spellings from what the user typed.
    ///
    /// # Errors
    /// A sentence when there are no Latin letters to make a crate's name of.
    pub fn new(typed: &str) -> Result<Self, String> {
        let words: Vec<String> = typed
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        if !words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return Err(format!(
                "`{typed}` makes no crate name: begin with a Latin letter, such as `deal-desk`"
            ));
        }
        let krate = words.join("-");
        let rust_type: String = words.iter().map(|word| capital(word)).collect();
        // A name typed with spaces or capitals is meant for people as it stands.
        let title = if typed.contains(' ') || typed.chars().any(char::is_uppercase) {
            typed.replace(['"', '\\', '{', '}'], "").trim().to_owned()
        } else {
            capital(&words.join(" "))
        };
        Ok(Self { title, krate, rust_type })
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
        assert_eq!(names("deal-desk"), ("Deal desk".into(), "deal-desk".into(), "DealDesk".into()));
        assert_eq!(names("VIP Board"), ("VIP Board".into(), "vip-board".into(), "VipBoard".into()));
        assert!(Names::new("2 fast").unwrap_err().contains("Latin letter"));
        assert!(Names::new("…").is_err());
    }
}
