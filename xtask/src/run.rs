//! Runs a program, shows what it prints as it prints it, and counts the tests in it.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::report::Tally;

/// How a program ended.
pub(crate) struct Ended {
    pub(crate) ok: bool,
    pub(crate) tally: Tally,
}

impl Ended {
    /// What comes next, if this went well.
    pub(crate) fn then(self, next: impl FnOnce() -> Ended) -> Ended {
        if self.ok { self.and(next()) } else { self }
    }

    /// Both together.
    pub(crate) fn and(self, other: Ended) -> Ended {
        Ended { ok: self.ok && other.ok, tally: self.tally.plus(other.tally) }
    }
}

/// Runs it to its end. A program that cannot be started counts as failed, with the reason printed.
pub(crate) fn run(command: &mut Command) -> Ended {
    println!("$ {}", shown(command));
    if std::io::stdout().is_terminal() {
        // Its output goes through a pipe, where it would drop its colours.
        command.env("CARGO_TERM_COLOR", "always");
    }
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => {
            eprintln!("{}: {error}", command.get_program().display());
            return Ended { ok: false, tally: Tally::default() };
        }
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let tally = thread::scope(|scope| {
        let reader = scope.spawn(|| err.map_or_else(Tally::default, |err| follow(err, std::io::stderr())));
        let out = out.map_or_else(Tally::default, |out| follow(out, std::io::stdout()));
        out.plus(reader.join().unwrap_or_default())
    });
    let ok = child.wait().is_ok_and(|status| status.success());
    Ended { ok, tally }
}

/// Whether a program can be run and ends well; prints nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a program prints, if it ends well.
pub(crate) fn printed(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn follow(from: impl Read, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = from.read_until(b'\n', &mut line) {
        // A closed terminal is no reason to stop counting.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        tally.read(&String::from_utf8_lossy(&line));
        line.clear();
    }
    tally
}

fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let words = command.get_args().map(|word| word.to_string_lossy());
    std::iter::once(name.into()).chain(words).collect::<Vec<_>>().join(" ")
}
