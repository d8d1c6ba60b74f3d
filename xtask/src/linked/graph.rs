//! What uses what, and what can be reached from where.

use std::collections::{HashMap, HashSet};

/// A function or a piece of data, by its place in the module or among the pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    Function(u32),
    Data(usize),
}

/// What each item uses, and whether it takes a function's address.
#[derive(Default)]
pub struct Graph {
    pub uses: HashMap<Item, Vec<(Item, bool)>>,
}

/// What can be reached.
#[derive(Default)]
pub struct Reached {
    functions: HashSet<u32>,
    pub data: HashSet<usize>,
    /// Functions whose addresses are taken.
    pub taken: HashSet<u32>,
}

impl Graph {
    /// Everything that the functions `roots` use, and what that uses.
    pub fn reach(&self, roots: impl Iterator<Item = u32>) -> Reached {
        let mut reached = Reached::default();
        let mut open: Vec<(Item, bool)> = roots.map(|function| (Item::Function(function), false)).collect();
        while let Some((item, takes_address)) = open.pop() {
            let is_new = match item {
                Item::Function(index) => {
                    if takes_address {
                        reached.taken.insert(index);
                    }
                    reached.functions.insert(index)
                }
                Item::Data(place) => reached.data.insert(place),
            };
            if is_new {
                open.extend(self.uses.get(&item).into_iter().flatten());
            }
        }
        reached
    }
}
