//! The cases, a file for each family of rules.

mod archive;
mod blocks;
mod callbacks;
mod code;
mod locations;
mod pictures;
mod secrets;
mod texts;
mod widget_block;

use crate::{Case, Setup};

pub(crate) fn all() -> Vec<Case> {
    let mut all: Vec<Case> = [
        archive::cases(),
        widget_block::cases(),
        locations::cases(),
        blocks::cases(),
        texts::cases(),
        pictures::cases(),
        code::cases(),
        secrets::cases(),
        callbacks::cases(),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|case| case.code);
    all
}

fn case(code: &'static str, bad: fn(&mut Setup), good: fn(&mut Setup)) -> Case {
    Case { code, bad, good }
}
