//! What a function does in the end.

use std::ops::Range;

use anyhow::Result;
use wasmparser::{FunctionBody, Operator};

/// A function as the linker leaves it.
pub struct Function<'a> {
    /// Of the whole body, and of its code, in the module.
    pub body: Range<usize>,
    pub code: Range<usize>,
    pub operators: Vec<(Operator<'a>, usize)>,
    /// Whether nothing but a trap is to become of it.
    pub is_dead_end: bool,
}

impl<'a> Function<'a> {
    pub fn read(body: &FunctionBody<'a>) -> Result<Self> {
        let reader = body.get_operators_reader()?;
        let code = reader.original_position()..body.range().end;
        let operators = reader.into_iter_with_offsets().collect::<Result<_, _>>()?;
        Ok(Self { body: body.range(), code, operators, is_dead_end: false })
    }

    /// Whether its code can end in no other way than in a trap.
    pub fn never_returns(&self) -> bool {
        let [.., (Operator::Unreachable, _), (Operator::End, _)] = self.operators.as_slice() else { return false };
        let mut depth = 0u32;
        for (operator, _) in &self.operators {
            let leaves = match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                    depth += 1;
                    false
                }
                Operator::End => {
                    depth = depth.saturating_sub(1);
                    false
                }
                Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => *relative_depth == depth,
                Operator::BrTable { targets } => {
                    targets.default() == depth || targets.targets().any(|target| target.is_ok_and(|it| it == depth))
                }
                Operator::Return => true,
                _ => false,
            };
            if leaves {
                return false;
            }
        }
        true
    }
}

/// Whether a function is one of the standard library's, by the beginning of its name.
pub fn is_of_the_library(name: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    ["core::", "alloc::", "std::"].iter().any(|library| name.starts_with(library))
}
