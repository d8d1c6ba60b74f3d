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
    /// What stands above it.
    pub title: Option<String>,
    /// What stands below it.
    pub note: Option<String>,
    /// Where a cell is in the source, from the name of its column and its row from 0.
    pub path: Box<dyn Fn(&str, usize) -> String>,
}

/// The rows of a file of objects: a list, or what CKAN, Socrata, OData and Vega-Lite put around it.
pub fn records(value: &Value) -> Option<&[Value]> {
    let list = match value {
        Value::List(_) => Some(value),
        _ => value
            .get("result")
            .and_then(|result| result.get("records"))
            .or_else(|| value.get("data").and_then(|data| data.get("values")))
            .or_else(|| {
                ["records", "values", "data", "rows", "items", "results"].iter().find_map(|name| value.get(name))
            })
            .or_else(|| value.get("value").filter(|list| matches!(list, Value::List(_)))),
    };
    match list {
        Some(Value::List(records)) => Some(records),
        _ => None,
    }
}

/// Whether rows are lists, of which the first names the columns, as spreadsheets and the US census answer.
pub fn has_header(records: &[Value]) -> bool {
    let texts = |row: &Value| matches!(row, Value::List(names) if names.len() > 1 && names.iter().all(|name| matches!(name, Value::Text(_))));
    records.len() > 1 && records.first().is_some_and(texts) && records.iter().all(|row| matches!(row, Value::List(_)))
}

/// Rows that are lists as rows that are objects.
fn with_names(records: &[Value]) -> Vec<Value> {
    let Some(Value::List(names)) = records.first() else { return Vec::new() };
    let row = |row: &Value| {
        let Value::List(cells) = row else { return Value::Null };
        let named = names.iter().zip(cells).filter_map(|(name, cell)| match name {
            Value::Text(name) => Some((name.clone(), cell.clone())),
            _ => None,
        });
        Value::Object(named.collect())
    };
    records.iter().skip(1).map(row).collect()
}

