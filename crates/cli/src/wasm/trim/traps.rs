//! Finding the code that inevitably ends in a panic.

use std::collections::HashSet;
use std::ops::Range;

use wasmparser::{BinaryReader, FunctionBody, Operator};

use super::module::Module;
use crate::wasm::sections::SectionError;

/// Parts of the mangled names of the functions that print a message and end the program. All other ways to panic, and
/// all functions that only prepare a message, are found by following the calls.
const PANICS: [&str; 8] = [
    "4core9panicking9panic_fmt",
    "4core9panicking18panic_nounwind_fmt",
    "3std9panicking15panic_with_hook",
    "3std9panicking20rust_panic_with_hook",
    "3std9panicking11begin_panic",
    "3std7process5abort",
    "5alloc5alloc18handle_alloc_error",
    "3std5alloc8rust_oom",
];

/// Code to be replaced by a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blank {
    pub(super) range: Range<usize>,
}

impl Blank {
    /// Writes `unreachable` and fills the rest with `nop`, so that nothing moves.
    pub(super) fn write(&self, wasm: &mut [u8]) {
        const UNREACHABLE: u8 = 0;
        const NOP: u8 = 1;
        let code = wasm.get_mut(self.range.clone()).unwrap_or_default();
        code.fill(NOP);
        if let Some(first) = code.first_mut() {
            *first = UNREACHABLE;
        }
    }
}

/// One instruction, as far as it matters here.
#[derive(Clone, Copy, Debug)]
enum Step {
    Plain,
    Call(u32),
    Indirect,
    Open {
        is_loop: bool,
    },
    If,
    Else,
    End,
    /// Goes to a label, or on.
    Perhaps(u32),
    /// Goes to a label. One of several for a table.
    Goto(u32),
    /// After the last label of a table, or a return: nothing goes on here.
    Leave {
        returns: bool,
    },
    Trap,
}

struct Function {
    steps: Vec<(Range<usize>, Step)>,
    /// Its instructions, without the declarations of its variables and the last `end`.
    code: Range<usize>,
}

/// All code to be replaced, in order.
pub(super) fn find(module: &Module<'_>) -> Result<Vec<Blank>, SectionError> {
    let functions = module.bodies.iter().map(|range| read(module, range)).collect::<Result<Vec<_>, _>>()?;
    let numbered = || (module.imported..).zip(&functions);
    let pure = pure(&numbered().collect::<Vec<_>>());
    let mut panics: HashSet<u32> = module
        .names
        .iter()
        .filter(|(_, name)| PANICS.iter().any(|part| name.contains(part)))
        .map(|(index, _)| *index)
        .collect();
    loop {
        let before = panics.len();
        for (index, function) in numbered() {
            let quiet = |callee: &u32| panics.contains(callee) || pure.contains(callee);
            let only_panics = function.steps.iter().all(|(_, step)| match step {
                Step::Call(callee) => quiet(callee),
                Step::Indirect => false,
                Step::Open { is_loop } => !is_loop,
                _ => true,
            });
            if only_panics && !returns(function, &panics) {
                panics.insert(index);
            }
        }
        if panics.len() == before {
            break;
        }
    }
    let mut blanks = Vec::new();
    for (index, function) in numbered() {
        if panics.contains(&index) {
            blanks.push(Blank { range: function.code.clone() });
        } else {
            runs(function, &panics, &pure, &mut blanks);
        }
    }
    Ok(blanks)
}

