//! From a slice of a cube to a picture, with words for what was chosen.

use super::choice::{Choice, Series, choose, claimed};
use super::cube::{Category, Cell, Cube, Dimension, Kind, short_unit};
use super::sheet::{Sheet, field};
use super::{Options, Problem, cells};
use crate::complaint::Finding;
use crate::figure;
use crate::format::{self, decimals_of, round};
use crate::model::Status;
use crate::text::Lang;
use crate::wire::Value;

/// The picture of a cube.
///
/// # Errors
/// Where `select` or `bars` name what is not there.
pub fn sheet(cube: &Cube, options: &Options, series: Series, lang: Lang) -> Result<Sheet, Problem> {
    let choice = choose(cube, options, series)?;
    let (chosen, bars, bar_list) = (&choice.chosen, choice.bars, &existing(cube, &choice));
    let all: Vec<Option<&Category>> = match choice.series {
        None => vec![None],
        Some((dimension, items)) => {
            let dimension = cube.dimensions.get(dimension);
            items.iter().map(|&item| dimension.and_then(|dimension| dimension.categories.get(item))).collect()
        }
    };
    // A sum of the columns before it is shown by their bars, in a stack.
    let (sum, columns) = match all.split_last() {
        Some((Some(last), others)) if last.aggregate && !others.is_empty() => (Some(others.len()), others),
        _ => (None, all.as_slice()),
    };
    let axis = bars.and_then(|bars| cube.dimensions.get(bars));
    let taken =
        |column: usize| -> Vec<_> { bar_list.iter().map(|&bar| cube.cell(choice.place(bar, column))).collect() };
    let table: Vec<Vec<_>> = (0..columns.len()).map(taken).collect();
    let metric = cube.dimensions.iter().zip(chosen).find_map(|(dimension, place)| match dimension.kind {
        Kind::Metric => dimension.categories.get((*place)?),
        _ => None,
    });
    let metric = metric.or(columns.first().copied().flatten());

    let mut fields = Vec::new();
    let unit = metric.and_then(|metric| metric.unit.clone());
    fields.extend(field("unit", unit));
    let written = table.iter().flatten().flatten().map(|cell| &cell.value);
    let decimals = metric.and_then(|metric| metric.decimals).or_else(|| usual_decimals(cube, chosen, written));
    if let Some(decimals) = decimals {
        fields.push(("decimals".to_owned(), Value::Number(f64::from(decimals))));
    }
    // As the name of its period says.
    let named = |bar: usize| {
        let of_place = cube.dimensions.iter().zip(chosen).enumerate().filter_map(|(index, (dimension, place))| {
            let own = if bars == Some(index) { Some(bar) } else { *place };
            dimension.categories.get(own?).map(|category| category.status)
        });
        of_place.into_iter().find(|status| *status != Status::Reported).unwrap_or_default()
    };
    let value = |cell: &Option<&super::cube::Cell>| cell.map_or(Value::Null, |cell| cell.value.clone());
    let status = |bar: usize, cell: &Option<&super::cube::Cell>| match cell.map(|cell| cell.status).unwrap_or_default()
    {
        Status::Reported => named(bar),
        status => status,
    };
    let statuses: Vec<Status> = bar_list
        .iter()
        .enumerate()
        .flat_map(|(row, &bar)| table.iter().filter_map(move |column| column.get(row)).map(move |cell| (bar, cell)))
        .map(|(bar, cell)| status(bar, cell))
        .collect();
    let same = statuses.first().copied().filter(|first| statuses.iter().all(|status| status == first));
    if let Some(name) = same.and_then(cells::status_name) {
        fields.extend(field("status", Some(name.to_owned())));
    }
    let label = |bar: usize| {
        let category = axis.and_then(|axis| axis.categories.get(bar)).filter(|category| !category.label.is_empty());
        category.map_or("–", |category| &category.label)
    };
    let part = |label: Option<String>, unit: Option<String>, cell: Value, status: Status| {
        let mut part = Vec::from_iter(field("label", label));
        part.push(("value".to_owned(), cell));
        part.extend(field("unit", unit));
        let status = Some(status).filter(|_| same.is_none());
        part.extend(field("status", status.and_then(cells::status_name).map(str::to_owned)));
        Value::Object(part)
    };
    let mut statuses_said = None;
    match (axis, table.as_slice()) {
        (None, [column]) => fields.push(("value".to_owned(), column.first().map_or(Value::Null, value))),
        // Parts may differ in status, and metrics as bars in what they count.
        (Some(axis), [column]) if same.is_none() || axis.kind == Kind::Metric => {
            let own = metric.and_then(|metric| metric.unit.clone());
            let of_bar = |bar: usize| axis.categories.get(bar).filter(|_| axis.kind == Kind::Metric)?.unit.clone();
            let unit = |bar: usize| own.clone().or_else(|| of_bar(bar));
            let bars = bar_list.iter().zip(column).zip(&statuses);
            let parts =
                bars.map(|((&bar, cell), &status)| part(Some(label(bar).to_owned()), unit(bar), value(cell), status));
            fields.push(("parts".to_owned(), Value::List(parts.collect())));
        }
        // One row of several columns has a bar for each.
        (None, _) => {
            let parts = columns.iter().zip(&table).zip(&statuses).map(|((category, column), &status)| {
                let label = category.map(|category| category.label.clone());
                part(label, None, column.first().map_or(Value::Null, value), status)
            });
            fields.push(("parts".to_owned(), Value::List(parts.collect())));
            fields.extend(sum.map(|sum| ("total".to_owned(), value(&cube.cell(choice.place(0, sum))))));
        }
        _ => {
            // Series have no statuses of their own.
            let rows = bar_list.iter().map(|&bar| label(bar)).zip(statuses.chunks(columns.len().max(1)));
            statuses_said = if same.is_none() { statuses_in_words(rows, columns, lang) } else { None };
            let categories = bar_list.iter().map(|&bar| Value::Text(label(bar).to_owned())).collect();
            fields.push(("categories".to_owned(), Value::List(categories)));
            let series = table.iter().zip(columns).map(|(column, category)| {
                let mut series = Vec::new();
                let named = category.filter(|_| columns.len() > 1);
                series.extend(field("label", named.map(|category| category.label.clone())));
                series.push(("values".to_owned(), Value::List(column.iter().map(value).collect())));
                Value::Object(series)
            });
            fields.push(("series".to_owned(), Value::List(series.collect())));
            fields.extend(sum.map(|_| ("stack".to_owned(), Value::Bool(true))));
        }
    }

    let unit = metric.and_then(|metric| metric.unit.as_deref());
    let totals = axis.and_then(|axis| {
        let cell = |bar, column| cube.cell(choice.place(bar, column));
        let totals = axis.categories.iter().enumerate().filter(|(_, category)| is_in_words(cube, category));
        let totals = totals.filter(|(bar, _)| bar_list.binary_search(bar).is_err());
        totals_in_words(totals, &all, &|value| printed(value, decimals, unit, lang), &cell)
    });
    let note = in_one([cube.note.clone(), statuses_said, totals]);
    let (words, cut) = what_was_chosen(cube, chosen, options);
    // Totals and sums that would stand beside their parts are left out, and that is said.
    let left_out = axis.filter(|axis| bar_list.len() < axis.categories.len());
    let name = |axis: &Dimension| match &*axis.label {
        "" => lang.words().category().to_owned(),
        name => name.to_owned(),
    };
    let drawn = left_out.map(|axis| match bar_list.as_slice() {
        [only] => format!("{}: {}", name(axis), label(*only)),
        several => format!("{}: {}/{}", name(axis), several.len(), axis.categories.len()),
    });
    let said = [Some(words.clone()).filter(|words| !words.is_empty()), drawn.clone()];
    let is_by_rule = bars.is_some_and(|bars| !claimed(cube, options, bars));
    // Totals stand in words below the picture.
    let is_lost =
        |(bar, category): (usize, &Category)| bar_list.binary_search(&bar).is_err() && !is_in_words(cube, category);
    let any_lost = left_out.is_some_and(|axis| axis.categories.iter().enumerate().any(is_lost));
    // What stands for all, and has no name, is not to be said.
    let said = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let is_cut = (cut || any_lost && is_by_rule) && !said.is_empty();
    let warnings = is_cut.then(|| (Finding::CubeCut(said), cube.path.clone())).into_iter().collect();
    let [_, nameless, _] = lang.words().table_columns();
    Ok(Sheet {
        title: cube.title.clone(),
        subtitle: Some(words).filter(|words| !words.is_empty()),
        note,
        source: cube.source.clone(),
        updated: cube.updated.clone(),
        label: metric
            .filter(|_| columns.len() == 1)
            .map(|metric| metric.label.clone())
            // A dimension of units says no more than the unit does.
            .filter(|label| {
                !label.is_empty() && metric.and_then(|metric| metric.unit.as_ref()) != Some(&short_unit(label))
            })
            .or_else(|| side_by_side(columns).filter(|_| cube.title.is_none()))
            .or_else(|| cube.title.is_none().then(|| nameless.to_owned())),
        fields,
        warnings,
    })
}

