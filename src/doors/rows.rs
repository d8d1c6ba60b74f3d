//! Tables: which column names the bars, which holds figures, and what the others are.

use super::cube::{Category, Cell, Cube, Dimension, Kind, tidy, unit_in};
use super::period::period;
use super::sheet::Sheet;
use super::slice::{pairs, same, unknown};
use super::{MAX_CELLS, Options, Problem, cells, slice};
use crate::complaint::{Amount, Finding};
use crate::model::{Status, sorted};
use crate::text::Lang;
use crate::wire::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One column of a table.
pub struct Column {
    /// Its name.
    pub name: String,
    /// One value a row.
    pub values: Vec<Value>,
}

/// A table of any format.
pub struct Table {
    /// Its columns, all of one length.
    pub columns: Vec<Column>,
    /// What its format is called.
    pub format: &'static str,
    /// Where a cell is in the source, from the name of its column and its row from 0.
    pub path: fn(&str, usize) -> String,
}

/// The rows of a file of objects: a list, or what CKAN, Socrata, OData and Vega-Lite put around it.
pub fn records(value: &Value) -> Option<&[Value]> {
    let list = match value {
        Value::List(_) => Some(value),
        _ => value
            .get("result")
            .and_then(|result| result.get("records"))
            .or_else(|| value.get("data").and_then(|data| data.get("values")))
            .or_else(|| ["records", "values", "data", "rows"].iter().find_map(|name| value.get(name)))
            .or_else(|| value.get("value").filter(|list| matches!(list, Value::List(_)))),
    };
    match list {
        Some(Value::List(records)) => Some(records),
        _ => None,
    }
}

/// The table of a list of objects; a field that a row has not is missing there.
pub fn table(value: &Value) -> Result<Table, Problem> {
    let records = records(value).ok_or((Finding::NotAList, "$".to_owned()))?;
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut columns: Vec<Column> = Vec::new();
    for (row, record) in records.iter().enumerate() {
        let Value::Object(fields) = record else { return Err((Finding::NotAnObject, format!("$[{row}]"))) };
        for (name, value) in fields {
            let place = *places.entry(name).or_insert_with(|| {
                columns.push(Column { name: tidy(name), values: Vec::new() });
                columns.len() - 1
            });
            if (columns.len() as u64).saturating_mul(records.len() as u64) > MAX_CELLS {
                return Err((Finding::TooLarge { what: Amount::Cells, most: MAX_CELLS as usize }, "$".to_owned()));
            }
            if let Some(column) = columns.get_mut(place) {
                column.values.resize(row, Value::Null);
                column.values.push(value.clone());
            }
        }
    }
    columns.iter_mut().for_each(|column| column.values.resize(records.len(), Value::Null));
    Ok(Table { columns, format: "JSON", path: |column, row| format!("$[{row}].{column}") })
}

/// Which column is what, by its place.
#[derive(Default)]
struct Roles {
    labels: Vec<usize>,
    values: Vec<usize>,
    time: Option<usize>,
    unit: Option<usize>,
    status: Option<usize>,
    series: Option<usize>,
}

const TIME: [&str; 14] = [
    "year",
    "time",
    "date",
    "period",
    "time period",
    "time_period",
    "month",
    "quarter",
    "năm",
    "nam",
    "kỳ",
    "tháng",
    "quý",
    "thời gian",
];
const UNIT: [&str; 8] = ["unit", "units", "unit measure", "unit_measure", "đơn vị", "đơn vị tính", "đvt", "don vi"];
const STATUS: [&str; 6] = ["status", "observation status", "obs_status", "obs status", "tình trạng", "trạng thái"];
const IGNORED: [&str; 12] =
    ["unit multiplier", "unit_mult", "geocode", "id", "_id", "stt", "no", "no.", "objectid", "fid", "tt", "rank"];
const TITLE: [&str; 5] = ["series", "indicator", "chỉ tiêu", "chỉ số", "tên chỉ tiêu"];

/// What a column of figures is called where the title says what they are.
const NAMELESS: [&str; 6] = ["value", "values", "obs_value", "giá trị", "số liệu", "số lượng"];

