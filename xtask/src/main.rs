//! The repository's chores: `cargo xtask test` runs every test there is, `cargo xtask setup` installs what they need.

mod fuzz;
mod report;
mod run;
mod setup;
mod steps;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
The repository's chores.

  cargo xtask test                   run everything, and say at the end what passed and what failed
  cargo xtask test --only PART[,…]   run some parts
  cargo xtask test --skip PART[,…]   run all but some parts
  cargo xtask test --fail-fast       stop at the first part that fails
  cargo xtask setup                  install what the tests need, or say how
  cargo xtask setup --check          only say what is missing

Parts:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.split_first() {
        Some((&"test", rest)) => match Choice::from(rest) {
            Ok(choice) => steps::test(&choice),
            Err(message) => usage(&message),
        },
        Some((&"setup", [])) => setup::all(true),
        Some((&"setup", ["--check"])) => setup::all(false),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{HELP}{}", steps::listing());
            ExitCode::SUCCESS
        }
        Some((other, _)) => usage(&format!("there is no chore {other:?} with these arguments")),
    }
}

fn usage(message: &str) -> ExitCode {
    eprintln!("xtask: {message}\n\n{HELP}{}", steps::listing());
    ExitCode::from(2)
}

/// Which parts of `test` to run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Choice {
    only: Vec<String>,
    skip: Vec<String>,
    fail_fast: bool,
}

impl Choice {
    fn from(words: &[&str]) -> Result<Self, String> {
        let mut choice = Self::default();
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            let (flag, mut value) = match word.split_once('=') {
                Some((flag, value)) => (flag, Some(value)),
                None => (word, None),
            };
            let list = match flag {
                "--only" => &mut choice.only,
                "--skip" => &mut choice.skip,
                "--fail-fast" => {
                    choice.fail_fast = true;
                    continue;
                }
                _ => return Err(format!("`test` does not know {word:?}")),
            };
            if value.is_none() {
                value = words.next().copied();
            }
            for part in value.ok_or(format!("{flag} needs the name of a part"))?.split(',') {
                if !steps::is_part(part) {
                    return Err(format!("there is no part {part:?}"));
                }
                list.push(part.to_owned());
            }
        }
        Ok(choice)
    }

    fn takes(&self, part: &str) -> bool {
        let asked = self.only.is_empty() || self.only.iter().any(|name| name == part);
        asked && !self.skip.iter().any(|name| name == part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_chosen_by_name() {
        let choice = Choice::from(&["--only", "unit,wasm", "--skip=wasm"]).unwrap();
        assert!(choice.takes("unit") && !choice.takes("wasm") && !choice.takes("fmt"));
        assert!(Choice::from(&[]).unwrap().takes("fmt"));
        assert!(Choice::from(&["--only", "units"]).unwrap_err().contains("units"));
        assert!(Choice::from(&["--only"]).is_err());
        assert!(Choice::from(&["--onyl", "unit"]).is_err());
    }
}