/// The table of a list of objects; a field that a row has not is missing there.
pub fn table(value: &Value) -> Result<Table, Problem> {
    let records = records(value).ok_or((Finding::NotAList, "$".to_owned()))?;
    let lists = if has_header(records) { with_names(records) } else { Vec::new() };
    let (records, first) = if lists.is_empty() { (records, 0) } else { (lists.as_slice(), 1usize) };
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
    let path = Box::new(move |column: &str, row: usize| format!("$[{}].{column}", row.saturating_add(first)));
    Ok(Table { columns, format: "JSON", title: None, note: None, path })
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
/// A power of ten, in words or as SDMX writes it.
const MULTIPLIER: [&str; 4] = ["unit multiplier", "unit_multiplier", "unit_mult", "unit mult"];
/// Numbers that count nothing.
const IGNORED: [&str; 28] = [
    "geocode",
    "id",
    "_id",
    "stt",
    "no",
    "no.",
    "objectid",
    "fid",
    "tt",
    "rank",
    "index",
    "code",
    "mã",
    "mã số",
    "ma",
    "lat",
    "lon",
    "lng",
    "latitude",
    "longitude",
    "kinh độ",
    "vĩ độ",
    "fips",
    "geoid",
    "zip",
    "postcode",
    "indicator code",
    "decimal",
];
const TITLE: [&str; 7] = ["series", "indicator", "indicator name", "chỉ tiêu", "chỉ số", "tên chỉ tiêu", "indicators"];

/// What a column of figures is called where the title says what they are.
const NAMELESS: [&str; 6] = ["value", "values", "obs_value", "giá trị", "số liệu", "số lượng"];

/// The pictures of a table: one for each unit where the names of the bars are unique, else one by the rule of cubes.
pub fn sheets(table: Table, options: &Options, lang: Lang) -> Result<Vec<Sheet>, Problem> {
    let roles = roles(&table, options)?;
    let values = figures(&table, &roles)?;
    let any = values.iter().flatten().any(|value| *value != Value::Null);
    if !any {
        return Err(nothing(&table));
    }
    let (mut cube, groups, warning) = cube(&table, &roles, values, lang)?;
    cube.infer();
    let mut sheets = Vec::new();
    match groups {
        Groups::ByRule => sheets.push(slice::sheet(&cube, options, None)?),
        Groups::Series(dimension, items) => sheets.push(slice::sheet(&cube, options, Some((dimension, &items)))?),
        Groups::Tiles(bars, columns, count) => {
            let own = |name: &str, asked: &str| if asked.is_empty() { name.to_owned() } else { asked.to_owned() };
            let name = cube.dimensions.get(bars).map(|dimension| dimension.id.clone()).unwrap_or_default();
            let options = Options { bars: own(&name, options.bars.trim()), ..options.clone() };
            for item in 0..count {
                sheets.push(slice::sheet(&cube, &options, Some((columns, &[item])))?);
            }
        }
        Groups::Units(dimension, _) if slice::claimed(&cube, options, dimension) => {
            sheets.push(slice::sheet(&cube, options, None)?);
        }
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
    // Beside a column of women, "Nam" are men and no years.
    let women = table.columns.iter().any(|column| is_named(&column.name, &["nữ", "nu"]));
    for (index, column) in table.columns.iter().enumerate() {
        let taken = [roles.time, roles.unit, roles.status, roles.series].contains(&Some(index));
        if taken
            || roles.labels.contains(&index)
            || roles.values.contains(&index)
            || is_code(&column.name)
            || is_named(&column.name, &MULTIPLIER)
        {
            continue;
        }
        if roles.time.is_none() && is_time(index, column) && !(is_male(&column.name) && women) {
            roles.time = Some(index);
        } else if roles.unit.is_none() && is_named(&column.name, &UNIT) {
            roles.unit = Some(index);
        } else if roles.status.is_none() && is_named(&column.name, &STATUS) {
            roles.status = Some(index);
        } else if roles.time.is_some() && is_named(&column.name, &TIME) && !is_male(&column.name) {
            // The month beside the year.
            roles.labels.push(index);
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
    // Where nothing else names the bars, codes do.
    if roles.labels.is_empty() && roles.time.is_none() && options_leave(&options.columns, "label") {
        let code = |column: &Column| is_code(&column.name) && !is_numeric(column) && is_words(column);
        roles.labels.extend(table.columns.iter().position(code));
    }
    // Numbers too may name the bars, but the first of several columns.
    if roles.labels.is_empty() && roles.time.is_none() && roles.values.len() > 1 {
        roles.labels.push(roles.values.remove(0));
    }
    Ok(roles)
}

fn options_leave(columns: &str, role: &str) -> bool {
    !pairs(columns).any(|(name, _)| name == role)
}

fn is_time(index: usize, column: &Column) -> bool {
    let mut labels = column.values.iter().filter_map(words).peekable();
    let given = labels.peek().is_some();
    let named = is_named(&column.name, &TIME);
    let plain = |label: &str| label.len() == 4;
    let whole = given && labels.all(|label| period(&label).is_some() && (index == 0 || named || !plain(&label)));
    whole || named && !is_male(&column.name)
}

/// "Nam" without marks is a year, with them a man.
fn is_male(name: &str) -> bool {
    same(name, "nam")
}

/// Whether a column numbers or locates rows.
fn is_code(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    is_named(&lower, &IGNORED)
        || lower.starts_with("mã ")
        || lower.starts_with(":@")
        || [" code", "_code", " id", "_id"].iter().any(|end| lower.ends_with(end))
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
    /// Each row has a unit of its own: the dimension of rows, that of the columns, and how many columns.
    Tiles(usize, usize, usize),
}

fn cube(
    table: &Table,
    roles: &Roles,
    figures: Vec<Vec<Value>>,
    lang: Lang,
) -> Result<(Cube, Groups, Option<Problem>), Problem> {
    let rows = figures.first().map_or(0, Vec::len);
    let mut cube = Cube { path: "$".to_owned(), title: table.title.clone(), ..Cube::default() };
    (cube.source, cube.note) = source_or_note(table.note.as_deref());
    // Which category of each dimension a row is in.
    let mut places: Vec<Vec<usize>> = Vec::new();
    let units = units(table, roles);
    let unit = units.as_ref().and_then(constant);
    let mixed = units.as_ref().filter(|column| unit.is_none() && is_words(column));
    let unique = roles.labels.iter().copied().filter(|_| roles.series.is_none()).find(|&label| {
        let names: Vec<_> =
            table.columns.get(label).map(|column| column.values.iter().map(words).collect()).unwrap_or_default();
        rows > 1 && names.iter().flatten().collect::<BTreeSet<_>>().len() == names.len()
    });
    let named = |index: &usize| table.columns.get(*index).is_some_and(|column| is_named(&column.name, &TITLE));
    let labels = roles.labels.iter().copied().filter(|index| {
        let titles = || named(index) && table.columns.get(*index).is_some_and(|column| constant(column).is_some());
        unique.is_none_or(|unique| unique == *index || titles())
    });
    let mut measured = false;
    for index in labels.chain(roles.series).chain(roles.time) {
        let Some(column) = table.columns.get(index) else { continue };
        match constant(column) {
            Some(title) if cube.title.is_none() && named(&index) => cube.title = Some(title),
            _ => {
                // Several indicators, or rows that each have a unit of their own, are not of one kind.
                let counted = roles.series != Some(index)
                    && (named(&index) && unique.is_none() || mixed.is_some() && unique == Some(index));
                let (mut dimension, own) = dimension(column, if counted { Kind::Metric } else { Kind::Plain });
                let its_units = units.as_ref().filter(|_| counted && !measured);
                measured |= its_units.is_some_and(|units| measure(&mut dimension, &own, units));
                cube.dimensions.push(dimension);
                places.push(own);
            }
        }
    }
    if let Some(column) = mixed.filter(|_| !measured) {
        let (mut dimension, own) = dimension(column, Kind::Metric);
        dimension.categories.iter_mut().for_each(|category| category.unit = Some(short_unit(&category.label)));
        cube.dimensions.push(dimension);
        places.push(own);
    }
    let columns: Vec<&Column> = roles.values.iter().filter_map(|&index| table.columns.get(index)).collect();
    let categories = value_columns(&columns, unit.as_deref(), cube.title.is_some());
    // Many years side by side are a dimension, not series.
    let years = categories.len() > 1
        && categories.iter().all(|category| period(&category.id).is_some())
        && (categories.len() > MANY_YEARS || rows == 1);
    if years {
        let label = if lang == Lang::Vi { "Năm" } else { "Year" };
        let metric = Category { unit: unit.as_deref().map(short_unit), ..Category::default() };
        let dimension = |id: &str, label: &str, kind, categories| Dimension {
            id: id.to_owned(),
            label: label.to_owned(),
            kind,
            categories,
        };
        cube.dimensions.push(dimension("years", label, Kind::Time, categories));
        cube.dimensions.push(dimension("columns", "", Kind::Metric, vec![metric]));
        let (cube, warning) = fill(cube, table, roles, &figures, &places);
        return Ok((cube, Groups::ByRule, warning));
    }
    let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    for (index, category) in categories.iter().enumerate() {
        match groups.iter_mut().find(|(unit, _)| *unit == category.unit) {
            Some((_, items)) => items.push(index),
            None => groups.push((category.unit.clone(), vec![index])),
        }
    }
    let metric = cube.dimensions.len();
    let count = categories.len();
    cube.dimensions.push(Dimension { id: "columns".to_owned(), label: String::new(), kind: Kind::Metric, categories });
    let place_of = |index: usize| {
        let name = table.columns.get(index).map(|column| column.name.as_str());
        cube.dimensions.iter().position(|dimension| Some(dimension.id.as_str()) == name)
    };
    let alone = |own: usize| {
        cube.dimensions
            .iter()
            .take(metric)
            .enumerate()
            .all(|(index, dimension)| index == own || dimension.categories.len() < 2)
    };
    let groups = match (roles.series.and_then(place_of), unique.and_then(place_of)) {
        (Some(series), _) => {
            let count = cube.dimensions.get(series).map_or(0, |dimension| dimension.categories.len());
            Groups::Series(series, (0..count).collect())
        }
        (None, Some(rows)) if mixed.is_some() && measured && alone(rows) => Groups::Tiles(rows, metric, count),
        (None, Some(rows)) if mixed.is_none() && alone(rows) => {
            Groups::Units(metric, groups.into_iter().map(|(_, items)| items).collect())
        }
        _ if places.len() == 1 => Groups::Units(metric, groups.into_iter().map(|(_, items)| items).collect()),
        _ => Groups::ByRule,
    };
    let (cube, warning) = fill(cube, table, roles, &figures, &places);
    Ok((cube, groups, warning))
}

/// More years than this do not stand side by side.
const MANY_YEARS: usize = 6;

/// The columns of figures as metrics: "Dân số (người)" has a unit, if no other column has the same name before it.
fn value_columns(columns: &[&Column], unit: Option<&str>, titled: bool) -> Vec<Category> {
    let split = |column: &Column| match column.name.ends_with(')') {
        true => unit_in(&column.name),
        false => None,
    };
    let names: Vec<String> = columns.iter().filter_map(|column| split(column)).map(|(name, _)| name).collect();
    let category = |column: &&Column| {
        let own = split(column).filter(|(name, _)| names.iter().filter(|other| *other == name).count() == 1);
        let (label, own) = own.map_or((column.name.clone(), None), |(label, unit)| (label, Some(unit)));
        let nameless = titled && is_named(&label, &NAMELESS);
        let mut category = Category::new(&column.name, if nameless { "" } else { &label });
        category.unit = unit.map(short_unit).or(own);
        category
    };
    columns.iter().map(category).collect()
}

/// A remark below a table that names its source, or says something else.
fn source_or_note(remark: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(remark) = remark else { return (None, None) };
    match remark.split_once(':') {
        Some((word, source)) if is_named(word, &["nguồn", "source", "nguồn số liệu"]) && !source.trim().is_empty() => {
            (Some(tidy(source)), None)
        }
        _ => (None, Some(tidy(remark))),
    }
}

/// The unit of each row, with the power of ten that stands in a column of its own.
fn units(table: &Table, roles: &Roles) -> Option<Column> {
    let units = roles.unit.and_then(|unit| table.columns.get(unit));
    let multiplier = table.columns.iter().find(|column| is_named(&column.name, &MULTIPLIER));
    let name = units.or(multiplier)?.name.clone();
    let rows = units.or(multiplier)?.values.len();
    let word = |column: Option<&Column>, row: usize| column.and_then(|column| words(column.values.get(row)?));
    let unit = |row: usize| {
        let parts = [word(multiplier, row).and_then(power), word(units, row)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { Value::Null } else { Value::Text(parts.join(" ")) }
    };
    Some(Column { name, values: (0..rows).map(unit).collect() })
}

/// A power of ten as it stands before a unit; none where it changes nothing.
fn power(written: String) -> Option<String> {
    match written.to_lowercase().as_str() {
        "units" | "unit" | "0" | "1" | "one" | "ones" | "none" => None,
        "3" => Some("×10³".to_owned()),
        "6" => Some("×10⁶".to_owned()),
        "9" => Some("×10⁹".to_owned()),
        _ => Some(written),
    }
}

/// Gives each category of a dimension the unit of its rows; false where they have several.
fn measure(dimension: &mut Dimension, places: &[usize], units: &Column) -> bool {
    let mut own: Vec<Option<String>> = vec![None; dimension.categories.len()];
    for (&place, unit) in places.iter().zip(&units.values) {
        let (Some(slot), Some(unit)) = (own.get_mut(place), words(unit)) else { continue };
        match slot {
            Some(known) if *known != unit => return false,
            _ => *slot = Some(unit),
        }
    }
    for (category, unit) in dimension.categories.iter_mut().zip(own) {
        category.unit = unit.as_deref().map(short_unit);
    }
    true
}

/// Puts the figures at their places; of two rows for one place the first counts.
fn fill(
    mut cube: Cube,
    table: &Table,
    roles: &Roles,
    figures: &[Vec<Value>],
    places: &[Vec<usize>],
) -> (Cube, Option<Problem>) {
    let rows = figures.first().map_or(0, Vec::len);
    let strides = cube.strides();
    let statuses = roles.status.and_then(|status| table.columns.get(status));
    for row in 0..rows {
        let mut place = 0u64;
        for (own, stride) in places.iter().zip(&strides) {
            place = place.saturating_add(stride.saturating_mul(own.get(row).copied().unwrap_or_default() as u64));
        }
        let status = statuses.and_then(|column| words(column.values.get(row)?)).map(|written| cells::status(&written));
        for (item, column) in (0u64..).zip(figures) {
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
        let column = first.map_or("", |(dimension, _)| dimension.id.as_str());
        (Finding::TwoRows(name.map_or_else(String::new, |name| name.label.clone())), (table.path)(column, row))
    });
    let mut cells: Vec<Cell> = order.iter().filter_map(|&index| cube.cells.get(index).cloned()).collect();
    cells.dedup_by_key(|cell| cell.place);
    cube.cells = cells;
    (cube, warning)
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
