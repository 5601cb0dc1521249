//! What can still be reached.

use std::collections::HashSet;

use super::module::{Module, Target};
use super::traps::Blank;

/// What can be reached from the module's exports.
#[derive(Default)]
pub(super) struct Live {
    functions: HashSet<u32>,
    /// Functions whose place in the table is taken by something that can be reached.
    pub(super) pointed: HashSet<u32>,
    data: HashSet<usize>,
}

enum Todo {
    Function(u32),
    Data(usize),
}

/// Follows the relocations from the exports on; those in blanked code do not count.
pub(super) fn mark(module: &Module<'_>, blanks: &[Blank]) -> Live {
    let mut live = Live::default();
    let mut todo: Vec<Todo> = module.roots.iter().map(|root| Todo::Function(*root)).collect();
    todo.extend(
        (0..module.data.len())
            .filter(|place| module.data.get(*place).is_some_and(|data| data.kept))
            .map(Todo::Data),
    );
    while let Some(next) = todo.pop() {
        let range = match next {
            Todo::Function(index) if live.functions.insert(index) => module.body(index),
            Todo::Data(place) if live.data.insert(place) => module.data.get(place).map(|data| &data.range),
            _ => None,
        };
        let Some(range) = range else { continue };
        for (position, target) in module.relocations.range(range.clone()) {
            if is_blank(blanks, *position) {
                continue;
            }
            todo.push(match target {
                Target::Call(index) => Todo::Function(*index),
                Target::Pointer(index) => {
                    live.pointed.insert(*index);
                    Todo::Function(*index)
                }
                Target::Data(place) => Todo::Data(*place),
            });
        }
    }
    live
}

/// `blanks` are in order and do not overlap.
fn is_blank(blanks: &[Blank], position: usize) -> bool {
    let after = blanks.partition_point(|blank| blank.range.start <= position);
    after
        .checked_sub(1)
        .and_then(|last| blanks.get(last))
        .is_some_and(|blank| blank.range.contains(&position))
}

/// Zeroes the data that nothing points to. Zeros are what memory starts with: wasm-opt leaves them out.
pub(super) fn blank_data(module: &Module<'_>, live: &Live, wasm: &mut [u8]) {
    let (alive, dead): (Vec<_>, Vec<_>) =
        module.data.iter().enumerate().partition(|(place, _)| live.data.contains(place));
    for (_, data) in dead {
        wasm.get_mut(data.range.clone()).unwrap_or_default().fill(0);
    }
    // Symbols may overlap: the linker folds equal data.
    for (_, data) in alive {
        let original = module.wasm.get(data.range.clone()).unwrap_or_default();
        wasm.get_mut(data.range.clone()).unwrap_or_default().copy_from_slice(original);
    }
}