/// The pictures of a table: one for each unit where the names of the bars are unique, else one by the rule of cubes.
pub fn sheets(table: Table, options: &Options, _: Lang) -> Result<Vec<Sheet>, Problem> {
    let roles = roles(&table, options)?;
    let values = figures(&table, &roles)?;
    let any = values.iter().flatten().any(|value| *value != Value::Null);
    if !any {
        return Err(nothing(&table));
    }
    let (mut cube, groups, warning) = cube(&table, &roles, values)?;
    cube.infer();
    let mut sheets = Vec::new();
    match groups {
        Groups::ByRule => sheets.push(slice::sheet(&cube, options, None)?),
        Groups::Series(dimension, items) => sheets.push(slice::sheet(&cube, options, Some((dimension, &items)))?),
        Groups::Units(dimension, groups) => {
            for items in &groups {
                sheets.push(slice::sheet(&cube, options, Some((dimension, items)))?);
            }
        }
    }
    if let Some(sheet) = sheets.first_mut() {
        sheet.warnings.extend(warning);
    }
    Ok(sheets)
}

/// Why there is nothing to show: a column of decimal commas, or really nothing.
fn nothing(table: &Table) -> Problem {
    for column in &table.columns {
        let comma = column.values.iter().enumerate().find_map(|(row, value)| match value {
            Value::Text(text) if text.contains(',') && cells::is_decimal(&text.replacen(',', ".", 1)) => {
                Some((row, text))
            }
            _ => None,
        });
        if let Some((row, text)) = comma {
            let finding = Finding::DecimalComma { found: text.clone(), better: text.replacen(',', ".", 1) };
            return (finding, (table.path)(&column.name, row));
        }
    }
    (Finding::NoFigures(table.format), "$".to_owned())
}

fn is_named(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| same(known, name))
}

fn roles(table: &Table, options: &Options) -> Result<Roles, Problem> {
    let mut roles = Roles::default();
    let names = table.columns.iter().map(|column| column.name.as_str());
    let find = |name: &str| {
        names.clone().position(|own| same(own, name)).ok_or_else(|| unknown(name, "columns", names.clone()))
    };
    for (role, list) in pairs(&options.columns) {
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let column = find(name)?;
            match role {
                "label" => roles.labels.push(column),
                "value" => roles.values.push(column),
                "year" => roles.time = Some(column),
                "unit" => roles.unit = Some(column),
                "status" => roles.status = Some(column),
                "series" => roles.series = Some(column),
                _ => {
                    return Err(unknown(
                        role,
                        "columns",
                        ["label", "value", "year", "unit", "status", "series"].into_iter(),
                    ));
                }
            }
        }
    }
    let given = roles.values.len() + roles.labels.len();
    for (index, column) in table.columns.iter().enumerate() {
        let taken = [roles.time, roles.unit, roles.status, roles.series].contains(&Some(index));
        if taken || roles.labels.contains(&index) || roles.values.contains(&index) || is_named(&column.name, &IGNORED) {
            continue;
        }
        if roles.time.is_none() && is_time(index, column) {
            roles.time = Some(index);
        } else if roles.unit.is_none() && is_named(&column.name, &UNIT) {
            roles.unit = Some(index);
        } else if roles.status.is_none() && is_named(&column.name, &STATUS) {
            roles.status = Some(index);
        } else if is_numeric(column) && options_leave(&options.columns, "value") {
            roles.values.push(index);
        } else if is_words(column) && options_leave(&options.columns, "label") && given == 0 {
            roles.labels.push(index);
        }
    }
    // “Đơn vị” is a unit of measure, or an office: where nothing else names the bars, it does.
    if roles.labels.is_empty() && options_leave(&options.columns, "unit") {
        let offices = |unit: &mut usize| table.columns.get(*unit).is_some_and(|column| constant(column).is_none());
        roles.labels.extend(roles.unit.take_if(offices));
    }
    // Codes may name the bars: numbers, but the first of several columns.
    if roles.labels.is_empty() && roles.time.is_none() && roles.values.len() > 1 {
        roles.labels.push(roles.values.remove(0));
    }
    Ok(roles)
}

