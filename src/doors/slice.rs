//! From a cube to a picture by rule: the first metric, the last period, of every other dimension its total or else its
//! first category; the largest that is left gives the bars, in file order. What was chosen is said.

use super::cube::{Category, Cube, Dimension, Kind};
use super::period::period;
use super::sheet::{Sheet, field};
use super::{Options, Problem, cells};
use crate::complaint::Finding;
use crate::format::decimals_of;
use crate::model::Status;
use crate::read::similar;
use crate::wire::Value;

/// The categories of one dimension that stand side by side as series.
pub type Series<'a> = Option<(usize, &'a [usize])>;

/// The picture of a cube.
///
/// # Errors
/// Where `select` or `bars` name what is not there, or figures of different units would share an axis.
pub fn sheet(cube: &Cube, options: &Options, series: Series) -> Result<Sheet, Problem> {
    let mut chosen = selected(cube, options)?;
    // What the page asks for of a dimension goes before standing side by side.
    let series = series.filter(|&(series, _)| !claimed(cube, options, series));
    let free = |dimension: usize, chosen: &[Option<usize>]| {
        chosen.get(dimension).is_some_and(Option::is_none) && series.is_none_or(|(series, _)| series != dimension)
    };
    let bars = match options.bars.trim() {
        "" => largest(cube, |index| free(index, &chosen)),
        name => Some(dimension(cube, name, "bars")?),
    };
    // A category that is selected of the dimension of the bars is the only bar.
    let only = bars.and_then(|bars| chosen.get_mut(bars)?.take());
    for (index, dimension) in cube.dimensions.iter().enumerate() {
        let Some(place) = chosen.get_mut(index) else { continue };
        let side_by_side = series.is_some_and(|(series, _)| series == index);
        if place.is_none() && bars != Some(index) && !side_by_side {
            *place = Some(dimension.categories.iter().position(|category| category.total).unwrap_or_default());
        }
    }
    let columns: Vec<Option<&Category>> = match series {
        None => vec![None],
        Some((dimension, items)) => {
            let dimension = cube.dimensions.get(dimension);
            items.iter().map(|&item| dimension.and_then(|dimension| dimension.categories.get(item))).collect()
        }
    };
    let axis = bars.and_then(|bars| cube.dimensions.get(bars));
    let bar_list = match only {
        Some(only) => vec![only],
        None => axis.map_or_else(|| vec![0], whole),
    };
    let strides = cube.strides();
    let place = |chosen: &[Option<usize>], bar: usize, column: usize| {
        let mut place = 0u64;
        for (index, stride) in strides.iter().enumerate() {
            let own = match (chosen.get(index).copied().flatten(), series) {
                (Some(own), _) => own,
                _ if bars == Some(index) => bar,
                (None, Some((series, items))) if series == index => items.get(column).copied().unwrap_or_default(),
                _ => 0,
            };
            place = place.saturating_add(stride.saturating_mul(own as u64));
        }
        place
    };
    let time = cube.dimensions.iter().position(|dimension| dimension.kind == Kind::Time);
    if let Some((time, dimension)) = time.and_then(|time| Some((time, cube.dimensions.get(time)?)))
        && bars != Some(time)
        && series.is_none_or(|(series, _)| series != time)
        && !names(cube, options, time)
    {
        // The last period that has a figure: servers list the next one before anybody has counted it.
        let order = chronological(dimension);
        let given = |item: usize| {
            let mut trial = chosen.clone();
            if let Some(place) = trial.get_mut(time) {
                *place = Some(item);
            }
            (0..columns.len()).any(|column| {
                bar_list
                    .iter()
                    .any(|&bar| cube.cell(place(&trial, bar, column)).is_some_and(|cell| cell.value != Value::Null))
            })
        };
        let last = order.iter().rev().copied().find(|&item| given(item)).or(order.last().copied());
        if let Some(place) = chosen.get_mut(time) {
            *place = last;
        }
    }
    let taken =
        |column: usize| -> Vec<_> { bar_list.iter().map(|&bar| cube.cell(place(&chosen, bar, column))).collect() };
    let table: Vec<Vec<_>> = (0..columns.len()).map(taken).collect();
    let metric = cube.dimensions.iter().zip(&chosen).find_map(|(dimension, place)| match dimension.kind {
        Kind::Metric => dimension.categories.get((*place)?),
        _ => None,
    });
    let metric = metric.or(columns.first().copied().flatten());

    let mut fields = Vec::new();
    let unit = metric.and_then(|metric| metric.unit.clone());
    fields.extend(field("unit", unit));
    let written = table.iter().flatten().flatten().map(|cell| &cell.value);
    if let Some(decimals) = metric.and_then(|metric| metric.decimals).or_else(|| usual_decimals(cube, &chosen, written))
    {
        fields.push(("decimals".to_owned(), Value::Number(f64::from(decimals))));
    }
    let provisional = |bar: usize| {
        cube.dimensions.iter().zip(&chosen).enumerate().any(|(index, (dimension, place))| {
            let own = if bars == Some(index) { Some(bar) } else { *place };
            own.and_then(|own| dimension.categories.get(own)).is_some_and(|category| category.provisional)
        })
    };
    let value = |cell: &Option<&super::cube::Cell>| cell.map_or(Value::Null, |cell| cell.value.clone());
    let status = |bar: usize, cell: &Option<&super::cube::Cell>| match cell.map(|cell| cell.status).unwrap_or_default()
    {
        Status::Reported if provisional(bar) => Status::Provisional,
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
    let label = |bar: usize| axis.and_then(|axis| axis.categories.get(bar)).map_or("", |category| &category.label);
    match (axis, table.as_slice()) {
        (None, [column]) => fields.push(("value".to_owned(), column.first().map_or(Value::Null, value))),
        // Parts may differ in status, and metrics as bars in what they count.
        (Some(axis), [column]) if same.is_none() || axis.kind == Kind::Metric => {
            let parts = bar_list.iter().zip(column).zip(&statuses).map(|((&bar, cell), &status)| {
                let mut part =
                    vec![("label".to_owned(), Value::Text(label(bar).to_owned())), ("value".to_owned(), value(cell))];
                let own = axis.categories.get(bar).filter(|_| axis.kind == Kind::Metric);
                part.extend(field("unit", own.and_then(|own| own.unit.clone())));
                let status = Some(status).filter(|_| same.is_none());
                part.extend(field("status", status.and_then(cells::status_name).map(str::to_owned)));
                Value::Object(part)
            });
            fields.push(("parts".to_owned(), Value::List(parts.collect())));
        }
        _ => {
            let categories = bar_list.iter().map(|&bar| Value::Text(label(bar).to_owned())).collect();
            fields.push(("categories".to_owned(), Value::List(categories)));
            let series = table.iter().zip(&columns).map(|(column, category)| {
                let mut series = Vec::new();
                let named = category.filter(|_| columns.len() > 1);
                series.extend(field("label", named.map(|category| category.label.clone())));
                series.push(("values".to_owned(), Value::List(column.iter().map(value).collect())));
                Value::Object(series)
            });
            fields.push(("series".to_owned(), Value::List(series.collect())));
        }
    }

    let (words, cut) = choice(cube, &chosen);
    // Totals and aggregates that would stand beside their parts are left out, and that is said.
    let left_out = axis.filter(|axis| bar_list.len() < axis.categories.len());
    let drawn = left_out.map(|axis| format!("{}: {}/{}", axis.label, bar_list.len(), axis.categories.len()));
    let said = [Some(words.clone()).filter(|words| !words.is_empty()), drawn.clone()];
    let warnings = match cut || drawn.is_some() {
        true => {
            vec![(Finding::CubeCut(said.into_iter().flatten().collect::<Vec<_>>().join("; ")), cube.path.clone())]
        }
        false => Vec::new(),
    };
    Ok(Sheet {
        title: cube.title.clone(),
        subtitle: Some(words).filter(|words| !words.is_empty()),
        note: cube.note.clone(),
        source: cube.source.clone(),
        updated: cube.updated.clone(),
        label: metric
            .filter(|_| columns.len() == 1)
            .map(|metric| metric.label.clone())
            .filter(|label| !label.is_empty())
            .or_else(|| side_by_side(&columns).filter(|_| cube.title.is_none())),
        fields,
        warnings,
    })
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

/// What was chosen, and whether there was a choice.
fn choice(cube: &Cube, chosen: &[Option<usize>]) -> (String, bool) {
    let mut words = Vec::new();
    let mut cut = false;
    for (dimension, place) in cube.dimensions.iter().zip(chosen) {
        let Some(category) = place.and_then(|place| dimension.categories.get(place)) else { continue };
        cut |= dimension.categories.len() > 1;
        if dimension.kind != Kind::Metric || dimension.categories.len() > 1 {
            let words_of = [dimension.label.as_str(), category.label.as_str()];
            words.push(words_of.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": "));
        }
    }
    (words.join("; "), cut)
}

/// What `select` asks for, dimension by dimension.
fn selected(cube: &Cube, options: &Options) -> Result<Vec<Option<usize>>, Problem> {
    let mut chosen = vec![None; cube.dimensions.len()];
    for (name, wanted) in pairs(&options.select) {
        let index = dimension(cube, name, "select")?;
        let categories =
            cube.dimensions.get(index).map(|dimension| dimension.categories.as_slice()).unwrap_or_default();
        let named = |of: fn(&Category) -> &str| categories.iter().position(|category| same(of(category), wanted));
        let place = named(|category| &category.id).filter(|_| !by_position(categories));
        let place = place.or_else(|| named(|category| &category.label)).or_else(|| named(|category| &category.id));
        let labels = || categories.iter().map(|category| category.label.as_str());
        let place = place.ok_or_else(|| unknown(wanted, "select", labels()))?;
        if let Some(slot) = chosen.get_mut(index) {
            *slot = Some(place);
        }
    }
    Ok(chosen)
}

/// Whether the page itself says what becomes of a dimension.
pub fn claimed(cube: &Cube, options: &Options, index: usize) -> bool {
    let bars = options.bars.trim();
    names(cube, options, index) || !bars.is_empty() && dimension(cube, bars, "bars").is_ok_and(|named| named == index)
}

/// Whether ids are but the place in the list, so that the name "1" means more than the id "1".
fn by_position(categories: &[Category]) -> bool {
    categories.iter().enumerate().all(|(index, category)| category.id == index.to_string())
}

fn names(cube: &Cube, options: &Options, wanted: usize) -> bool {
    pairs(&options.select).any(|(name, _)| dimension(cube, name, "select").is_ok_and(|index| index == wanted))
}

/// The pairs of `name=value;name=value`.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(';')
        .filter(|pair| !pair.trim().is_empty())
        .map(|pair| pair.split_once('=').map_or((pair.trim(), ""), |(name, value)| (name.trim(), value.trim())))
}

