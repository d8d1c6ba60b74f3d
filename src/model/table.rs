//! Tables: categories by series, and the order in which they are shown.

use super::Quantity;
use crate::format;
use crate::text::collate;
use std::cmp::Ordering;

/// One entry on the category axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// By which code names it, where that is not the label.
    pub id: Option<String>,
    /// What is shown.
    pub label: String,
    /// Whether it stands out from the others.
    pub highlighted: bool,
}

impl Category {
    /// By which code names it.
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.label)
    }
}

/// One row of numbers along the categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name; `None` where there is just one series and it has no name of its own.
    pub label: Option<String>,
    /// One entry a category.
    pub values: Vec<Option<Quantity>>,
    /// One target a category, or none at all.
    pub targets: Vec<Option<Quantity>>,
}

impl Series {
    /// Its figure in that category.
    pub fn value(&self, category: usize) -> Option<Quantity> {
        *self.values.get(category)?
    }

    /// What that figure is to reach.
    pub fn target(&self, category: usize) -> Option<Quantity> {
        *self.targets.get(category)?
    }
}

/// How the series of one category stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stack {
    /// Side by side.
    #[default]
    None,
    /// On top of each other.
    Amounts,
    /// On top of each other, as shares of their sum.
    Percent,
}

/// In which order categories are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As in the document.
    #[default]
    None,
    /// The lowest first.
    Ascending,
    /// The highest first: a ranking.
    Descending,
    /// By name.
    Label,
}

/// Categories by series.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// At least one, in the order in which they are shown.
    pub categories: Vec<Category>,
    /// At least one; every list in it has one entry a category, in the order shown.
    pub series: Vec<Series>,
    /// How the document wants the series to stand.
    pub wanted: Stack,
    /// How they stand: as wanted, but side by side where a value is negative, and never as shares of shares: figures in
    /// percent that do not add up to 100 would be contradicted by the shares of their sum.
    pub stack: Stack,
    /// In which order the categories are shown.
    pub sort: Sort,
    /// Which entry of the document each category was, counted from 0: what `updateValues` and events speak of.
    pub order: Vec<usize>,
}

/// Whether figures in that unit are shares: `%`, or `% hộ`, or in words.
pub fn is_percent(unit: Option<&str>) -> bool {
    unit.is_some_and(|unit| unit.starts_with('%') || ["phần trăm", "percent", "per cent"].contains(&unit))
}

impl Table {
    /// What follows from the numbers, which are in that unit. How series are stacked, if they can be; and the order of
    /// the categories by [`Table::sort`], from whatever order they are in: by the first series, missing values last,
    /// equal ones as in the document.
    pub fn arrange(&mut self, unit: Option<&str>) {
        let negative = |value: &Option<Quantity>| value.is_some_and(|quantity| quantity.value < 0.0);
        self.stack = match self.wanted {
            Stack::None => Stack::None,
            _ if self.series.iter().any(|series| series.values.iter().any(negative)) => Stack::None,
            Stack::Percent if is_percent(unit) && !self.adds_up() => Stack::Amounts,
            wanted => wanted,
        };
        let Some(first) = self.series.first() else { return };
        let value = |place: usize| first.value(place).map(|quantity| quantity.value);
        let keys: Vec<collate::Key> = match self.sort {
            Sort::Label => self.categories.iter().map(|category| collate::Key::of(&category.label)).collect(),
            _ => Vec::new(),
        };
        let written = |place: usize| self.order.get(place).copied();
        let places = sorted(self.categories.len(), &|one, other| {
            let wanted = match (self.sort, value(one), value(other)) {
                (Sort::None, ..) => Ordering::Equal,
                (Sort::Label, ..) => keys.get(one).cmp(&keys.get(other)),
                (Sort::Ascending, Some(one), Some(other)) => one.total_cmp(&other),
                (Sort::Descending, Some(one), Some(other)) => other.total_cmp(&one),
                (_, one, other) => one.is_none().cmp(&other.is_none()),
            };
            wanted.then_with(|| written(one).cmp(&written(other)))
        });
        if places.iter().enumerate().all(|(place, from)| place == *from) {
            return;
        }
        self.order = picked(&self.order, &places);
        self.categories = picked(&self.categories, &places);
        for series in &mut self.series {
            series.values = picked(&series.values, &places);
            series.targets = picked(&series.targets, &places);
        }
    }

    /// What the series of a category add up to; `None` where one is missing, since the sum would say less than the truth.
    pub fn sum(&self, category: usize) -> Option<Quantity> {
        let values = || self.series.iter().map(|series| series.value(category));
        values().all(|value| value.is_some()).then(|| format::sum(&mut values().flatten()))
    }

    /// What the stacked figures of a category are shares of: their sum, where that is more than nothing.
    pub fn whole(&self, category: usize) -> Option<Quantity> {
        if self.stack == Stack::None || self.series.len() < 2 {
            return None;
        }
        self.sum(category).filter(|sum| sum.value > 0.0)
    }

    /// Whether the figures of every category add up to 100, each rounded to a whole number at worst. Where one is
    /// missing, nobody can tell.
    fn adds_up(&self) -> bool {
        let rounding = 0.5 * self.series.len() as f64 + 1e-9;
        let mut sums = (0..self.categories.len()).filter_map(|category| self.sum(category));
        sums.all(|sum| (sum.value - 100.0).abs() <= rounding)
    }
}

/// The places below `count` in that order, equal ones as they were. One sort for all lists: each further type of
/// entry would add a sort of its own to the module.
pub fn sorted(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&one, &other| order(one, other));
    places
}

fn picked<T: Clone>(list: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|&place| list.get(place).cloned()).collect()
}