fn options_leave(columns: &str, role: &str) -> bool {
    !pairs(columns).any(|(name, _)| name == role)
}

fn is_time(index: usize, column: &Column) -> bool {
    let mut periods = column.values.iter().filter_map(words).map(|label| (period(&label), label));
    let plain = |label: &str| label.len() == 4;
    let whole = periods.all(|(period, label)| period.is_some() && (index == 0 || !plain(&label)));
    is_named(&column.name, &TIME) || (whole && column.values.iter().any(|value| words(value).is_some()))
}

/// A cell as a name; `None` where it is empty.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        // Without marks between thousands: mostly it is a year or a code.
        Value::Number(_) => Some(value.sketch().replace(',', "")),
        Value::Bool(_) => Some(value.sketch()),
        _ => None,
    }
}

/// Mostly numbers: one slip among them must not make names of all.
fn is_numeric(column: &Column) -> bool {
    let figures: Vec<Option<Value>> = column.values.iter().map(cells::figure).collect();
    let numbers = figures.iter().filter(|figure| figure.as_ref().is_some_and(|figure| *figure != Value::Null)).count();
    let others = figures.iter().filter(|figure| figure.is_none()).count();
    numbers > others
}

fn is_words(column: &Column) -> bool {
    column.values.iter().any(|value| words(value).is_some())
        && column.values.iter().all(|value| !matches!(value, Value::List(_) | Value::Object(_)))
}

/// The figures of each column of values.
fn figures(table: &Table, roles: &Roles) -> Result<Vec<Vec<Value>>, Problem> {
    let mut all = Vec::new();
    for column in roles.values.iter().filter_map(|&index| table.columns.get(index)) {
        let mut figures = Vec::new();
        for (row, value) in column.values.iter().enumerate() {
            let figure = cells::figure(value);
            figures.push(figure.ok_or_else(|| (Finding::NotANumber(value.sketch()), (table.path)(&column.name, row)))?);
        }
        all.push(figures);
    }
    Ok(all)
}

/// How the columns of values become pictures.
enum Groups {
    /// By the rule of cubes.
    ByRule,
    /// Side by side.
    Series(usize, Vec<usize>),
    /// A picture for each unit.
    Units(usize, Vec<Vec<usize>>),
}

