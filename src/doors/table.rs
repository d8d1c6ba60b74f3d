//! From a table to pictures: its columns become the dimensions of a cube.

use super::column::{is_words, words};
use super::cube::{Category, Cell, Cube, Dimension, Kind, short_unit};
use super::names::{TITLE, compares, is_named};
use super::period::period;
use super::roles::{Roles, roles};
use super::rows::{Column, Table};
use super::sheet::Sheet;
use super::units::{OWN_UNITS, own_unit, take_from_names, units};
use super::{MAX_CELLS, Options, Problem, cells, choice, merged, noted, outline, sdmx, slice, slips, sums};
use crate::complaint::{Amount, Finding};
use crate::model::{Status, sorted};
use crate::text::Lang;
use crate::wire::Value;
use std::collections::BTreeMap;

/// What a column of figures is called where the title says what they are.
const NAMELESS: [&str; 6] = ["value", "values", "obs_value", "giá trị", "số liệu", "số lượng"];

/// The pictures of a table: one for each unit where the names of the bars are unique, else one by the rule of cubes.
pub fn sheets(mut table: Table, options: &Options, lang: Lang) -> Result<Vec<Sheet>, Problem> {
    // What names the rows needs a name itself, by which the page can ask for it.
    if let Some(nameless) = table.columns.first_mut().filter(|column| column.name.is_empty()) {
        nameless.name = lang.words().category().to_owned();
    }
    let mut roles = roles(&table, options)?;
    merged::complete(&mut table, &mut roles, lang);
    roles.leave_remarks(&table, options);
    let values = figures(&table, &roles)?;
    let any = values.iter().flatten().any(|value| *value != Value::Null);
    if !any {
        return Err(slips::nothing(&table));
    }
    let subtotals = outline::subtotals(&table, &roles, &values);
    merged::name_by_row_above(&mut table, &roles);
    let unique = roles.unique(&table).or_else(|| roles.dated(&table));
    if let Some(names) = unique {
        take_from_names(&mut table, &mut roles, names);
    }
    let (mut cube, groups, warning) = cube(&table, &roles, unique, values, &subtotals, lang)?;
    if cube.dimensions.iter().try_fold(1u64, |all, one| all.checked_mul(one.categories.len() as u64)).is_none() {
        return Err((Finding::TooLarge { what: Amount::Cells, most: MAX_CELLS as usize }, "$".to_owned()));
    }
    cube.infer();
    let mut sheets = Vec::new();
    match groups {
        Groups::ByRule => sheets.push(slice::sheet(&cube, options, None, lang)?),
        Groups::Series(dimension, items) => sheets.push(slice::sheet(&cube, options, Some((dimension, &items)), lang)?),
        Groups::Tiles(bars, columns, count) => {
            let own = |name: &str, asked: &str| if asked.is_empty() { name.to_owned() } else { asked.to_owned() };
            let name = cube.dimensions.get(bars).map(|dimension| dimension.id.clone()).unwrap_or_default();
            let options = Options { bars: own(&name, options.bars.trim()), ..options.clone() };
            for item in 0..count {
                sheets.push(slice::sheet(&cube, &options, Some((columns, &[item])), lang)?);
            }
        }
        Groups::Units(dimension, _) if choice::claimed(&cube, options, dimension) => {
            sheets.push(slice::sheet(&cube, options, None, lang)?);
        }
        Groups::Units(dimension, groups) => {
            for items in &groups {
                sheets.push(slice::sheet(&cube, options, Some((dimension, items)), lang)?);
            }
        }
    }
    if let Some(sheet) = sheets.first_mut() {
        sheet.warnings.extend(warning);
        for &label in roles.labels.iter().chain(&roles.remarks) {
            let is_lost = roles.remarks.contains(&label) || unique.is_some_and(|unique| unique != label);
            if let Some((slip, remark)) = slips::spoilt(&table, is_lost, label, lang)? {
                sheet.note = slice::in_one([sheet.note.take(), remark]);
                sheet.warnings.push(slip);
            } else if let Some(column) = table.columns.get(label).filter(|_| roles.remarks.contains(&label)) {
                sheet.warnings.push((Finding::UnusedColumn(column.name.clone()), "$".to_owned()));
            }
        }
    }
    Ok(sheets)
}