/// Several notes as one.
pub fn in_one<const N: usize>(notes: [Option<String>; N]) -> Option<String> {
    notes.into_iter().flatten().reduce(|one, other| match one.ends_with(['.', '!', '?', ';', ':']) {
        true => format!("{one} {other}"),
        false => format!("{one}. {other}"),
    })
}

/// The bars that are drawn, without those that no row has beside what is chosen of other dimensions, at any time: a commune
/// of another district is not one whose figures are missing, nor is a year whose figures have another unit.
fn existing(cube: &Cube, choice: &Choice) -> Vec<usize> {
    let strides = cube.strides();
    let item = |place: u64, index: usize| {
        let count = cube.dimensions.get(index)?.categories.len() as u64;
        place.checked_div(*strides.get(index)?)?.checked_rem(count)
    };
    let is = |index: usize, kind: Kind| cube.dimensions.get(index).is_some_and(|dimension| dimension.kind == kind);
    let Some(bars) = choice.bars.filter(|_| cube.of_rows) else { return choice.drawn.clone() };
    // A year without a figure of what is chosen has its place all the same.
    let counts = |index: usize| is(index, Kind::Metric) || is(index, Kind::Plain) && is(bars, Kind::Plain);
    let chosen = choice.chosen.iter().enumerate().filter(|(index, _)| counts(*index));
    let chosen: Vec<(usize, u64)> = chosen.filter_map(|(index, own)| Some((index, (*own)? as u64))).collect();
    if chosen.is_empty() {
        return choice.drawn.clone();
    }
    let mut exists = vec![false; cube.dimensions.get(bars).map_or(0, |axis| axis.categories.len())];
    for cell in &cube.cells {
        if chosen.iter().all(|&(index, own)| item(cell.place, index) == Some(own))
            && let Some(bar) = item(cell.place, bars).and_then(|bar| exists.get_mut(bar as usize))
        {
            *bar = true;
        }
    }
    let existing: Vec<usize> = choice.drawn.iter().copied().filter(|&bar| exists.get(bar) == Some(&true)).collect();
    if existing.is_empty() { choice.drawn.clone() } else { existing }
}

