//! Everything that is known by an id: widgets, tasks and slots. Ids are never used twice: one that came too late finds
//! nothing instead of somebody else's.
//!
//! One list for all kinds, because a widget has few things and each further list would be compiled once more.

use std::any::Any;
use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use super::signal::{Each, Once};
use super::task::Task;
use crate::cx::Cx;
use crate::error::Error;

/// What can stand under an id.
pub(super) enum Thing {
    /// A widget, and its way to hear of an error.
    Widget(Rc<dyn Any>, fn(&dyn Any, &Cx, &Error)),
    /// A future that runs for a widget.
    Task(Task),
    /// A slot that waits for one answer.
    Once(Once),
    /// A slot that hears many events.
    Each(Each),
}

struct Entry {
    id: u32,
    /// The widget with which it ends; 0 for what ends by itself.
    owner: u32,
    thing: Rc<Thing>,
}

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
    /// Taken out while it is changed and put back after, so nothing can be found borrowed. Never dropped: the module lives
    /// as long as the page.
    static THINGS: ManuallyDrop<Cell<Vec<Entry>>> = const { ManuallyDrop::new(Cell::new(Vec::new())) };
}

/// A new id.
pub(super) fn next() -> u32 {
    LAST.set(LAST.get().wrapping_add(1));
    LAST.get()
}

/// Adds a thing under an id.
#[inline(never)]
pub(super) fn add(id: u32, owner: u32, thing: Rc<Thing>) {
    let mut list = THINGS.with(|things| things.take());
    list.push(Entry { id, owner, thing });
    THINGS.with(|things| things.set(list));
}

/// Lets a thing end with a widget. Says no if that has ended.
pub(super) fn adopt(id: u32, owner: u32) -> bool {
    let alive = is_alive(owner);
    if alive {
        let mut list = THINGS.with(|things| things.take());
        if let Some(entry) = list.iter_mut().find(|entry| entry.id == id) {
            entry.owner = owner;
        }
        THINGS.with(|things| things.set(list));
    }
    alive
}

/// Whether a widget has not ended.
pub(super) fn is_alive(widget: u32) -> bool {
    get(widget).is_some()
}

/// The thing of an id, unless it is gone.
pub(super) fn get(id: u32) -> Option<Rc<Thing>> {
    find(id, false)
}

/// Takes the thing out; it is dropped by the caller, when the list is whole again. Says whether there was one.
pub(super) fn remove(id: u32) -> Option<Rc<Thing>> {
    find(id, true)
}

#[inline(never)]
fn find(id: u32, remove: bool) -> Option<Rc<Thing>> {
    let mut list = THINGS.with(|things| things.take());
    let index = list.iter().position(|entry| entry.id == id);
    let thing = match index {
        Some(index) if remove => Some(list.swap_remove(index).thing),
        Some(index) => list.get(index).map(|entry| entry.thing.clone()),
        None => None,
    };
    THINGS.with(|things| things.set(list));
    thing
}

/// The id of one thing of a widget.
pub(super) fn owned(owner: u32) -> Option<u32> {
    let list = THINGS.with(|things| things.take());
    let id = list.iter().find(|entry| entry.owner == owner).map(|entry| entry.id);
    THINGS.with(|things| things.set(list));
    id
}
