//! Counting tests in what runners print, and the summary at the end.

use std::time::Duration;

/// Tests that passed, failed, and were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) ignored: u32,
}

impl Tally {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
        }
    }

    /// Counts one line: the last one of `cargo test` and of wasm-bindgen's runner
    /// (`test result: ok. 3 passed; 0 failed; 1 ignored; …`), and that of `cargo nextest`
    /// (`Summary [ 1.2s] 4 tests run: 3 passed, 1 failed, 2 skipped`).
    pub(crate) fn read(&mut self, line: &str) {
        let line = plain(line);
        let counts = if let Some((_, counts)) = line.split_once("test result: ") {
            counts.split_once(". ").map_or("", |(_, counts)| counts)
        } else if line.trim_start().starts_with("Summary [") {
            line.split_once("run: ").map_or("", |(_, counts)| counts)
        } else {
            return;
        };
        for count in counts.split([';', ',']) {
            let mut words = count.split_whitespace();
            let (Some(number), Some(kind)) = (words.next().and_then(|n| n.parse::<u32>().ok()), words.next())
            else {
                continue;
            };
            match kind {
                "passed" => self.passed += number,
                "failed" | "timed" => self.failed += number,
                "ignored" | "skipped" => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // To the letter that ends the sequence.
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(letter);
        }
    }
    text
}

/// What became of one part.
pub(crate) struct Outcome {
    pub(crate) part: &'static str,
    pub(crate) ok: bool,
    pub(crate) tally: Tally,
    pub(crate) took: Duration,
    /// Why it was not run, if it was not.
    pub(crate) note: String,
}

impl Outcome {
    /// A part that failed without a failed test (it did not compile, say) counts as one failure itself.
    fn counted(&self) -> Tally {
        let own = u32::from(!self.ok && self.tally.failed == 0);
        self.tally.plus(Tally { failed: own, ..Tally::default() })
    }
}

/// Prints the summary; says whether all went well.
pub(crate) fn summary(outcomes: &[Outcome]) -> bool {
    println!("\n  part        result      tests   time");
    let mut total = Tally::default();
    for outcome in outcomes {
        total = total.plus(outcome.counted());
        let tests = outcome.tally.passed + outcome.tally.failed;
        let tests = if tests == 0 { String::new() } else { tests.to_string() };
        let result = if outcome.ok { "ok" } else { "FAILED" };
        let seconds = outcome.took.as_secs_f64();
        println!("  {:<10}  {result:<8}  {tests:>7}  {seconds:>5.0} s  {}", outcome.part, outcome.note);
    }
    let broken: Vec<&str> =
        outcomes.iter().filter(|outcome| !outcome.ok).map(|outcome| outcome.part).collect();
    if !broken.is_empty() {
        println!(
            "\nFailed: {}. Run one alone with `cargo xtask test --only {}`.",
            broken.join(", "),
            broken.join(",")
        );
    }
    let ignored = if total.ignored == 0 { String::new() } else { format!(", {} ignored", total.ignored) };
    println!("\n{} passed, {} failed{ignored}", total.passed, total.failed);
    broken.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> (u32, u32, u32) {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        (tally.passed, tally.failed, tally.ignored)
    }

    #[test]
    fn counts_cargo_test_and_wasm_bindgen() {
        let lines = [
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: \u{1b}[32mok\u{1b}[m. 5 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.1s",
            "all tests passed",
        ];
        assert_eq!(tally(&lines), (9, 2, 1));
    }

    #[test]
    fn a_part_that_never_came_to_its_tests_counts_as_a_failure() {
        let took = Duration::ZERO;
        let mut outcome =
            Outcome { part: "unit", ok: false, tally: Tally::default(), took, note: String::new() };
        assert_eq!(outcome.counted().failed, 1);
        outcome.tally.failed = 3;
        assert_eq!(outcome.counted().failed, 3);
        outcome = Outcome { ok: true, tally: Tally::default(), ..outcome };
        assert_eq!(outcome.counted().failed, 0);
    }

    #[test]
    fn counts_nextest() {
        let lines = [
            "     Summary [   0.132s] 12 tests run: 11 passed, 1 failed, 3 skipped",
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped",
        ];
        assert_eq!(tally(&lines), (13, 1, 3));
    }
}
