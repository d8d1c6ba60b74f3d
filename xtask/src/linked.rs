//! Who uses what in a module as the linker leaves it: its relocations name every function and every piece of data that
//! code or data refers to.
//!
//! That is exact, as no look at the finished code could be, where an address is a number like any other.

mod function;
mod graph;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use function::{Function, is_of_the_library};
use graph::{Graph, Item};
use wasmparser::{
    DataKind, ElementItems, ElementKind, ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload,
    RelocationEntry, RelocationType, SymbolInfo, TypeRef, Validator, WasmFeatures,
};

/// What parts a module in two, by the addresses and the places in the table that stay the same from the linker on.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Data that only the late exports use: where it is, and what it is there.
    pub data: Vec<(u32, Vec<u8>)>,
    /// Places in the table of functions that only they use.
    pub slots: BTreeSet<u32>,
    /// Places that nobody uses.
    pub vacant: BTreeSet<u32>,
}

/// Takes out of a linked module what nobody uses and all that can only end in a trap, and says what of the rest only its
/// exports `late` use; wasm-bindgen has a suffix of its own after their names.
///
/// A panic ends in a trap whatever it says, since in a browser there is no standard error to say it on. So functions of
/// the standard library that never return become that trap, and what they would have said goes.
///
/// # Errors
/// Where it is no module as the linker leaves it with `--emit-relocs`.
pub fn trim(module: &[u8], late: &[&str]) -> Result<(Vec<u8>, Late)> {
    let linked = Linked::read(module)?;
    let graph = linked.graph()?;
    let is = |name: &str, late: &str| name.strip_prefix(late).is_some_and(is_suffix);
    for late in late {
        let found = linked.exports.iter().filter(|(name, _)| is(name, late)).count();
        if found != 1 {
            bail!("the program has {found} exports of the name {late}");
        }
    }
    let is_late = |name: &str| late.iter().any(|late| is(name, late));
    // What only tells wasm-bindgen of types is gone after it.
    let roots = || linked.exports.iter().filter(|(name, _)| !name.starts_with("__wbindgen_describe"));
    let now = graph.reach(roots().filter(|(name, _)| !is_late(name)).map(|(_, function)| *function));
    let ever = graph.reach(roots().map(|(_, function)| *function));
    let mut trimmed = module.to_vec();
    for function in linked.functions.iter().filter(|function| function.is_dead_end) {
        let (end, code) = trimmed[function.code.clone()].split_last_mut().context("a function without an end")?;
        (*end, code[0]) = (END, UNREACHABLE);
        code[1..].fill(NOTHING);
    }
    let mut parting = Late::default();
    for (place, datum) in linked.data.iter().enumerate() {
        if !ever.data.contains(&place) {
            trimmed[datum.bytes.clone()].fill(0);
        } else if !now.data.contains(&place) {
            parting.data.push((datum.address, module[datum.bytes.clone()].to_vec()));
        }
    }
    for (slot, function) in &linked.table {
        if !ever.taken.contains(function) {
            parting.vacant.insert(*slot);
        } else if !now.taken.contains(function) {
            parting.slots.insert(*slot);
        }
    }
    let kept = linked.sections.iter().flat_map(|section| &trimmed[section.clone()]);
    Ok((HEADER.iter().chain(kept).copied().collect(), parting))
}

/// What wasm-bindgen has after the name of an export until it has done its work: a digest.
fn is_suffix(rest: &str) -> bool {
    rest.is_empty() || rest.strip_prefix('_').is_some_and(|digits| digits.len() == 16 && is_hexadecimal(digits))
}

