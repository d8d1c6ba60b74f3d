//! Which slice of a cube is drawn, by rule: the first metric, the last period, of every other dimension its total or else
//! its first category; the largest that is left gives the bars. `select` and `bars` override it.

use super::cube::{Category, Cube, Dimension, Kind};
use super::lowercase;
use super::period::period;
use super::{Options, Problem, set};
use crate::complaint::Finding;
use crate::read::near;
use crate::wire::Value;

/// The categories of one dimension that stand side by side.
pub type Series<'a> = Option<(usize, &'a [usize])>;

/// One slice of a cube.
pub struct Choice<'a> {
    /// The category of each dimension; `None` where it gives the bars or the series.
    pub chosen: Vec<Option<usize>>,
    /// The dimension that gives the bars.
    pub bars: Option<usize>,
    /// Its categories that are drawn, in their order.
    pub drawn: Vec<usize>,
    /// What stands side by side.
    pub series: Series<'a>,
    strides: Vec<u64>,
    /// The place of what is chosen, without bars and series: dimensions may be many, and places are asked for often.
    base: u64,
}

/// Chooses by what the page asks for, and by rule where it does not.
///
/// # Errors
/// Where `select` or `bars` name what is not there.
pub fn choose<'a>(cube: &Cube, options: &Options, series: Series<'a>) -> Result<Choice<'a>, Problem> {
    let asked = selected(cube, options)?;
    // What the page asks for of a dimension goes before standing side by side.
    let series = series.filter(|&(series, _)| !claimed(cube, options, series));
    let named = match options.bars.trim() {
        "" => None,
        name => Some(dimension(cube, name, "bars")?),
    };
    let mut empty = Vec::new();
    loop {
        let free = |index: usize| {
            asked.get(index).is_some_and(Option::is_none)
                && series.is_none_or(|(series, _)| series != index)
                && !empty.contains(&index)
        };
        let bars = named.or_else(|| largest(cube, free));
        let choice = cut(cube, options, &asked, bars, series);
        match bars {
            // Some dimensions are broken down for other slices only.
            Some(bars) if named.is_none() && !choice.has_figures(cube) => empty.push(bars),
            None if !empty.is_empty() && !choice.has_figures(cube) => {
                return Ok(cut(cube, options, &asked, empty.first().copied(), series));
            }
            _ => return Ok(choice),
        }
    }
}

fn cut<'a>(
    cube: &Cube,
    options: &Options,
    asked: &[Option<usize>],
    bars: Option<usize>,
    series: Series<'a>,
) -> Choice<'a> {
    let mut chosen = asked.to_vec();
    // A category that is selected of the dimension of the bars is the only bar.
    let only = bars.and_then(|bars| chosen.get_mut(bars)?.take());
    let axis = bars.and_then(|bars| cube.dimensions.get(bars));
    let drawn = only.map_or_else(|| axis.map_or_else(|| vec![0], whole), |only| vec![only]);
    let strides = cube.strides();
    let side_by_side = |index: usize| series.is_some_and(|(series, _)| series == index);
    for (index, (place, dimension)) in chosen.iter_mut().zip(&cube.dimensions).enumerate() {
        if place.is_none() && bars != Some(index) && !side_by_side(index) {
            *place = Some(match dimension.kind {
                Kind::Metric => first_counted(cube, &strides, index),
                _ => dimension.categories.iter().position(|category| category.total).unwrap_or_default(),
            });
        }
    }
    let places = chosen.iter().zip(&strides).map(|(own, stride)| stride.saturating_mul(own.unwrap_or_default() as u64));
    let base = places.fold(0, u64::saturating_add);
    let mut choice = Choice { chosen, bars, drawn, series, strides, base };
    let is_time = |dimension: &Dimension| dimension.kind == Kind::Time;
    let is_free = |index: usize| bars != Some(index) && !side_by_side(index) && !names(cube, options, index);
    let times = cube.dimensions.iter().enumerate().filter(|(index, dimension)| is_time(dimension) && is_free(*index));
    // Years before quarters: those of an earlier year say nothing of the last.
    let (mut times, others): (Vec<_>, Vec<_>) = times.map(|(index, _)| index).partition(|&time| has_years(cube, time));
    times.extend(others);
    // Of a single period, nothing is left to choose.
    let (several, single): (Vec<_>, Vec<_>) = times.into_iter().partition(|&time| has_several(cube, time));
    single.into_iter().for_each(|time| choice.choose(time, 0));
    let mut rest = several.as_slice();
    while let [time, later @ ..] = rest {
        // The last period that has a figure: servers list the next one before anybody has counted it.
        let order = cube.dimensions.get(*time).map(chronological).unwrap_or_default();
        if let Some(item) = choice.last_counted(cube, *time, &order, later).or(order.last().copied()) {
            choice.choose(*time, item);
        }
        rest = later;
    }
    choice
}