/// The figures of each column of values.
fn figures(table: &Table, roles: &Roles) -> Result<Vec<Vec<Value>>, Problem> {
    let mut all = Vec::new();
    for column in roles.values.iter().filter_map(|&index| table.columns.get(index)) {
        let mut figures = Vec::new();
        for (row, value) in column.values.iter().enumerate() {
            let figure = cells::figure(value);
            figures.push(figure.ok_or_else(|| (cells::no_figure(value), (table.path)(&column.name, row)))?);
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
    unique: Option<usize>,
    figures: Vec<Vec<Value>>,
    subtotals: &[usize],
    lang: Lang,
) -> Result<(Cube, Groups, Option<Problem>), Problem> {
    let rows = figures.first().map_or(0, Vec::len);
    let mut cube = Cube { path: "$".to_owned(), title: table.title.clone(), of_rows: true, ..Cube::default() };
    cube.source = table.source.clone();
    cube.note = slice::in_one([table.note.clone(), noted::footnotes(table, roles)]);
    // Which category of each dimension a row is in.
    let mut places: Vec<Vec<usize>> = Vec::new();
    let units = units(table, roles);
    let of_all = units.as_ref().filter(|column| column.name != OWN_UNITS).and_then(constant);
    let unit = of_all.or_else(|| table.unit.clone());
    let mixed = units.as_ref().filter(|column| unit.is_none() && is_words(column));
    let named = |index: &usize| table.columns.get(*index).is_some_and(|column| is_named(&column.name, &TITLE));
    let dated = unique.and_then(|unique| with_period(table.columns.get(unique)?, table.columns.get(roles.time?)?));
    let labels = roles.labels.iter().copied().filter(|index| {
        let titles = || named(index) && table.columns.get(*index).is_some_and(|column| constant(column).is_some());
        unique.is_none_or(|unique| unique == *index || titles())
    });
    let mut measured = false;
    for index in labels.chain(roles.series).chain(roles.time.filter(|_| dated.is_none())) {
        let own = dated.as_ref().filter(|_| unique == Some(index));
        let Some(column) = own.or_else(|| table.columns.get(index)) else { continue };
        match constant(column) {
            Some(title) if cube.title.is_none() && named(&index) => cube.title = Some(title),
            _ => {
                // Several indicators, or rows that each have a unit of their own, are not of one kind.
                let broken_down = roles.labels.len() > 1 || roles.time.is_some() || roles.series.is_some();
                let counted = roles.series != Some(index)
                    && (named(&index) && unique.is_none() && broken_down || mixed.is_some() && unique == Some(index));
                let kind = match (counted, roles.time == Some(index) || roles.parts.contains(&index)) {
                    (true, _) => Kind::Metric,
                    (false, true) => Kind::Time,
                    (false, false) => Kind::Plain,
                };
                let (mut dimension, own) = dimension(column, kind);
                if kind == Kind::Plain && unique == Some(index) {
                    for &row in subtotals.iter().filter_map(|&row| own.get(row)) {
                        if let Some(sum) = dimension.categories.get_mut(row) {
                            sum.aggregate = true;
                        }
                    }
                }
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
    let mut categories = value_columns(&columns, unit.as_deref(), cube.title.is_some());
    // Many years side by side are a dimension, not series.
    let years = categories.len() > 1
        && categories.iter().all(|category| period(&category.id).is_some())
        && (categories.len() > MANY_YEARS || rows == 1 || unique.is_none() && places.len() > 1);
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
    let kinds: Vec<_> = categories.iter().map(|own| (own.unit.clone(), compares(&own.label))).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        match groups.iter_mut().find(|items| items.first().and_then(|first| kinds.get(*first)) == Some(kind)) {
            Some(items) => items.push(index),
            None => groups.push(vec![index]),
        }
    }
    for items in &mut groups {
        let Some(total) = sums::total_of(items, &categories, &figures) else { continue };
        items.retain(|item| *item != total);
        items.push(total);
        categories.get_mut(total).into_iter().for_each(|category| category.aggregate = true);
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
        (None, Some(rows)) if mixed.is_none() && alone(rows) => Groups::Units(metric, groups),
        _ if places.len() <= 1 => Groups::Units(metric, groups),
        _ => Groups::ByRule,
    };
    let (cube, warning) = fill(cube, table, roles, &figures, &places);
    Ok((cube, groups, warning))
}

/// Names that each have a figure of another year: the year belongs to the name.
fn with_period(labels: &Column, periods: &Column) -> Option<Column> {
    if constant(periods).is_some() {
        return None;
    }
    let name = |(label, period): (&Value, &Value)| match (words(label), words(period)) {
        (Some(label), Some(period)) => Value::Text(format!("{label} ({period})")),
        (None, Some(_)) => period.clone(),
        _ => label.clone(),
    };
    let values = labels.values.iter().zip(&periods.values).map(name).collect();
    Some(Column { name: labels.name.clone(), label: labels.label.clone(), values, ..Column::default() })
}

/// More years than this do not stand side by side.
const MANY_YEARS: usize = 6;

/// The columns of figures as metrics: "Dân số (người)" has a unit; its name is without it, if no other column has both.
fn value_columns(columns: &[&Column], unit: Option<&str>, titled: bool) -> Vec<Category> {
    let mut names: BTreeMap<(String, String), usize> = BTreeMap::new();
    for name in columns.iter().filter_map(|column| own_unit(&column.name)) {
        let count = names.entry(name).or_default();
        *count = count.saturating_add(1);
    }
    let category = |column: &&Column| {
        let own = own_unit(&column.name);
        // Of two that are called the same, the name stays whole.
        let is_only = own.as_ref().is_some_and(|own| names.get(own) == Some(&1));
        let (label, own) = own.map_or((column.name.clone(), None), |(label, unit)| (label, Some(unit)));
        let label = if is_only { label } else { column.name.clone() };
        let nameless = titled && is_named(&label, &NAMELESS);
        let mut category = Category::new(&column.name, if nameless { "" } else { &label });
        // What a column counts in goes before what its rows do.
        category.unit = own.or(unit.map(short_unit));
        category
    };
    columns.iter().map(category).collect()
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
    let statuses = roles.values.iter().map(|&value| {
        let is_own = |status: &&usize| {
            **status > value && !roles.values.iter().any(|other| (value + 1..**status).contains(other))
        };
        let own = match roles.statuses.as_slice() {
            [of_all] => Some(of_all),
            several => several.iter().find(is_own),
        };
        (table.columns.get(value), own.and_then(|own| table.columns.get(*own)))
    });
    let statuses: Vec<(Option<&Column>, Option<&Column>)> = statuses.collect();
    for row in 0..rows {
        let mut place = 0u64;
        for (own, stride) in places.iter().zip(&strides) {
            place = place.saturating_add(stride.saturating_mul(own.get(row).copied().unwrap_or_default() as u64));
        }
        for ((item, column), (own, status)) in (0u64..).zip(figures).zip(&statuses) {
            let value = column.get(row).cloned().unwrap_or(Value::Null);
            let written = status.and_then(|column| words(column.values.get(row)?));
            // What stands behind the figure goes before what a column says.
            let mark = own.and_then(|own| noted::status(own.marks.get(row)?.as_deref()?));
            let status = mark.or(written.map(|written| cells::status(&written))).unwrap_or_default();
            // A figure that is there is no missing one, whatever a code says.
            let says_missing = matches!(status, Status::NotReported | Status::NotApplicable);
            let status = if says_missing && value != Value::Null { Status::Reported } else { status };
            cube.cells.push(Cell { place: place.saturating_add(item), value, status });
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
pub fn constant(column: &Column) -> Option<String> {
    let mut all = column.values.iter().filter_map(words);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// A column as a dimension, and the category of each row. An empty cell beside others stands for all of them.
fn dimension(column: &Column, kind: Kind) -> (Dimension, Vec<usize>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut categories = Vec::new();
    let own = column.values.iter().map(|value| {
        let name = words(value).unwrap_or_default();
        *known.entry(name).or_insert_with_key(|name| {
            let coded = sdmx::parts(name).filter(|_| !column.label.is_empty());
            let shown = if name.is_empty() { "–" } else { name };
            let (code, shown) = coded.unwrap_or((name, shown));
            let mut category = Category::new(code, shown);
            category.total |= name.is_empty();
            categories.push(category);
            categories.len() - 1
        })
    });
    let own = own.collect();
    let label = if column.label.is_empty() { &column.name } else { &column.label };
    (Dimension { id: column.name.clone(), label: label.clone(), kind, categories }, own)
}
