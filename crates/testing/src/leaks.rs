//! Rounds of the same thing, and what they leave behind.

use std::fmt;

use crate::page::{Memory, Page};
use crate::{Error, Result};

/// Does something many times (open a card, leave it) and compares what the page holds after the last round with what it
/// held after a few: by then caches are filled, and whatever grows from there on is lost for good.
///
/// ```no_run
/// # use kommo_testing::prelude::*;
/// # async fn example(page: Page) -> kommo_testing::Result {
/// page.watch_timers().await?;
/// page.goto("http://127.0.0.1:8080/").await?;
/// let held = Rounds::on(&page)
///     .times(1000)
///     .run(async |_round| {
///         page.link("Deal").click().await?;
///         page.text("Budget").expect_visible().await?;
///         page.link("All deals").click().await
///     })
///     .await?;
/// println!("{held}");
/// held.expect_no_growth()
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing runs before `run`"]
pub struct Rounds {
    page: Page,
    times: u32,
    warm_up: u32,
    every: u32,
}

/// What the page held along the way.
#[derive(Debug, Clone)]
pub struct Held {
    samples: Vec<Sample>,
    heap_allowance: u64,
}

/// What the page held after one round, garbage collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The round, counted from 1.
    pub round: u32,
    /// The page's memory.
    pub memory: Memory,
    /// Pending timers, if [`Page::watch_timers`] was on.
    pub timers: u64,
}

impl Rounds {
    /// On this page: 100 rounds, the first 10 of which do not count.
    pub fn on(page: &Page) -> Self {
        Self { page: page.clone(), times: 100, warm_up: 10, every: 100 }
    }

    /// How many rounds in all.
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// After how many rounds the first measure is taken; 10 unless told otherwise.
    pub fn warm_up(mut self, rounds: u32) -> Self {
        self.warm_up = rounds;
        self
    }

    /// Runs them. The function gets the round's number, from 1.
    ///
    /// # Errors
    /// Those of a round; [`Error::Step`] when there are no rounds after the warm-up.
    pub async fn run(self, mut round: impl AsyncFnMut(u32) -> Result) -> Result<Held> {
        if self.times <= self.warm_up {
            let reason = format!("{} rounds are no more than the warm-up of {}", self.times, self.warm_up);
            return Err(Error::Step { what: "measure rounds".into(), reason, at: None });
        }
        let mut samples = Vec::new();
        for number in 1..=self.times {
            round(number).await?;
            if number == self.warm_up.max(1) || number == self.times || number.is_multiple_of(self.every) {
                let (memory, timers) = (self.page.memory().await?, self.page.timers().await?);
                samples.push(Sample { round: number, memory, timers });
            }
        }
        Ok(Held { samples, heap_allowance: 128 * 1024 })
    }
}

impl Held {
    /// Every measure: after the warm-up, every hundred rounds, and at the end.
    #[must_use]
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// How many bytes the JavaScript heap may have grown: 128 KB unless told otherwise. The engine's own caches of compiled
    /// code come and go by some tens of kilobytes; an object of 200 bytes left by each of 1,000 rounds is over it.
    #[must_use]
    pub fn heap_allowance(mut self, bytes: u64) -> Self {
        self.heap_allowance = bytes;
        self
    }

    /// Fails when anything is more at the end than after the warm-up: WebAssembly memories and instances, DOM nodes,
    /// documents, listeners and timers exactly, the JavaScript heap by more than its allowance.
    ///
    /// # Errors
    /// [`Error::Step`] with every figure that grew and the table of measures.
    pub fn expect_no_growth(&self) -> Result {
        let (Some(first), Some(last)) = (self.samples.first(), self.samples.last()) else { return Ok(()) };
        let (a, b) = (first.memory, last.memory);
        let grew: Vec<String> = [
            ("JavaScript heap", a.js_heap, b.js_heap, self.heap_allowance),
            ("WebAssembly memory", a.wasm_memory, b.wasm_memory, 0),
            ("WebAssembly instances", a.wasm_instances, b.wasm_instances, 0),
            ("DOM nodes", a.nodes, b.nodes, 0),
            ("documents", a.documents, b.documents, 0),
            ("event listeners", a.listeners, b.listeners, 0),
            ("timers", first.timers, last.timers, 0),
        ]
        .into_iter()
        .filter(|(_, before, after, allowance)| *after > before + allowance)
        .map(|(name, before, after, _)| format!("{name} {before} → {after}"))
        .collect();
        if grew.is_empty() {
            return Ok(());
        }
        let what = format!("leave nothing behind in rounds {} to {}", first.round + 1, last.round);
        Err(Error::Step { what, reason: format!("{} grew:\n{self}", grew.join(", ")), at: None })
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, " round    JS heap       wasm  instances  nodes  documents  listeners  timers")?;
        for Sample { round, memory, timers } in &self.samples {
            writeln!(
                f,
                "{round:>6} {:>10} {:>10} {:>10} {:>6} {:>10} {:>10} {timers:>7}",
                memory.js_heap,
                memory.wasm_memory,
                memory.wasm_instances,
                memory.nodes,
                memory.documents,
                memory.listeners
            )?;
        }
        Ok(())
    }
}
