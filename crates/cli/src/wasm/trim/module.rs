//! Reading a linked module with its relocations.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use wasmparser::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExternalKind, KnownCustom, Linking, Name, Operator,
    Parser, Payload, RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

use crate::wasm::sections::SectionError;

/// What a relocation points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A function that is called.
    Call(u32),
    /// A function whose place in the table is taken.
    Pointer(u32),
    /// A piece of data, by its number in [`Module::data`].
    Data(usize),
}

/// A named piece of the module's data.
#[derive(Clone, Debug)]
pub(super) struct Data {
    /// Where it lies in the file.
    pub(super) range: Range<usize>,
    /// Whether it stays although nothing points to it.
    pub(super) kept: bool,
}

/// The table's one element section.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What stands before the functions' numbers, with their count.
    pub(super) before: Range<usize>,
    /// The functions in the table.
    pub(super) functions: Vec<u32>,
}

/// A linked module. All positions count from the start of the file.
#[derive(Default)]
pub(super) struct Module<'a> {
    pub(super) wasm: &'a [u8],
    /// How many functions are imported; the module's own are numbered after them.
    pub(super) imported: u32,
    pub(super) names: HashMap<u32, &'a str>,
    /// The bodies of the module's own functions.
    pub(super) bodies: Vec<Range<usize>>,
    /// Exports and the start function.
    pub(super) roots: Vec<u32>,
    pub(super) table: Option<Table>,
    pub(super) data: Vec<Data>,
    /// Relocations by position.
    pub(super) relocations: BTreeMap<usize, Target>,
}

impl<'a> Module<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self, SectionError> {
        let mut module = Self { wasm, ..Self::default() };
        let mut sections = Vec::new();
        let mut segments = Vec::new();
        let mut symbols = Vec::new();
        let mut raw = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(range.start);
            }
            match payload {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.roots.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => module.roots.push(func),
                Payload::ElementSection(section) => module.table = table(section)?,
                Payload::CodeSectionEntry(body) => module.bodies.push(body.range()),
                Payload::DataSection(section) => {
                    for segment in section {
                        let segment = segment?;
                        let start = segment.range.end - segment.data.len();
                        let active = matches!(segment.kind, DataKind::Active { memory_index: 0, .. });
                        segments.push(if active { start..segment.range.end } else { 0..0 });
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for part in names {
                            if let Name::Function(functions) = part? {
                                for naming in functions {
                                    let naming = naming?;
                                    module.names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(table) = part? {
                                symbols = table.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => raw.push(relocations),
                    _ => {}
                },
                _ => {}
            }
        }
        let places = module.read_data(&symbols, &segments);
        for section in raw {
            let Some(start) = sections.get(section.section_index() as usize) else { continue };
            for entry in section.entries() {
                let entry = entry?;
                let Some(target) =
                    target(entry.ty, symbols.get(entry.index as usize), places.get(&entry.index))
                else {
                    continue;
                };
                module.relocations.insert(start + entry.offset as usize, target);
            }
        }
        Ok(module)
    }

    /// Takes up the data symbols that lie in the file; answers symbol → number of its data.
    fn read_data(&mut self, symbols: &[SymbolInfo<'_>], segments: &[Range<usize>]) -> HashMap<u32, usize> {
        let mut places = HashMap::new();
        for (index, symbol) in (0..).zip(symbols) {
            let SymbolInfo::Data { flags, symbol: Some(place), .. } = symbol else { continue };
            let Some(segment) = segments.get(place.index as usize) else { continue };
            let start = segment.start + place.offset as usize;
            let range = start..start + place.size as usize;
            if range.end > segment.end {
                continue;
            }
            let kept = flags.intersects(SymbolFlags::NO_STRIP | SymbolFlags::EXPORTED);
            places.insert(index, self.data.len());
            self.data.push(Data { range, kept });
        }
        places
    }

    /// Whether there is a function whose mangled name has this part.
    pub(super) fn has_function(&self, part: &str) -> bool {
        self.names.values().any(|name| name.contains(part))
    }

    /// The body of a function; none if it is imported.
    pub(super) fn body(&self, function: u32) -> Option<&Range<usize>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }
}

fn target(kind: RelocationType, symbol: Option<&SymbolInfo<'_>>, data: Option<&usize>) -> Option<Target> {
    use RelocationType as Kind;
    match (kind, symbol?) {
        (Kind::FunctionIndexLeb | Kind::FunctionIndexI32, SymbolInfo::Func { index, .. }) => {
            Some(Target::Call(*index))
        }
        (Kind::TypeIndexLeb | Kind::GlobalIndexLeb | Kind::EventIndexLeb, _) => None,
        (_, SymbolInfo::Func { index, .. }) => Some(Target::Pointer(*index)),
        (_, SymbolInfo::Data { .. }) => data.map(|place| Target::Data(*place)),
        _ => None,
    }
}

/// The functions in the table, if the section has one active segment of plain functions, as the linker writes it.
fn table(section: wasmparser::ElementSectionReader<'_>) -> Result<Option<Table>, SectionError> {
    let whole = section.range();
    let mut elements = section.into_iter();
    let (Some(element), None) = (elements.next().transpose()?, elements.next()) else { return Ok(None) };
    let ElementKind::Active { table_index: None | Some(0), offset_expr } = &element.kind else {
        return Ok(None);
    };
    let ElementItems::Functions(functions) = element.items else { return Ok(None) };
    if !is_constant(offset_expr) {
        return Ok(None);
    }
    let mut first = None;
    let mut list = Vec::new();
    for function in functions.into_iter_with_offsets() {
        let (position, index) = function?;
        first.get_or_insert(position);
        list.push(index);
    }
    Ok(first.map(|first| Table { before: whole.start..first, functions: list }))
}

fn is_constant(expression: &ConstExpr<'_>) -> bool {
    matches!(expression.get_operators_reader().read(), Ok(Operator::I32Const { .. }))
}