fn dimension(cube: &Cube, name: &str, option: &str) -> Result<usize, Problem> {
    let named = |dimension: &Dimension| same(&dimension.id, name) || same(&dimension.label, name);
    let labels = cube.dimensions.iter().map(Dimension::name);
    cube.dimensions.iter().position(named).ok_or_else(|| unknown(name, option, labels))
}

/// Whether two names are the same but for case.
pub fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The complaint about a name that is not there, with the likely one, or the first of those there are.
pub fn unknown<'a>(found: &str, option: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let like = known.clone().find(|known| similar(&found.to_lowercase(), &known.to_lowercase())).map(str::to_owned);
    let known = known.take(8).map(str::to_owned).collect();
    (Finding::UnknownChoice { found: found.to_owned(), like, known }, option.to_owned())
}

/// The dimension that gives the bars: the largest plain one, else time, if it has more than one category.
fn largest(cube: &Cube, free: impl Fn(usize) -> bool) -> Option<usize> {
    let largest = |kind: Kind| {
        let mut best: Option<(usize, usize)> = None;
        for (index, dimension) in cube.dimensions.iter().enumerate() {
            let count = whole(dimension).len();
            if dimension.kind == kind && free(index) && count > 1 && best.is_none_or(|(_, most)| count > most) {
                best = Some((index, count));
            }
        }
        best.map(|(index, _)| index)
    };
    largest(Kind::Plain).or_else(|| largest(Kind::Time))
}