fn has_several(cube: &Cube, index: usize) -> bool {
    cube.dimensions.get(index).is_some_and(|dimension| dimension.categories.len() > 1)
}

/// Whether all periods of a dimension have years of their own.
fn has_years(cube: &Cube, index: usize) -> bool {
    let dated = |category: &Category| period(&category.label).or_else(|| period(&category.id)).is_some();
    cube.dimensions.get(index).is_some_and(|dimension| dimension.categories.iter().all(dated))
}

/// The first metric that has any figure.
fn first_counted(cube: &Cube, strides: &[u64], index: usize) -> usize {
    let count = cube.dimensions.get(index).map_or(0, |dimension| dimension.categories.len()) as u64;
    let stride = strides.get(index).copied().unwrap_or_default();
    let item = |place: u64| place.checked_div(stride)?.checked_rem(count);
    let counted = cube.cells.iter().filter(|cell| count > 1 && cell.value != Value::Null);
    let first = counted.filter_map(|cell| item(cell.place)).min().unwrap_or_default();
    usize::try_from(first).unwrap_or_default()
}

impl Choice<'_> {
    /// How many figures stand side by side.
    pub fn columns(&self) -> usize {
        self.series.map_or(1, |(_, items)| items.len())
    }

    /// The place of a figure in the cube.
    pub fn place(&self, bar: usize, column: usize) -> u64 {
        let steps = |dimension: Option<usize>, item: usize| {
            let stride = dimension.and_then(|dimension| self.strides.get(dimension)).copied().unwrap_or_default();
            stride.saturating_mul(item as u64)
        };
        let side = self.series.and_then(|(series, items)| Some((series, *items.get(column)?)));
        let side = side.map_or(0, |(series, item)| steps(Some(series), item));
        self.base.saturating_add(steps(self.bars, bar)).saturating_add(side)
    }

    fn choose(&mut self, dimension: usize, item: usize) {
        let (Some(place), Some(stride)) = (self.chosen.get_mut(dimension), self.strides.get(dimension)) else { return };
        let before = stride.saturating_mul(place.unwrap_or_default() as u64);
        self.base = self.base.saturating_sub(before).saturating_add(stride.saturating_mul(item as u64));
        *place = Some(item);
    }

    /// The last period that has a figure in a bar that is drawn, whatever is chosen of later dimensions.
    fn last_counted(&self, cube: &Cube, time: usize, order: &[usize], later: &[usize]) -> Option<usize> {
        let series = self.series.map(|(series, _)| series);
        let open: Vec<(usize, u64, u64)> = [Some(time), self.bars, series]
            .into_iter()
            .flatten()
            .chain(later.iter().copied())
            .filter_map(|index| {
                let count = cube.dimensions.get(index)?.categories.len() as u64;
                Some((index, *self.strides.get(index)?, count))
            })
            .collect();
        let item = |place: u64, stride: u64, count: u64| {
            place.checked_div(stride).and_then(|place| place.checked_rem(count)).unwrap_or_default()
        };
        let chosen = |index: usize| self.chosen.get(index).copied().flatten().unwrap_or_default() as u64;
        let own = open.iter().map(|&(index, stride, _)| stride.saturating_mul(chosen(index)));
        let fixed = self.base.saturating_sub(own.fold(0, u64::saturating_add));
        let (bars, columns) = (set(self.drawn.iter()), set(self.series.iter().flat_map(|(_, items)| items.iter())));
        let mut counted = vec![false; order.len()];
        for cell in cube.cells.iter().filter(|cell| cell.value != Value::Null) {
            let mut place = cell.place;
            let mut is_drawn = true;
            let mut period = 0;
            for &(index, stride, count) in &open {
                let item = item(cell.place, stride, count);
                place = place.saturating_sub(item.saturating_mul(stride));
                let item = usize::try_from(item).unwrap_or_default();
                is_drawn &= self.bars != Some(index) || bars.contains(&item);
                is_drawn &= series != Some(index) || columns.contains(&item);
                period = if index == time { item } else { period };
            }
            if place == fixed
                && is_drawn
                && let Some(counted) = counted.get_mut(period)
            {
                *counted = true;
            }
        }
        order.iter().rev().copied().find(|&item| counted.get(item) == Some(&true))
    }

    fn has_figures(&self, cube: &Cube) -> bool {
        let given = |place: u64| cube.cell(place).is_some_and(|cell| cell.value != Value::Null);
        (0..self.columns()).any(|column| self.drawn.iter().any(|&bar| given(self.place(bar, column))))
    }
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
    lowercase(one.trim()) == lowercase(other.trim())
}