/// A figure of a file as it is printed.
fn printed(value: &Value, decimals: Option<u8>, unit: Option<&str>, lang: Lang) -> Option<String> {
    Some(figure::with_unit(&format::quantity(cells::quantity(value)?, decimals, lang), unit, lang))
}

/// Whether the figures of what is left out are said: those of a total, and of a sum among the rows of a table.
fn is_in_words(cube: &Cube, category: &Category) -> bool {
    !category.id.is_empty() && (category.total || category.aggregate && cube.of_rows)
}

/// The figures of totals that would stand beside their parts, and so are in no picture: "Tổng số: 150 nghìn tấn".
fn totals_in_words<'a>(
    totals: impl Iterator<Item = (usize, &'a Category)>,
    columns: &[Option<&Category>],
    printed: &dyn Fn(&Value) -> Option<String>,
    cell: &dyn Fn(usize, usize) -> Option<&'a Cell>,
) -> Option<String> {
    let said = totals.filter_map(|(bar, total)| {
        let figures = columns.iter().enumerate().filter_map(|(column, category)| {
            let figure = printed(&cell(bar, column)?.value)?;
            let name = category.filter(|_| columns.len() > 1).map(|category| category.label.as_str());
            Some(name.map_or(figure.clone(), |name| format!("{name} {figure}")))
        });
        let figures = figures.collect::<Vec<_>>().join("; ");
        (!figures.is_empty()).then(|| format!("{}: {figures}", total.label))
    });
    let mut said: Vec<String> = said.take(NAMED + 1).collect();
    if said.len() > NAMED {
        said.truncate(NAMED);
        said.push("…".to_owned());
    }
    Some(said.join(". ")).filter(|said| !said.is_empty())
}