fn read(module: &Module<'_>, range: &Range<usize>) -> Result<Function, SectionError> {
    let bytes = module.wasm.get(range.clone()).unwrap_or_default();
    let body = FunctionBody::new(BinaryReader::new(bytes, range.start));
    let mut operators = body.get_operators_reader()?;
    let start = operators.original_position();
    let mut steps = Vec::new();
    while !operators.eof() {
        let from = operators.original_position();
        let operator = operators.read()?;
        let range = from..operators.original_position();
        let mut push = |step| steps.push((range.clone(), step));
        match operator {
            Operator::Call { function_index } => push(Step::Call(function_index)),
            Operator::CallIndirect { .. } => push(Step::Indirect),
            Operator::Block { .. } => push(Step::Open { is_loop: false }),
            Operator::Loop { .. } => push(Step::Open { is_loop: true }),
            Operator::If { .. } => push(Step::If),
            Operator::Else => push(Step::Else),
            Operator::End => push(Step::End),
            Operator::BrIf { relative_depth } => push(Step::Perhaps(relative_depth)),
            Operator::Br { relative_depth } => {
                push(Step::Goto(relative_depth));
                push(Step::Leave { returns: false });
            }
            Operator::BrTable { targets } => {
                push(Step::Goto(targets.default()));
                for target in targets.targets() {
                    let target = target?;
                    steps.push((range.clone(), Step::Goto(target)));
                }
                steps.push((range.clone(), Step::Leave { returns: false }));
            }
            Operator::Return => push(Step::Leave { returns: true }),
            Operator::Unreachable => push(Step::Trap),
            _ => push(Step::Plain),
        }
    }
    let end = steps.last().map_or(start, |(range, _)| range.start);
    Ok(Function { steps, code: start..end })
}

/// Functions that neither call the page nor anything unknown, directly or through others.
fn pure(functions: &[(u32, &Function)]) -> HashSet<u32> {
    let mut pure: HashSet<u32> = functions.iter().map(|(index, _)| *index).collect();
    loop {
        let before = pure.len();
        for (index, function) in functions {
            let known = |step: &Step| match step {
                Step::Call(callee) => pure.contains(callee),
                Step::Indirect => false,
                _ => true,
            };
            if !function.steps.iter().all(|(_, step)| known(step)) {
                pure.remove(index);
            }
        }
        if pure.len() == before {
            return pure;
        }
    }
}

/// Whether a function can come to its end.
fn returns(function: &Function, panics: &HashSet<u32>) -> bool {
    struct Label {
        /// Whether a jump goes to it.
        reached: bool,
        /// Whether its condition may pass it by.
        passed: bool,
        is_loop: bool,
        /// Whether the code before it could be reached.
        entered: bool,
        /// Of an `if` with `else`: whether the first part comes to its end.
        first: bool,
    }
    let label = |entered, is_loop| Label { reached: false, passed: false, is_loop, entered, first: false };
    let mut labels = vec![label(true, false)];
    let mut here = true;
    for (_, step) in &function.steps {
        match step {
            Step::Plain | Step::Indirect => {}
            Step::Call(callee) => here &= !panics.contains(callee),
            Step::Open { is_loop } => labels.push(label(here, *is_loop)),
            Step::If => labels.push(Label { passed: here, ..label(here, false) }),
            Step::Else => {
                if let Some(label) = labels.last_mut() {
                    label.first = here;
                    label.passed = false;
                    here = label.entered;
                }
            }
            Step::End => {
                if let Some(label) = labels.pop() {
                    here |= label.first || label.passed || (label.reached && !label.is_loop);
                }
            }
            Step::Perhaps(depth) | Step::Goto(depth) => {
                let place = labels.len().checked_sub(1 + *depth as usize);
                if let Some(label) = place.and_then(|place| labels.get_mut(place)) {
                    label.reached |= here;
                }
            }
            Step::Leave { returns } => {
                if *returns && here {
                    return true;
                }
                here = false;
            }
            Step::Trap => here = false,
        }
    }
    here
}

/// The straight lines of a function that end in a trap or panic, each with what follows it up to the end of its block.
fn runs(function: &Function, panics: &HashSet<u32>, pure: &HashSet<u32>, blanks: &mut Vec<Blank>) {
    let mut start = None;
    let mut steps = function.steps.iter();
    while let Some((range, step)) = steps.next() {
        match step {
            Step::Trap => {}
            Step::Call(callee) if panics.contains(callee) => {}
            Step::Plain => {
                start.get_or_insert(range.start);
                continue;
            }
            Step::Call(callee) if pure.contains(callee) => {
                start.get_or_insert(range.start);
                continue;
            }
            _ => {
                start = None;
                continue;
            }
        }
        let from = start.take().unwrap_or(range.start);
        let mut end = range.end;
        let mut depth = 0_u32;
        for (range, step) in steps.by_ref() {
            match step {
                Step::Open { .. } | Step::If => depth += 1,
                Step::End | Step::Else if depth == 0 => break,
                Step::End => depth -= 1,
                _ => {}
            }
            end = range.end;
        }
        blanks.push(Blank { range: from..end });
    }
}
