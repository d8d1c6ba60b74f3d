//! Parts a module in two: what a page needs at once, and what it may never need.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use walrus::ir::{BinaryOp, Binop, Call, Const, Drop, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::passes::gc;
use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind};
use walrus::{GlobalId, ImportKind, ImportedFunction, Module, ModuleConfig};

use crate::linked::Late;

/// What the second module imports the first one's exports from.
const FIRST: &str = "first";

/// An export of wasm-bindgen's: adds to the stack pointer, and gives what it is then.
const MOVE_STACK: &str = "__wbindgen_add_to_stack_pointer";

/// Gives the module without its exports `late` and what only they use, and a second module with just that, which works
/// on the memory, the table and the functions of an instance of the first. Data and places in the table are parted as
/// `parting` says.
///
/// # Errors
/// Where the module has no such export.
pub fn split(whole: &[u8], late: &[&str], parting: &Late) -> Result<[Vec<u8>; 2]> {
    let read = || ModuleConfig::new().generate_producers_section(false).parse(whole);
    let (mut first, mut second) = (read()?, read()?);
    for name in late {
        first.exports.remove(name).with_context(|| format!("the program exports no {name}"))?;
    }
    let mut memory = Memory::take(&mut first)?;
    for (address, bytes) in &parting.data {
        memory.cut(*address, bytes)?;
    }
    let (table, late_table): (Vec<_>, Vec<_>) = take_table(&mut first)?
        .into_iter()
        .filter(|(slot, _)| !parting.vacant.contains(slot))
        .partition(|(slot, _)| !parting.slots.contains(slot));
    memory.put(&mut first)?;
    put_table(&mut first, &table)?;
    gc::run(&mut first);
    let kept: HashSet<usize> = first.funcs.iter().map(|function| function.id().index()).collect();
    Memory::take(&mut second)?;
    take_table(&mut second)?;
    for (address, bytes) in &parting.data {
        add_data(&mut second, *address, bytes.clone())?;
    }
    let own = |index: usize| second.funcs.iter().map(|function| function.id()).find(|id| id.index() == index);
    let late_table: Option<Vec<_>> =
        late_table.iter().map(|(slot, function)| Some((*slot, own(function.index())?))).collect();
    put_table(&mut second, &late_table.context("a function of the table")?)?;
    take_the_rest(&mut second, late, |function| kept.contains(&function.index()))?;
    export_what_is_imported(&mut first, &second)?;
    Ok([first.emit_wasm(), second.emit_wasm()])
}

/// What a module fills its memory with.
struct Memory {
    start: u32,
    bytes: Vec<u8>,
}

impl Memory {
    /// Leaves the module with an empty memory.
    fn take(module: &mut Module) -> Result<Memory> {
        let mut pieces = Vec::new();
        for data in module.data.iter() {
            let DataKind::Active { offset, .. } = &data.kind else { bail!("data that is passive") };
            pieces.push((address(offset)?, data.value.clone()));
        }
        let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
        data.into_iter().for_each(|data| module.data.delete(data));
        module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
        let start = pieces.iter().map(|(address, _)| *address).min().unwrap_or_default();
        let mut memory = Memory { start, bytes: Vec::new() };
        for (address, bytes) in pieces {
            memory.place(address, bytes.len())?.copy_from_slice(&bytes);
        }
        Ok(memory)
    }

    fn place(&mut self, address: u32, length: usize) -> Result<&mut [u8]> {
        let start = address.checked_sub(self.start).context("data before all others")? as usize;
        let end = start + length;
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        Ok(&mut self.bytes[start..end])
    }

    /// Takes out what is there, and leaves zeros, which an optimiser leaves out.
    fn cut(&mut self, address: u32, bytes: &[u8]) -> Result<()> {
        let place = self.place(address, bytes.len())?;
        if place != bytes {
            bail!("other data at {address} than the linker has put there");
        }
        place.fill(0);
        Ok(())
    }

    fn put(self, module: &mut Module) -> Result<()> {
        add_data(module, self.start, self.bytes)
    }
}

fn add_data(module: &mut Module, address: u32, bytes: Vec<u8>) -> Result<()> {
    let memory = module.memories.iter_mut().next().context("a memory")?;
    let offset = ConstExpr::Value(Value::I32(address as i32));
    memory.data_segments.insert(module.data.add(DataKind::Active { memory: memory.id(), offset }, bytes));
    Ok(())
}