fn cube(table: &Table, roles: &Roles, figures: Vec<Vec<Value>>) -> Result<(Cube, Groups, Option<Problem>), Problem> {
    let rows = figures.first().map_or(0, Vec::len);
    let mut cube = Cube { path: "$".to_owned(), ..Cube::default() };
    // Which category of each dimension a row is in.
    let mut places: Vec<Vec<usize>> = Vec::new();
    let units = roles.unit.and_then(|unit| table.columns.get(unit));
    let unit = units.and_then(|column| constant(column));
    let mixed = units.filter(|_| unit.is_none());
    let unique = roles.labels.iter().copied().filter(|_| roles.series.is_none()).find(|&label| {
        let names: Vec<_> =
            table.columns.get(label).map(|column| column.values.iter().map(words).collect()).unwrap_or_default();
        rows > 1 && names.iter().flatten().collect::<BTreeSet<_>>().len() == names.len()
    });
    let labels = unique.map_or_else(|| roles.labels.clone(), |unique| vec![unique]);
    let listed = labels.into_iter().chain(roles.series).chain(roles.time);
    for column in listed.filter_map(|index| table.columns.get(index)) {
        match constant(column) {
            Some(title) if cube.title.is_none() && is_named(&column.name, &TITLE) => cube.title = Some(title),
            _ => {
                let (dimension, own) = dimension(column, Kind::Plain);
                cube.dimensions.push(dimension);
                places.push(own);
            }
        }
    }
    if let Some(column) = mixed.filter(|column| column.values.iter().any(|value| words(value).is_some())) {
        let (mut dimension, own) = dimension(column, Kind::Metric);
        dimension.categories.iter_mut().for_each(|category| category.unit = Some(short_unit(&category.label)));
        cube.dimensions.push(dimension);
        places.push(own);
    }
    let categories: Vec<Category> = roles
        .values
        .iter()
        .filter_map(|&index| table.columns.get(index))
        .map(|column| {
            let (label, own) =
                unit_in(&column.name).map_or((column.name.clone(), None), |(label, unit)| (label, Some(unit)));
            let nameless = cube.title.is_some() && is_named(&label, &NAMELESS);
            let mut category = Category::new(&column.name, if nameless { "" } else { &label });
            category.unit = unit.as_deref().map(short_unit).or(own);
            category
        })
        .collect();
    let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    for (index, category) in categories.iter().enumerate() {
        match groups.iter_mut().find(|(unit, _)| *unit == category.unit) {
            Some((_, items)) => items.push(index),
            None => groups.push((category.unit.clone(), vec![index])),
        }
    }
    let metric = cube.dimensions.len();
    cube.dimensions.push(Dimension {
        id: "columns".to_owned(),
        label: table.format.to_owned(),
        kind: Kind::Metric,
        categories,
    });
    let series = roles.series.and_then(|series| table.columns.get(series));
    let series = series.and_then(|series| cube.dimensions.iter().position(|dimension| dimension.id == series.name));
    let groups = match series {
        Some(series) => {
            let count = cube.dimensions.get(series).map_or(0, |dimension| dimension.categories.len());
            Groups::Series(series, (0..count).collect())
        }
        None if unique.is_some() && mixed.is_none() && metric == 1 || places.len() == 1 => {
            Groups::Units(metric, groups.into_iter().map(|(_, items)| items).collect())
        }
        None => Groups::ByRule,
    };
    let strides = cube.strides();
    let statuses = roles.status.and_then(|status| table.columns.get(status));
    for row in 0..rows {
        let mut place = 0u64;
        for (own, stride) in places.iter().zip(&strides) {
            place = place.saturating_add(stride.saturating_mul(own.get(row).copied().unwrap_or_default() as u64));
        }
        let status = statuses.and_then(|column| words(column.values.get(row)?)).map(|written| cells::status(&written));
        for (item, column) in (0u64..).zip(&figures) {
            let value = column.get(row).cloned().unwrap_or(Value::Null);
            cube.cells.push(Cell {
                place: place.saturating_add(item),
                value,
                status: status.unwrap_or(Status::Reported),
            });
        }
    }
    let place = |index: usize| cube.cells.get(index).map(|cell| cell.place);
    let order = sorted(cube.cells.len(), &|one, other| place(one).cmp(&place(other)));
    let twice = order.iter().zip(order.iter().skip(1)).find(|&(&one, &other)| place(one) == place(other));
    let warning = twice.map(|(_, &other)| {
        let row = other.checked_div(figures.len()).unwrap_or_default();
        let first = cube.dimensions.first().zip(places.first());
        let name = first.and_then(|(dimension, own)| dimension.categories.get(*own.get(row)?));
        (Finding::TwoRows(name.map_or_else(String::new, |name| name.label.clone())), (table.path)("", row))
    });
    let mut cells: Vec<Cell> = order.iter().filter_map(|&index| cube.cells.get(index).cloned()).collect();
    cells.dedup_by_key(|cell| cell.place);
    cube.cells = cells;
    Ok((cube, groups, warning))
}

/// The one word that a column holds in all rows that have any.
fn constant(column: &Column) -> Option<String> {
    let mut all = column.values.iter().filter_map(words);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// "Percentage (%)" is "%" behind a figure.
fn short_unit(unit: &str) -> String {
    if unit.ends_with("(%)") { "%".to_owned() } else { unit.to_owned() }
}

/// A column as a dimension, and the category of each row. An empty cell beside others stands for all of them.
fn dimension(column: &Column, kind: Kind) -> (Dimension, Vec<usize>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut categories = Vec::new();
    let own = column.values.iter().map(|value| {
        let name = words(value).unwrap_or_default();
        *known.entry(name).or_insert_with_key(|name| {
            let shown = if name.is_empty() { "–" } else { name };
            let mut category = Category::new(name, shown);
            category.total |= name.is_empty();
            categories.push(category);
            categories.len() - 1
        })
    });
    let own = own.collect();
    (Dimension { id: column.name.clone(), label: column.name.clone(), kind, categories }, own)
}