/// The complaint about a name that is not there, with the likely one, or the first of those there are.
pub fn unknown<'a>(found: &str, option: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let wanted = lowercase(found);
    let like = known.clone().find(|known| near(&wanted, &lowercase(known)).is_some()).map(str::to_owned);
    let known = known.take(8).map(str::to_owned).collect();
    (Finding::UnknownChoice { found: found.to_owned(), like, known }, option.to_owned())
}

/// The dimension that gives the bars: the largest plain one, else time, if it has more than one category; else one of a
/// total and one part.
fn largest(cube: &Cube, free: impl Fn(usize) -> bool) -> Option<usize> {
    let largest = |kind: Kind, count: fn(&Dimension) -> usize| {
        let mut best: Option<(usize, usize)> = None;
        for (index, dimension) in cube.dimensions.iter().enumerate() {
            let count = count(dimension);
            if dimension.kind == kind && free(index) && count > 1 && best.is_none_or(|(_, most)| count > most) {
                best = Some((index, count));
            }
        }
        best.map(|(index, _)| index)
    };
    // What stands for all may have no name.
    let named = |dimension: &Dimension| dimension.categories.iter().filter(|category| !category.id.is_empty()).count();
    largest(Kind::Plain, |dimension| parts(dimension).len())
        .or_else(|| largest(Kind::Time, |dimension| parts(dimension).len()))
        .or_else(|| largest(Kind::Plain, named))
}

/// The categories that may stand side by side: no total beside its parts, unless there is but one of those.
fn whole(dimension: &Dimension) -> Vec<usize> {
    let parts = parts(dimension);
    if parts.len() < 2 { (0..dimension.categories.len()).collect() } else { parts }
}

fn parts(dimension: &Dimension) -> Vec<usize> {
    let all = dimension.categories.iter().enumerate();
    let parts = all.filter(|(_, category)| !category.total && !category.aggregate);
    parts.map(|(index, _)| index).collect()
}

/// The periods from first to last; in file order where not all of them are understood.
fn chronological(dimension: &Dimension) -> Vec<usize> {
    let periods: Option<Vec<_>> = dimension
        .categories
        .iter()
        .map(|category| {
            // "januar 2024" says less than its code, 2024M01.
            let both = [period(&category.label), period(&category.id)].into_iter().flatten();
            let known = both.max_by_key(|period| period.part != 0);
            // A whole year ends after its parts.
            let dated = known.map(|period| (period.year, if period.part == 0 { u32::MAX } else { period.part }));
            // "9" and "Tháng 9" are of any year.
            dated.or_else(|| Some((0, category.label.rsplit(' ').next()?.parse().ok()?)))
        })
        .collect();
    let Some(periods) = periods else { return (0..dimension.categories.len()).collect() };
    crate::model::sorted(dimension.categories.len(), &|one, other| periods.get(one).cmp(&periods.get(other)))
}