/// Leaves the module with an empty table, and gives its places and what they held.
fn take_table(module: &mut Module) -> Result<Vec<(u32, FunctionId)>> {
    let mut slots = Vec::new();
    for elements in module.elements.iter() {
        let (ElementKind::Active { offset, .. }, ElementItems::Functions(functions)) =
            (&elements.kind, &elements.items)
        else {
            bail!("a table that is not filled at the start")
        };
        slots.extend((address(offset)?..).zip(functions.iter().copied()));
    }
    let elements: Vec<_> = module.elements.iter().map(|elements| elements.id()).collect();
    elements.into_iter().for_each(|elements| module.elements.delete(elements));
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
    slots.sort_by_key(|(slot, _)| *slot);
    Ok(slots)
}

fn put_table(module: &mut Module, slots: &[(u32, FunctionId)]) -> Result<()> {
    for run in slots.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let table = module.tables.iter_mut().next().context("a table")?;
        let offset = ConstExpr::Value(Value::I32(run[0].0 as i32));
        let functions = ElementItems::Functions(run.iter().map(|(_, function)| *function).collect());
        let kind = ElementKind::Active { table: table.id(), offset };
        table.elem_segments.insert(module.elements.add(kind, functions));
    }
    Ok(())
}

fn address(offset: &ConstExpr) -> Result<u32> {
    match offset {
        ConstExpr::Value(Value::I32(address)) => Ok(*address as u32),
        other => bail!("{other:?} where an address is to be"),
    }
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
    for memory in module.memories.iter_mut() {
        memory.import = Some(module.imports.add(FIRST, "memory", memory.id()));
    }
    for table in module.tables.iter_mut() {
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
        (data (i32.const 13) "rare words")
        (table 4 funcref)
        (elem (i32.const 1) $shared $rare $rare)
        (global $stack (mut i32) (i32.const 65536))
        (func (export "__wbindgen_add_to_stack_pointer") (param i32) (result i32)
            (global.set $stack (i32.add (global.get $stack) (local.get 0)))
            (global.get $stack))
        (func $shared (call_indirect (i32.const 1)))
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
        let parting = Late { data: vec![(13, b"rare words".to_vec())], slots: [2].into(), vacant: [3].into() };
        let parts = split(&wat::parse_str(PROGRAM).unwrap(), &["later"], &parting).unwrap();
        let [mut first, mut second] = parts.map(|part| Module::from_buffer(&part).unwrap());
        let ([exports, none], [late, imports]) = (names(&first), names(&second));
        assert_eq!((late, none), (vec!["later"], Vec::new()));
        assert!(exports.contains(&"now") && !exports.contains(&"later"), "{exports:?}");
        // The memory, the table, the function that both call, and the one that moves the stack pointer.
        assert_eq!(imports.len(), 4);
        assert!(imports.iter().all(|name| exports.contains(name)), "{imports:?} of {exports:?}");
        assert_eq!(second.funcs.iter_local().count(), 2, "`later` and `rare`");
        assert_eq!(second.globals.iter().count(), 0);
        let fill = |module: &mut Module| {
            let slots = take_table(module).unwrap().iter().map(|(slot, _)| *slot).collect::<Vec<_>>();
            let memory = Memory::take(module).unwrap();
            (memory.start, String::from_utf8(memory.bytes).unwrap(), slots)
        };
        assert_eq!(fill(&mut first), (8, format!("words{}", "\0".repeat(10)), vec![1]));
        assert_eq!(fill(&mut second), (13, "rare words".to_owned(), vec![2]));
    }

    #[test]
    fn what_would_be_there_twice_or_elsewhere_is_refused() {
        let more = "(global $count (mut i32) (i32.const 0)) (global $stack";
        let program = wat::parse_str(PROGRAM.replacen("(global $stack", more, 1)).unwrap();
        let moved = Late { data: vec![(12, b"rare words".to_vec())], ..Late::default() };
        let refusal = split(&program, &["later"], &moved).unwrap_err().to_string();
        assert!(refusal.contains("other data at 12"), "{refusal}");
        let refusal = |late: &str| split(&program, &[late], &Late::default()).unwrap_err().to_string();
        assert!(refusal("later").contains("beside the stack pointer"));
        assert!(refusal("never").contains("exports no never"));
    }
}