/// The categories that may stand side by side: no total beside its parts.
fn whole(dimension: &Dimension) -> Vec<usize> {
    let all = || dimension.categories.iter().enumerate();
    let parts: Vec<usize> =
        all().filter(|(_, category)| !category.total && !category.aggregate).map(|(index, _)| index).collect();
    if parts.is_empty() { all().map(|(index, _)| index).collect() } else { parts }
}

/// The periods from first to last; in file order where not all of them are understood.
fn chronological(dimension: &Dimension) -> Vec<usize> {
    let periods: Option<Vec<_>> = dimension
        .categories
        .iter()
        .map(|category| {
            // "januar 2024" says less than its code, 2024M01.
            let both = [period(&category.label), period(&category.id)].into_iter().flatten();
            both.max_by_key(|period| period.part != 0).map(|period| (period.year, period.part))
        })
        .collect();
    let Some(periods) = periods else { return (0..dimension.categories.len()).collect() };
    crate::model::sorted(dimension.categories.len(), &|one, other| periods.get(one).cmp(&periods.get(other)))
}

/// The decimals of most figures of a metric, where the chosen ones have many more: someone forgot to round them.
fn usual_decimals<'a>(cube: &Cube, chosen: &[Option<usize>], shown: impl Iterator<Item = &'a Value>) -> Option<u8> {
    let decimals = |value: &Value| match value {
        Value::Number(number) => decimals_of(*number),
        _ => 0,
    };
    let most = shown.map(decimals).max()?;
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
    (most > usual.saturating_add(3)).then_some(usual)
}
