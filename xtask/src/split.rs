//! Parts a module in two: what a page needs at once, and what it may never need.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use walrus::ImportKind;
use walrus::ir::{BinaryOp, Binop, Call, Const, Drop, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::passes::gc;
use walrus::{ExportItem, FunctionId, FunctionKind, GlobalId, ImportedFunction, Module, ModuleConfig};

/// What the second module imports the first one's exports from.
const FIRST: &str = "first";

/// An export of wasm-bindgen's: adds to the stack pointer, and gives what it is then.
const MOVE_STACK: &str = "__wbindgen_add_to_stack_pointer";

/// Gives the module without its exports `late` and what only they use, and a second module with just that, which works
/// on the memory, the table and the functions of an instance of the first.
///
/// # Errors
/// Where the module has no such export.
pub fn split(whole: &[u8], late: &[&str]) -> Result<[Vec<u8>; 2]> {
    let read = || ModuleConfig::new().generate_producers_section(false).parse(whole);
    let (mut first, mut second) = (read()?, read()?);
    for name in late {
        first.exports.remove(name).with_context(|| format!("the program exports no {name}"))?;
    }
    gc::run(&mut first);
    let kept: HashSet<usize> = first.funcs.iter().map(|function| function.id().index()).collect();
    take_the_rest(&mut second, late, |function| kept.contains(&function.index()))?;
    export_what_is_imported(&mut first, &second)?;
    Ok([first.emit_wasm(), second.emit_wasm()])
}

/// Leaves what the exports `late` use and the first module has not. All else is imported from there.
fn take_the_rest(module: &mut Module, late: &[&str], is_first: impl Fn(FunctionId) -> bool) -> Result<()> {
    let move_stack = module.exports.get_func(MOVE_STACK)?;
    let exports: Vec<_> = module.exports.iter().map(|export| (export.id(), export.name.clone())).collect();
    for (export, name) in exports {
        if !late.contains(&name.as_str()) {
            module.exports.delete(export);
        }
    }
    // Memory and table are filled already.
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    let elements: Vec<_> = module.elements.iter().map(|elements| elements.id()).collect();
    elements.into_iter().for_each(|elements| module.elements.delete(elements));
    for memory in module.memories.iter_mut() {
        memory.data_segments.clear();
        memory.import = Some(module.imports.add(FIRST, "memory", memory.id()));
    }
    for table in module.tables.iter_mut() {
        table.elem_segments.clear();
        table.import = Some(module.imports.add(FIRST, "table", table.id()));
    }
    for function in module.funcs.iter_mut().filter(|function| is_first(function.id())) {
        if let FunctionKind::Local(_) = function.kind {
            let import = module.imports.add(FIRST, &format!("f{}", function.id().index()), function.id());
            function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
        }
    }
    // Modules of 2017 cannot share a global that changes.
    let changing: Vec<GlobalId> =
        module.globals.iter().filter(|global| global.mutable).map(|global| global.id()).collect();
    let [pointer] = changing[..] else { bail!("the program has a global beside the stack pointer that changes") };
    let mut stack = Stack { pointer, moved_by: move_stack };
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut stack, function, entry);
    }
    gc::run(module);
    Ok(())
}

/// Exports from the first module what the second one imports, under the names that it has there.
fn export_what_is_imported(first: &mut Module, second: &Module) -> Result<()> {
    for import in second.imports.iter().filter(|import| import.module == FIRST) {
        let item: ExportItem = match import.kind {
            ImportKind::Function(function) => {
                first.funcs.iter().find(|own| own.id().index() == function.index()).context("a function")?.id().into()
            }
            ImportKind::Table(_) => first.tables.iter().next().context("a table")?.id().into(),
            _ => continue,
        };
        first.exports.add(&import.name, item);
    }
    Ok(())
}

/// Has all code ask the first module for the stack pointer.
struct Stack {
    pointer: GlobalId,
    moved_by: FunctionId,
}

impl VisitorMut for Stack {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let moved: Instr = Call { func: self.moved_by }.into();
        let nothing: Instr = Const { value: Value::I32(0) }.into();
        let instructions = std::mem::take(&mut sequence.instrs);
        for (instruction, place) in instructions {
            let replaced = match &instruction {
                Instr::GlobalGet(get) if get.global == self.pointer => vec![nothing.clone(), moved.clone()],
                // By what is between the pointer that is to be and the one that is.
                Instr::GlobalSet(set) if set.global == self.pointer => {
                    let minus: Instr = Binop { op: BinaryOp::I32Sub }.into();
                    vec![nothing.clone(), moved.clone(), minus, moved.clone(), Drop {}.into()]
                }
                _ => vec![instruction],
            };
            sequence.instrs.extend(replaced.into_iter().map(|instruction| (instruction, place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `now` and `later` both call `shared`; `later` alone calls `rare`, which moves the stack pointer.
    const PROGRAM: &str = r#"(module
        (memory (export "memory") 1)
        (data (i32.const 8) "words")
        (global $stack (mut i32) (i32.const 65536))
        (func (export "__wbindgen_add_to_stack_pointer") (param i32) (result i32)
            (global.set $stack (i32.add (global.get $stack) (local.get 0)))
            (global.get $stack))
        (func $shared)
        (func $rare
            (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
            (i32.store (global.get $stack) (i32.const 1)))
        (func (export "now") (call $shared))
        (func (export "later") (call $shared) (call $rare)))"#;

    fn names(module: &Module) -> [Vec<&str>; 2] {
        let exports = module.exports.iter().map(|export| export.name.as_str()).collect();
        [exports, module.imports.iter().map(|import| import.name.as_str()).collect()]
    }

    #[test]
    fn what_is_rare_goes_into_the_second_module_and_uses_the_first() {
        let parts = split(&wat::parse_str(PROGRAM).unwrap(), &["later"]).unwrap();
        let [first, second] = parts.map(|part| Module::from_buffer(&part).unwrap());
        let ([exports, none], [late, imports]) = (names(&first), names(&second));
        assert_eq!((late, none), (vec!["later"], Vec::new()));
        assert!(exports.contains(&"now") && !exports.contains(&"later"), "{exports:?}");
        // The memory, the function that both call, and the one that moves the stack pointer.
        assert_eq!(imports.len(), 3);
        assert!(imports.iter().all(|name| exports.contains(name)), "{imports:?} of {exports:?}");
        assert_eq!(second.funcs.iter_local().count(), 2, "`later` and `rare`");
        assert_eq!((first.data.iter().count(), second.data.iter().count()), (1, 0), "memory is filled once");
        assert_eq!(second.globals.iter().count(), 0);
    }

    #[test]
    fn what_would_be_there_twice_is_refused() {
        let more = "(global $count (mut i32) (i32.const 0)) (global $stack";
        let program = wat::parse_str(PROGRAM.replacen("(global $stack", more, 1)).unwrap();
        assert!(split(&program, &["later"]).unwrap_err().to_string().contains("beside the stack pointer"));
        assert!(split(&program, &["never"]).unwrap_err().to_string().contains("exports no never"));
    }
}