fn is_hexadecimal(digits: &str) -> bool {
    digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const UNREACHABLE: u8 = 0x00;
const NOTHING: u8 = 0x01;
const END: u8 = 0x0b;

/// What a relocation is of: the item, by its index in the module or by segment and offset.
#[derive(Debug, Clone, Copy)]
enum Symbol {
    Function(u32),
    Data { segment: u32, offset: u32, size: u32 },
    Other,
}

struct Datum {
    segment: u32,
    offset: u32,
    address: u32,
    bytes: Range<usize>,
}

#[derive(Default)]
struct Linked<'a> {
    imported: u32,
    functions: Vec<Function<'a>>,
    exports: Vec<(&'a str, u32)>,
    table: Vec<(u32, u32)>,
    /// Every piece of data that something refers to, in order.
    data: Vec<Datum>,
    symbols: Vec<Symbol>,
    /// Where in the module each relocation is.
    relocations: Vec<(usize, RelocationEntry)>,
    /// All sections but those of the linker.
    sections: Vec<Range<usize>>,
}

impl<'a> Linked<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        // Later versions have more ways to leave a function than are looked for here.
        Validator::new_with_features(WasmFeatures::WASM2).validate_all(module)?;
        let mut linked = Self::default();
        let mut names = HashMap::new();
        // Where each section's contents begin, and each segment of data.
        let (mut contents, mut segments) = (Vec::new(), Vec::new());
        let (mut before, mut entries) = (HEADER.len(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            let mut is_kept = true;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports.clone() {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            linked.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::StartSection { func, .. } => linked.exports.push(("", *func)),
                Payload::ElementSection(elements) => {
                    for element in elements.clone() {
                        let element = element?;
                        let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                            (element.kind, element.items)
                        else {
                            bail!("a table that is not filled at the start")
                        };
                        let first = constant(offset_expr.get_operators_reader().read()?)?;
                        for (slot, function) in (first..).zip(functions) {
                            linked.table.push((slot, function?));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => linked.functions.push(Function::read(body)?),
                Payload::DataSection(data) => {
                    for segment in data.clone() {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("data that is passive") };
                        let address = constant(offset_expr.get_operators_reader().read()?)?;
                        segments.push((segment.range.end - segment.data.len()..segment.range.end, address));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        is_kept = false;
                        for subsection in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = subsection? {
                                let symbols = symbols.into_iter().map(|symbol| Ok(Symbol::of(&symbol?)));
                                linked.symbols = symbols.collect::<Result<_>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => {
                        is_kept = false;
                        let start: usize = *contents.get(relocations.section_index() as usize).context("no section")?;
                        for entry in relocations.entries() {
                            let entry = entry?;
                            entries.push((start + entry.offset as usize, entry));
                        }
                    }
                    KnownCustom::Name(subsections) => {
                        for subsection in subsections {
                            if let Name::Function(functions) = subsection? {
                                for naming in functions {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                contents.push(range.start);
                // The name of the section and its size stand before its contents.
                if is_kept {
                    linked.sections.push(before..range.end);
                }
                before = range.end;
            }
        }
        if entries.is_empty() {
            bail!("the linker has left no relocations");
        }
        linked.relocations = entries;
        linked.find_data(&segments)?;
        linked.check()?;
        for (place, function) in linked.functions.iter_mut().enumerate() {
            let name = names.get(&(linked.imported + place as u32)).copied().unwrap_or_default();
            function.is_dead_end = is_of_the_library(name) && function.never_returns();
        }
        Ok(linked)
    }

    /// Pieces of data, from the symbols that name them. A text that is the end of another one is no piece of its own.
    fn find_data(&mut self, segments: &[(Range<usize>, u32)]) -> Result<()> {
        let pieces: BTreeSet<(u32, u32, u32)> = self
            .symbols
            .iter()
            .filter_map(|symbol| match *symbol {
                Symbol::Data { segment, offset, size } => Some((segment, offset, size)),
                _ => None,
            })
            .collect();
        for (segment, offset, size) in pieces {
            let (bytes, address) = segments.get(segment as usize).context("data in no segment")?;
            let start = bytes.start + offset as usize;
            let bytes = start..start + size as usize;
            match self.data.last_mut() {
                Some(last) if bytes.start < last.bytes.end => last.bytes.end = last.bytes.end.max(bytes.end),
                _ => self.data.push(Datum { segment, offset, address: address + offset, bytes }),
            }
        }
        Ok(())
    }

    /// Makes sure that no call and no address in the code is without a relocation: what it refers to would seem unused.
    fn check(&self) -> Result<()> {
        let places: HashSet<usize> = self.relocations.iter().map(|(place, _)| *place).collect();
        let addresses = match (self.data.first(), self.data.last()) {
            (Some(first), Some(last)) => first.address..last.address + last.bytes.len() as u32,
            _ => 0..0,
        };
        for (operator, place) in self.functions.iter().flat_map(|function| &function.operators) {
            let refers = match operator {
                Operator::Call { .. } => true,
                Operator::I32Const { value } => addresses.contains(&(*value as u32)),
                _ => false,
            };
            // The operator is one byte.
            if refers && !places.contains(&(place + 1)) {
                bail!("no relocation for {operator:?}");
            }
        }
        Ok(())
    }

    fn item(&self, symbol: u32) -> Result<Option<Item>> {
        Ok(match *self.symbols.get(symbol as usize).context("a relocation of no symbol")? {
            Symbol::Function(index) => Some(Item::Function(index)),
            Symbol::Data { segment, offset, .. } => {
                let after = self.data.partition_point(|datum| (datum.segment, datum.offset) <= (segment, offset));
                Some(Item::Data(after.checked_sub(1).context("a symbol of no data")?))
            }
            Symbol::Other => None,
        })
    }

    /// The function or the piece of data that has the byte at `place`.
    fn owner(&self, place: usize) -> Result<Item> {
        let function = self.functions.partition_point(|function| function.body.end <= place);
        if self.functions.get(function).is_some_and(|it| it.body.contains(&place)) {
            return Ok(Item::Function(self.imported + function as u32));
        }
        let datum = self.data.partition_point(|datum| datum.bytes.end <= place);
        if self.data.get(datum).is_some_and(|it| it.bytes.contains(&place)) {
            return Ok(Item::Data(datum));
        }
        bail!("a relocation in nothing")
    }

    fn graph(&self) -> Result<Graph> {
        let ignored = self.ignored();
        let mut graph = Graph::default();
        for (place, entry) in &self.relocations {
            let is_ignored = ignored.partition_point(|range| range.end <= *place);
            if ignored.get(is_ignored).is_some_and(|range| range.contains(place)) {
                continue;
            }
            let takes_address = match entry.ty {
                RelocationType::FunctionIndexLeb
                | RelocationType::MemoryAddrLeb
                | RelocationType::MemoryAddrSleb
                | RelocationType::MemoryAddrI32 => false,
                RelocationType::TableIndexSleb | RelocationType::TableIndexI32 => true,
                // Of a function or of data, it would be the address in a program whose place is not fixed.
                RelocationType::GlobalIndexLeb if self.item(entry.index)?.is_some() => bail!("an address in a global"),
                RelocationType::TypeIndexLeb | RelocationType::GlobalIndexLeb | RelocationType::TableNumberLeb => {
                    continue;
                }
                other => bail!("a relocation of the kind {other:?}"),
            };
            if let Some(used) = self.item(entry.index)? {
                graph.uses.entry(self.owner(*place)?).or_default().push((used, takes_address));
            }
        }
        Ok(graph)
    }

    /// Code that is never run, or whose outcome nobody looks at: dead ends, and what is only put on the stack for one.
    fn ignored(&self) -> Vec<Range<usize>> {
        let is_dead_end = |index: u32| {
            let own = index.checked_sub(self.imported).and_then(|place| self.functions.get(place as usize));
            own.is_some_and(|function| function.is_dead_end)
        };
        let mut ignored = Vec::new();
        for function in &self.functions {
            if function.is_dead_end {
                ignored.push(function.code.clone());
                continue;
            }
            let mut since = None;
            for (operator, place) in &function.operators {
                match operator {
                    Operator::I32Const { .. } | Operator::LocalGet { .. } => since = since.or(Some(*place)),
                    Operator::Call { function_index } if is_dead_end(*function_index) => {
                        ignored.extend(since.take().map(|start| start..*place));
                    }
                    _ => since = None,
                }
            }
        }
        ignored
    }
}

impl Symbol {
    fn of(symbol: &SymbolInfo) -> Symbol {
        match symbol {
            SymbolInfo::Func { index, .. } => Symbol::Function(*index),
            SymbolInfo::Data { symbol: Some(data), .. } if data.size > 0 => {
                Symbol::Data { segment: data.index, offset: data.offset, size: data.size }
            }
            _ => Symbol::Other,
        }
    }
}

fn constant(operator: Operator) -> Result<u32> {
    match operator {
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("{other:?} where a number is to be"),
    }
}

#[cfg(test)]
mod tests;
