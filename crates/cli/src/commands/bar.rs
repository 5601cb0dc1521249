//! A spinner on a terminal while something takes long; lines as ever where there is none.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Says the stages of long work. On a terminal the present one turns, with the seconds it has taken, and is gone when it
/// is over.
#[derive(Default)]
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// Goes on to a stage; an empty line only ends the one before.
    pub(super) fn stage(&mut self, line: &str) {
        self.end();
        if line.is_empty() {
            return;
        }
        if !io::stderr().is_terminal() {
            return super::progress(line);
        }
        let bar = ProgressBar::no_length().with_message(line.to_owned());
        if let Ok(style) = ProgressStyle::with_template("{spinner:>12.green} {msg} {elapsed:.dim}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        self.0 = Some(bar);
    }

    fn end(&mut self) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}
