//! Rows and columns that are the sum of all others, whatever else they are called: "Tổng thu ngân sách" beside its kinds.

use super::begins;
use super::cells::quantity;
use super::cube::{Category, Cube, Dimension, Kind};
use crate::format::{round, sum};
use crate::model::Quantity;
use crate::wire::Value;
use std::collections::BTreeMap;

/// How the names of sums begin.
const SUM: [&str; 2] = ["tổng ", "total "];

/// How the name of what is above districts begins.
const PROVINCE: [&str; 1] = ["tỉnh "];

/// Marks as total what is called a sum, and is that of all other categories of its dimension, wherever both are known.
pub fn mark(cube: &mut Cube) {
    let strides = cube.strides();
    let found: Vec<Option<usize>> =
        cube.dimensions.iter().zip(strides).map(|(own, stride)| sum_of_others(cube, own, stride)).collect();
    for (dimension, sum) in cube.dimensions.iter_mut().zip(found) {
        if let Some(category) = sum.and_then(|sum| dimension.categories.get_mut(sum)) {
            category.total = true;
        }
    }
}

fn sum_of_others(cube: &Cube, dimension: &Dimension, stride: u64) -> Option<usize> {
    let categories = &dimension.categories;
    if dimension.kind != Kind::Plain || categories.len() < 3 || categories.iter().any(|category| category.total) {
        return None;
    }
    let called = |starts: &[&str]| categories.iter().position(|category| begins(&category.label, starts));
    // Beside its districts, a province is their sum; beside other provinces, it is not.
    let province =
        called(&PROVINCE).filter(|_| categories.iter().filter(|it| begins(&it.label, &PROVINCE)).count() == 1);
    let own = called(&SUM).or(province)?;
    // The figures of all other dimensions' categories, as sums and as parts.
    let mut groups: BTreeMap<u64, (Option<Quantity>, Vec<Quantity>)> = BTreeMap::new();
    for cell in &cube.cells {
        let category = cell.place.checked_div(stride)?.checked_rem(categories.len() as u64)?;
        if categories.get(category as usize).is_some_and(|category| category.aggregate) {
            continue;
        }
        let place = cell.place.checked_sub(category.checked_mul(stride)?)?;
        let (whole, parts) = groups.entry(place).or_default();
        match quantity(&cell.value) {
            figure if category == own as u64 => *whole = figure,
            figure => parts.extend(figure),
        }
    }
    // Shares of something else, in another column, need not add up.
    groups.values().any(|(whole, parts)| whole.is_some_and(|whole| adds_up(whole, parts))).then_some(own)
}

/// The column that is called a total and is that of several others in every row: stacked, their bars show it.
pub fn total_of(columns: &[usize], categories: &[Category], figures: &[Vec<Value>]) -> Option<usize> {
    let is_total = |column: &&usize| categories.get(**column).is_some_and(|category| category.total);
    let total = columns.iter().find(is_total).copied()?;
    let others: Vec<&Vec<Value>> =
        columns.iter().filter(|column| **column != total).filter_map(|column| figures.get(*column)).collect();
    let is_sum = |(row, whole): (usize, &Value)| {
        let parts: Option<Vec<Quantity>> = others.iter().map(|column| column.get(row).and_then(quantity)).collect();
        let (Some(whole), Some(parts)) = (quantity(whole), parts) else { return false };
        let all = sum(&mut parts.iter().copied());
        let is_same = round(whole.value, all.decimals.max(whole.decimals)) == all.value;
        is_same && parts.iter().all(|part| part.value >= 0.0)
    };
    let whole = figures.get(total)?;
    let is_any = || whole.iter().filter_map(quantity).any(|whole| whole.value > 0.0);
    (others.len() > 1 && whole.iter().enumerate().all(is_sum) && is_any()).then_some(total)
}

/// Whether a figure is the sum of several others, but for their rounding.
pub fn adds_up(whole: Quantity, parts: &[Quantity]) -> bool {
    let all = sum(&mut parts.iter().copied());
    // Each part may have been rounded by half of its last decimal.
    let rounded = if all.decimals > 0 { parts.len() as f64 * 0.5 / 10f64.powi(all.decimals.into()) } else { 0.0 };
    parts.len() > 1 && whole.value != 0.0 && (all.value - whole.value).abs() <= rounded * 1.001
}