/// Which figures are how sure: "A, B: provisional; C: not applicable". A row is named as a whole where it can be.
fn statuses_in_words<'a>(
    rows: impl Iterator<Item = (&'a str, &'a [Status])>,
    columns: &[Option<&Category>],
    lang: Lang,
) -> Option<String> {
    let mut groups = Groups::default();
    let mut say = |status: Status, name: String| {
        if let Some(word) = lang.words().status(status) {
            groups.say(word, name);
        }
    };
    for (name, own) in rows {
        match own {
            [first, others @ ..] if others.iter().all(|other| other == first) => say(*first, name.to_owned()),
            _ => own.iter().zip(columns).for_each(|(status, column)| {
                say(*status, format!("{name} – {}", column.map_or("", |column| &column.label)));
            }),
        }
    }
    groups.in_words()
}

/// Of so many something is said by name.
const NAMED: usize = 20;

/// Figures of which the same is to be said.
#[derive(Default)]
pub struct Groups<'a>(Vec<(&'a str, Vec<String>)>);

impl<'a> Groups<'a> {
    /// Says it of one figure more; of a few it is said by name.
    pub fn say(&mut self, word: &'a str, name: String) {
        match self.0.iter_mut().find(|(known, _)| *known == word) {
            Some((_, names)) if names.len() < NAMED => names.push(name),
            Some((_, names)) if names.len() == NAMED => names.push("…".to_owned()),
            Some(_) => {}
            None => self.0.push((word, vec![name])),
        }
    }

    /// "A, B: provisional; C: not applicable".
    pub fn in_words(&self) -> Option<String> {
        let words = self.0.iter().map(|(word, names)| format!("{}: {word}", names.join(", "))).collect::<Vec<_>>();
        Some(words.join("; ")).filter(|words| !words.is_empty())
    }
}

/// The names of columns without a title of their own.
fn side_by_side(columns: &[Option<&Category>]) -> Option<String> {
    let mut names: Vec<&str> = columns.iter().flatten().map(|category| category.label.as_str()).take(4).collect();
    if names.len() > 3 {
        names.pop();
        names.push("…");
    }
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

/// Nobody writes so many decimals.
const NOISE: u8 = 7;

/// What was chosen, and whether any of it was by rule, and not by the page.
fn what_was_chosen(cube: &Cube, chosen: &[Option<usize>], options: &Options) -> (String, bool) {
    let mut words = Vec::new();
    let mut cut = false;
    for (index, (dimension, place)) in cube.dimensions.iter().zip(chosen).enumerate() {
        let Some(category) = place.and_then(|place| dimension.categories.get(place)) else { continue };
        cut |= dimension.categories.len() > 1 && !claimed(cube, options, index);
        // What stands for all has no name in tables: there the cell is empty.
        if !category.id.is_empty() && (dimension.kind != Kind::Metric || dimension.categories.len() > 1) {
            let words_of = [dimension.label.as_str(), category.label.as_str()];
            words.push(words_of.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": "));
        }
    }
    (words.join("; "), cut)
}

/// The decimals of most figures of a metric, where the chosen ones have noise of many more: someone forgot to round them.
/// So many that none of the figures shown changes by more than half a percent.
fn usual_decimals<'a>(cube: &Cube, chosen: &[Option<usize>], shown: impl Iterator<Item = &'a Value>) -> Option<u8> {
    let decimals = |value: &Value| match value {
        Value::Number(number) => decimals_of(*number),
        _ => 0,
    };
    let shown: Vec<&Value> = shown.collect();
    let most = shown.iter().map(|value| decimals(value)).max()?;
    let keeps = |decimals: u8| {
        shown.iter().all(|value| match value {
            Value::Number(number) => (round(*number, decimals) - number).abs() <= number.abs() * 0.005,
            _ => true,
        })
    };
    let metric = cube.dimensions.iter().position(|dimension| dimension.kind == Kind::Metric);
    let own = metric.and_then(|metric| {
        let count = cube.dimensions.get(metric)?.categories.len() as u64;
        Some((*cube.strides().get(metric)?, count, (*chosen.get(metric)?)? as u64))
    });
    let of_metric = |place: u64| {
        own.is_none_or(|(stride, count, item)| {
            place.checked_div(stride).and_then(|place| place.checked_rem(count)).is_none_or(|place| place == item)
        })
    };
    let mut counts = [0u32; 10];
    for cell in cube.cells.iter().filter(|cell| cell.value != Value::Null && of_metric(cell.place)) {
        if let Some(count) = counts.get_mut(usize::from(decimals(&cell.value))) {
            *count += 1;
        }
    }
    let usual = (0u8..10).zip(counts).max_by_key(|&(decimals, count)| (count, 10 - decimals))?.0;
    (most > usual.saturating_add(3) && most >= NOISE)
        .then(|| (usual..most).find(|&decimals| keeps(decimals)).unwrap_or(most))
}
